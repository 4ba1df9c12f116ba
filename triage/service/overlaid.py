"""A rulebook with overlays: merged, then proved before it serves, or refused with one case a flaw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from triage.case.model import Case
from triage.case.reading import in_one_line
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.files import REQUIRED
from triage.rulebook.model import Place, Rulebook
from triage.rulebook.overlay_files import INVARIANTS, Overlay, added_by, read_overlays
from triage.rulebook.problems import Problem, RulebookProblems
from triage.service.paths import shipped
from triage.verify.check import invariants_of
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Invariant
from triage.verify.invariants.reading import read_invariants
from triage.verify.overlaid import UP_TO, broken, calmer, widened
from triage.vocabulary.closed import ACTION_ORDER, Lang
from triage.vocabulary.text import Text

_SENTENCES: Final = {
    "overlay-breaks": Text(
        "dengan folder tambahan {overlays} ini tidak lagi selalu berlaku: “{says}” ({rule}){by}; "
        "kasus: {case}",
        "with overlay {overlays} this no longer always holds: “{says}” ({rule}){by}; case: {case}",
    ),
    "overlay-lowers": Text(
        "folder tambahan {overlays} hanya dapat menaikkan dan menambah, tetapi di kasus ini ada yang turun "
        "atau hilang: {says}{by}; kasus: {case}",
        "overlay {overlays} may only raise and add, but in this case something is lower or gone: "
        "{says}{by}; case: {case}",
    ),
}
_BY: Final = Text(
    "; aturan tambahan yang berlaku di situ: {rules}", "; rules of overlays that hold there: {rules}"
)


class OverlayRefused(Problem, frozen=True):
    """What a proof found: ``found`` names the invariant or the overlays, ``expected`` holds the case."""

    says: Text = Text("", "")
    overlays: str = ""
    rules: str = ""

    def line(self, lang: Lang = "id") -> str:
        """The place, the sentence, the added rules that hold in the case, and the case in one line."""
        by = _BY.said(lang).format(rules=self.rules) if self.rules else ""
        sentence = _SENTENCES[self.kind].said(lang)
        said = sentence.format(
            overlays=self.overlays, says=self.says.said(lang), rule=self.found, by=by, case=self.expected
        )
        return f"{self.place}: {said}"


def load_overlaid(folder: Path, overlays: Sequence[Path], seeds: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` with ``overlays`` laid over it, everything proved of it.

    Raises ``RulebookProblems``: what cannot be merged, else every invariant that a case breaks.
    """
    from triage.rulebook.loading import load_rulebook

    base = load_rulebook(folder, seeds)
    if not overlays:
        return base
    merged = load_rulebook(folder, seeds, overlays)
    laid = laid_over(folder, overlays)
    invariants, problems = overlaid_invariants(base, merged, folder, laid)
    if problems:
        raise RulebookProblems(problems)
    refused = _refused(base, merged, invariants, laid)
    if refused:
        raise RulebookProblems(refused)
    return merged


def laid_over(folder: Path, overlays: Sequence[Path]) -> tuple[Overlay, ...]:
    """The overlays in the order in which they are laid; their problems are the loader's to tell."""
    known = sorted({*REQUIRED, *(path.name for path in folder.glob("*.yaml"))})
    return read_overlays(overlays, known)[0]


def overlaid_invariants(
    base: Rulebook, merged: Rulebook, folder: Path, overlays: Sequence[Overlay]
) -> tuple[tuple[Invariant, ...], tuple[Problem, ...]]:
    """The invariants of the rulebook, widened to what is added, and those that the overlays add."""
    own, problems = invariants_of(base, shipped("rules"), [folder])
    found = list(problems)
    out = {one.id: one for one in widened(own, base, merged)}
    for overlay in overlays:
        if overlay.invariants is None:
            continue
        added, wrong = read_invariants(overlay.invariants, merged, f"{overlay.name}/{INVARIANTS}")
        found += wrong
        for one in added:
            first = out.setdefault(one.id, one)
            if first is not one:
                kind = "overlay-redefines" if added_by(first.place) is None else "overlay-clash"
                found.append(Problem(one.place, kind, one.id, str(first.place)))
    return tuple(out.values()), tuple(sorted(set(found)))


def _refused(
    base: Rulebook, merged: Rulebook, invariants: tuple[Invariant, ...], overlays: Sequence[Overlay]
) -> list[Problem]:
    names = ", ".join(overlay.name for overlay in overlays)
    reference = ReferenceEvaluator(merged)
    found = [_broken(flaw, merged, reference, names) for flaw in broken(merged, invariants)]
    case = calmer(base, merged)
    if case is not None:
        found.append(_calmer(case, base, merged, names))
    return sorted(found)


def _broken(flaw: Flaw, merged: Rulebook, reference: ReferenceEvaluator, overlays: str) -> Problem:
    says = flaw.what if flaw.kind == "invariant" else Text(flaw.said("id"), flaw.said("en"))
    if flaw.witness is None:
        return OverlayRefused(flaw.place, "overlay-breaks", flaw.rule, "–", None, says, overlays)
    rules, place = _added(merged, reference.infer(flaw.witness), flaw.place)
    line = in_one_line(flaw.witness)
    return OverlayRefused(place, "overlay-breaks", flaw.rule, line, None, says, overlays, rules)


def _calmer(case: Case, base: Rulebook, merged: Rulebook, overlays: str) -> Problem:
    before, after = ReferenceEvaluator(base).infer(case), ReferenceEvaluator(merged).infer(case)
    rules, place = _added(merged, after, Place(overlays.partition(",")[0], 1, 1))
    said = ", ".join(_less(before, after))
    line = in_one_line(case)
    return OverlayRefused(place, "overlay-lowers", overlays, line, None, Text(said, said), overlays, rules)


def _less(before: Inference, after: Inference) -> list[str]:
    """What is lower or gone, in ids."""
    levels = [
        (name, getattr(before, name), getattr(after, name)) for name in ("severity", "urgency", "parents")
    ]
    out = [f"{name} {was} → {now}" for name, was, now in levels if was != now]
    gone = sorted(before.tracks - after.tracks, key=lambda track: (ACTION_ORDER[track[0]], track[1]))
    return out + [f"− {action} {to}" for action, to in gone if ACTION_ORDER[action] <= ACTION_ORDER[UP_TO]]


def _added(merged: Rulebook, inference: Inference, place: Place) -> tuple[str, Place]:
    """The rules of overlays that hold, in words, and the place of the first; else ``place``."""
    held = {firing.rule for firing in inference.firings if firing.by is None}
    rules = [rule for rule in merged.rules if rule.id in held and added_by(rule.place) is not None]
    if not rules:
        return "", place
    return ", ".join(f"{rule.id} ({rule.place})" for rule in rules), rules[0].place
