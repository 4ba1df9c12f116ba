"""Which tracks may be concluded at all, and that each has exactly one procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.rulebook.draft import Draft
from triage.rulebook.nodes import Word
from triage.rulebook.problems import Problem
from triage.vocabulary.closed import STANDINGS

#: The standings of the parties that an action may point to; other actions may point to any.
REACHES: Mapping[str, tuple[str, ...]] = {
    "darurat": ("darurat",),
    "wajib_lapor": ("lapor",),
    "alih_tangan_kasus": ("dalam", "luar"),
}


def _prohibited(draft: Draft) -> dict[tuple[str, str], str]:
    return {(str(one.action), str(one.to)): str(one.id) for one in draft.prohibitions}


def _out_of_reach(draft: Draft, action: str, to: str) -> bool:
    standing = draft.names.standings.get(to)
    return standing in STANDINGS and standing not in REACHES.get(action, STANDINGS)


def _concluded(draft: Draft, *statuses: str) -> Iterator[tuple[Word, Word]]:
    for rule in draft.rules:
        if rule.status in statuses:
            yield from ((action, to) for action, parties in rule.then.tracks.items() for to in parties)


def _pointed(draft: Draft) -> Iterator[tuple[Word, Word]]:
    """Every track that a rule may yet conclude, a procedure serves or a prohibition offers."""
    yield from _concluded(draft, "draft", "active")
    for procedure in draft.procedures:
        yield from ((action, to) for action, parties in procedure.of.items() for to in parties)
    for prohibition in draft.prohibitions:
        yield from ((action, to) for action, parties in prohibition.instead.items() for to in parties)


def tracks_are_not_prohibited(draft: Draft) -> Iterator[Problem]:
    """Nothing concludes, serves or offers a prohibited track."""
    prohibited = _prohibited(draft)
    for action, to in _pointed(draft):
        if (action, to) in prohibited:
            yield Problem(to.place, "prohibited-track", f"{action} {to}", prohibited[action, to])


def tracks_reach_their_party(draft: Draft) -> Iterator[Problem]:
    """An action points only to parties that stand where it can reach them."""
    prohibited = _prohibited(draft)
    for action, to in _pointed(draft):
        if _out_of_reach(draft, action, to) and (action, to) not in prohibited:
            found = f"{action} {to} ({draft.names.standings[to]})"
            yield Problem(to.place, "wrong-standing", found, ", ".join(REACHES[action]))


def tracks_have_a_procedure(draft: Draft) -> Iterator[Problem]:
    """Each track that an active rule rightly concludes has a procedure. Told once per track."""
    if "procedures" in draft.broken:
        return
    served: set[tuple[str, str]] = set(_prohibited(draft))  # what may not be needs no procedure
    served.update((a, to) for one in draft.procedures for a, parties in one.of.items() for to in parties)
    for action, to in _concluded(draft, "active"):
        if (action, to) not in served and not _out_of_reach(draft, action, to):
            served.add((action, to))
            yield Problem(to.place, "procedure-missing", f"{action} {to}")


def tracks_have_one_procedure(draft: Draft) -> Iterator[Problem]:
    """No two procedures serve the same track."""
    served: dict[tuple[str, str], str] = {}
    for procedure in draft.procedures:
        for action, parties in procedure.of.items():
            for to in parties:
                first = served.setdefault((action, to), str(procedure.id))
                if first != procedure.id:
                    yield Problem(to.place, "procedure-twice", f"{action} {to}", first)
