"""The regions of two random rulebooks against brute force: exactly the cases that are decided differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any

import pytest

from tests.strategies import random_case
from tests.verify.random_books import all_facts, changed, pair_cases, random_book, single_cases, words
from triage.case.model import Case
from triage.case.reading import read_case
from triage.deciding.compose import Composer
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.verify.difference import compare
from triage.verify.difference.region import Region
from triage.vocabulary.closed import ACTIONS, PARENTS, SEVERITIES, URGENCIES
from triage.vocabulary.values import replace


class Decider:
    """Decides by the reference evaluator, with no questions, and remembers."""

    def __init__(self, book: Rulebook) -> None:
        self._reference = ReferenceEvaluator(book)
        self._composer = Composer(book)
        self._known: dict[Case, Any] = {}

    def __call__(self, case: Case) -> Decision:
        return self._composer.compose(case, self._reference.infer(case), (), ("reference",))

    def outer(self, case: Case) -> Any:
        """All that is told of a decision but the inside of its tracks; None where there is none."""
        return self._seen(case)[0]

    def inner(self, case: Case) -> dict[str, Any]:
        """Each track, told apart by everything but the rules it is there for."""
        return self._seen(case)[1]

    def _seen(self, case: Case) -> Any:
        if case not in self._known:
            self._known[case] = self._look(case)
        return self._known[case]

    def _look(self, case: Case) -> Any:
        try:
            decision = self(case)
        except NoPath:
            return None, {}
        tracks = {f"{track.action} {track.to}": _plain(track) for track in decision.tracks}
        outer = {
            "severity": decision.severity,
            "urgency": decision.urgency,
            "parents": decision.parents,
            "lead": decision.lead,
            "provisional": "ya" if decision.provisional else "tidak",
            **{f"notice {notice}": "ya" for notice in decision.notices},
            **{f"track {track}": "ya" for track in tracks},
        }
        return outer, tracks


def _plain(track: Any) -> Any:
    items = sorted((item.id, item.state) for item in (*track.requires, *track.waived))
    steps = [(step.step, step.who, step.by, step.phase, step.faces_parents) for step in track.steps]
    return (items, steps, sorted(track.documents))


def changes(before: Any, after: Any) -> set[tuple[str, str, str]]:
    """(what, before, after) of everything that is told differently."""
    if before is None or after is None:
        there = ["tidak" if one is None else "ya" for one in (before, after)]
        return {("path", *there)} if there[0] != there[1] else set()  # type: ignore[arg-type]
    names = before.keys() | after.keys()
    told = {(name, before.get(name, "tidak"), after.get(name, "tidak")) for name in names}
    return {one for one in told if one[1] != one[2]}


def told(listed: Iterable[Any]) -> set[tuple[str, str, str]]:
    return {(f"{one.kind} {one.name}".strip(), one.before, one.after) for one in listed}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return words(tmp_path_factory.mktemp("small"))


def check(seed: int, base: Rulebook, pairs: int) -> int:
    random = Random(seed)
    old = random_book(random, base)
    new = changed(random, old) if random.random() < 0.75 else random_book(random, base)
    if random.random() < 0.3:
        new = changed(random, new)
    before, after = Decider(old), Decider(new)
    found = compare(old, new, before, after)
    outer = [region for region in found.regions if region.where.track is None]
    inner = {region.where.track: region for region in found.regions if region.where.track is not None}
    seen: dict[str, list[bool]] = defaultdict(list)

    for case in single_cases(old):
        here = [region for region in outer if region.where.holds(case)]
        _agree(seed, case, here, changes(before.outer(case), after.outer(case)))
        for track, differs in _inside(before, after, case).items():
            seen[track].append(differs)

    listed = pair_cases(old)
    for _ in range(pairs):
        asker, one, other = random.choice(listed)
        facts = random.choice(all_facts())
        case = Case(asker, (one, other), facts)
        here = [region for region in outer if region.where.holds(case)]
        differs = changes(before.outer(case), after.outer(case))
        alone = [_changes(before, after, replace(case, problems=(problem,))) for problem in (one, other)]
        if any(lowered(changed) for changed in alone) or (any(alone) and not lowered(differs)):
            # Told already for one of its problems; what is told of it besides must be true all the same.
            assert not here or told(here[0].changes) <= differs, (seed, case)
            continue
        _agree(seed, case, here, differs)
        for track, inside in _inside(before, after, case).items() if not any(alone) else ():
            assert not inside or track in inner, (seed, case, track)

    for track, differing in seen.items():
        assert any(differing) <= (track in inner), (seed, track)
        if track in inner and inner[track].changes:
            assert all(differing), (seed, track)
    return len(found.regions)


def _agree(seed: int, case: Case, here: list[Region], differs: set[tuple[str, str, str]]) -> None:
    assert len(here) == bool(differs), (seed, case, differs, here)
    for region in here:
        sure = told((*region.changes, *region.always))
        assert sure <= differs <= sure | told(region.sometimes), (seed, case)


def _inside(before: Decider, after: Decider, case: Case) -> dict[str, bool]:
    """Per track of both decisions, whether its inside differs, where all else is the same."""
    if changes(before.outer(case), after.outer(case)):
        return {}
    old, new = before.inner(case), after.inner(case)
    return {track: old[track] != new[track] for track in old.keys() & new.keys()}


def _changes(before: Decider, after: Decider, case: Case) -> set[tuple[str, str, str]]:
    """All that changes, tracks that change inside included."""
    inside = {
        (f"inside {track}", "", "") for track, differs in _inside(before, after, case).items() if differs
    }
    return changes(before.outer(case), after.outer(case)) | inside


def lowered(differs: set[tuple[str, str, str]]) -> bool:
    """Whether any of it makes a case less urgent, by the definition in the command's help."""
    order = {"severity": SEVERITIES, "urgency": URGENCIES, "parents": PARENTS}
    first = {f"track {action}" for action in ACTIONS[:4]}
    return any(
        (what in order and order[what].index(new) < order[what].index(old))  # type: ignore[arg-type]
        or (new == "tidak" and (what == "path" or what.rpartition(" ")[0] in first))
        for what, old, new in differs
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_differing_cases_are_exact(seed: int, base: Rulebook) -> None:
    check(seed, base, 150)


@pytest.mark.prove
def test_the_differing_cases_are_exact_of_many_rulebooks(base: Rulebook) -> None:
    assert sum(check(seed, base, 400) > 0 for seed in range(1000, 1400)) > 200


@pytest.mark.parametrize("dropped", ["senjata-berat-segera", "narkoba-bnn"])
def test_cases_of_the_shipped_rulebook_lie_where_the_regions_say(book: Rulebook, dropped: str) -> None:
    new = replace(book, rules=tuple(rule for rule in book.rules if rule.id != dropped))
    assert len(new.rules) == len(book.rules) - 1
    before, after = Decider(book), Decider(new)
    found = compare(book, new, before, after)
    outer = [region for region in found.regions if region.where.track is None]
    random = Random(dropped)
    differing = 0
    for _ in range(1500):
        case = replace(read_case(random_case(random, most=2), book.vocabulary), ref=None)
        here = [region for region in outer if region.where.holds(case)]
        differs = changes(before.outer(case), after.outer(case))
        alone = [_changes(before, after, replace(case, problems=(problem,))) for problem in case.problems]
        if len(alone) == 2 and (any(map(lowered, alone)) or (any(alone) and not lowered(differs))):
            assert not here or told(here[0].changes) <= differs, case
            continue
        _agree(0, case, here, differs)
        differing += bool(differs)
    assert differing > 10
