"""``overrides``: within one layer, never of itself, never in a circle; and each id only once."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from triage.rulebook.draft import Draft
from triage.rulebook.nodes import Word, shown
from triage.rulebook.problems import Problem


def ids_are_unique(draft: Draft) -> Iterator[Problem]:
    """Rules, prohibitions and procedures share one space of ids."""
    first: dict[str, Word] = {}
    for id in draft.names.listed:
        if id in first:
            yield Problem(id.place, "duplicate-id", shown(id), str(first[id].place))
        else:
            first[id] = id


def overrides_stay_in_layer(draft: Draft) -> Iterator[Problem]:
    """A rule takes back only rules of its own layer."""
    layers = {str(rule.id): str(rule.layer) for rule in draft.rules}
    for rule in draft.rules:
        for other in rule.overrides:
            if layers.get(other, rule.layer) != rule.layer:
                found = f"{other}: {layers[other]}"
                yield Problem(other.place, "override-other-layer", found, str(rule.layer))


def overrides_are_not_circular(draft: Draft) -> Iterator[Problem]:
    """No rule takes itself back, directly or through others. One problem per circle."""
    words: dict[str, list[Word]] = {}  # an id that stands twice counts with all it overrides
    for rule in draft.rules:
        words.setdefault(str(rule.id), []).extend(rule.overrides)
    graph = {id: {str(other) for other in others} for id, others in words.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            circle = list(reversed(error.args[1]))[:-1]  # given back to front, closed on its end
        start = circle.index(min(circle))
        circle = circle[start:] + circle[:start]
        after = circle[1] if len(circle) > 1 else circle[0]
        word = next(other for other in words[circle[0]] if other == after)
        kind = "override-circle" if len(circle) > 1 else "override-self"
        yield Problem(word.place, kind, " → ".join([*circle, circle[0]]))
        for id in circle:
            graph[id] -= set(circle)
