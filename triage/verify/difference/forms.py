"""What a rule does, apart from its words: the parts by which two rules decide alike."""

from __future__ import annotations

from collections.abc import Iterable

from triage.rulebook.model import Conclusion, Condition, Guard, Item, Procedure, Rule, Rulebook, Step

Form = tuple[object, ...]


def active(book: Rulebook) -> list[Rule]:
    """The rules that take part in decisions, in the rulebook's order."""
    return [rule for rule in book.rules if rule.status == "active"]


def asked(when: Condition) -> Form:
    """The condition of a rule but for problem and role, which say where it is tried."""
    return (
        tuple(sorted((name, tuple(sorted(values))) for name, values in when.attributes)),
        _set(when.base),
        _set(when.grade),
        tuple(sorted((name, tuple(sorted(values))) for name, values in when.facts)),
        _set(when.severity),
        _set(when.urgency),
        _set(when.parents),
        _tracks(when.tracks),
        tuple(sorted(when.notices)),
        tuple(sorted(when.findings)),
    )


def concluded(then: Conclusion) -> Form:
    """The conclusion of a rule, in one order."""
    demands = [(demand.requirement, demand.state, _tracks(demand.tracks)) for demand in then.requirements]
    return (
        tuple(sorted(then.facts)),
        then.severity,
        then.severity_at_least,
        then.urgency_at_least,
        tuple(sorted(then.tracks)),
        tuple(sorted(then.notices)),
        tuple(sorted(then.findings)),
        then.parents,
        then.lead,
        then.provisional,
        tuple(sorted(demands)),
    )


def condition(when: Condition) -> Form:
    """The whole condition of a rule, in one order."""
    return (when.any_problem, _set(when.problem), _set(when.peran), _set(when.asker), asked(when))


def form(rule: Rule, among: frozenset[str]) -> Form:
    """All that ``rule`` does. ``among``: the active rules; an override of any other does nothing."""
    return (
        rule.layer,
        condition(rule.when),
        concluded(rule.then),
        tuple(sorted(other for other in rule.overrides if other in among)),
    )


def apart(old: Rulebook, new: Rulebook) -> tuple[list[Rule], list[Rule]]:
    """The active rules of each book that the other lacks: same id and same form is the same rule.

    Where the rules that name a lead stand in another order, all of them count: of several that
    hold the last one leads.
    """
    forms = []
    leading = []
    for book in (old, new):
        rules = active(book)
        among = frozenset(rule.id for rule in rules)
        forms.append({rule.id: form(rule, among) for rule in rules})
        leading.append([rule.id for rule in rules if rule.then.lead is not None])
    first, second = forms
    both = set(leading[0]) & set(leading[1])
    moved = [id for id in leading[0] if id in both] != [id for id in leading[1] if id in both]
    turned = both if moved else set()
    return (
        [rule for rule in active(old) if rule.id in turned or first[rule.id] != second.get(rule.id)],
        [rule for rule in active(new) if rule.id in turned or second[rule.id] != first.get(rule.id)],
    )


class Bindings:
    """What the rules of one book do to problems, whatever they are called."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        rules = active(book)
        related = {id for rule in rules for id in (*rule.overrides, *([rule.id] if rule.overrides else []))}
        self._bound: list[tuple[Rule, Form]] = []
        for rule in rules:
            if rule.when.of_a_problem:
                known_by = rule.id if rule.id in related or rule.then.lead is not None else ""
                bound = (rule.layer, _set(rule.when.asker), asked(rule.when), concluded(rule.then), known_by)
                self._bound.append((rule, bound))

    def of(self, category: str, role: str | None) -> frozenset[Form]:
        """All that is done to a problem of ``category`` with ``role`` stated.

        Problems with the same binding are decided alike. A rule that takes part in an override or
        names a lead is known by its id, and one that reads an attribute by its category too, so that
        nothing rests on which of two such rules is meant.
        """
        read = read_as(self._book, category, role)
        return frozenset(
            (*bound, category if rule.when.attributes else "")
            for rule, bound in self._bound
            if concerns(rule, category) and (rule.when.peran is None or read in rule.when.peran)
        )


def concerns(rule: Rule, category: str) -> bool:
    """Whether ``rule`` is tried on problems of ``category``."""
    return rule.when.any_problem or (rule.when.problem is not None and category in rule.when.problem)


def read_as(book: Rulebook, category: str, role: str | None) -> str:
    """The role that the rules read where ``role`` is stated (None: none is)."""
    found = book.vocabulary.categories[category]
    stated = role or found.role
    return found.role_read_as.get(stated, stated)


def procedure_form(book: Rulebook, procedure: Procedure) -> Form:
    """What a procedure puts into a track, its words left out."""
    return (
        tuple(_step(step) for step in procedure.steps),
        tuple(_item(id, guard, book.requirements[id]) for id, guard in procedure.requires),
        tuple(_item(id, guard, book.documents[id]) for id, guard in procedure.documents),
    )


def _step(step: Step) -> Form:
    facing = (step.faces_parents, step.serves, step.pivot, step.secures_home, step.service is not None)
    return (step.id, step.who, step.by, *facing, *_guard(step.guard))


def _item(id: str, guard: Guard, item: Item) -> Form:
    return (id, item.faces_parents, *_guard(guard))


def _guard(guard: Guard) -> Form:
    return (tuple(sorted(guard.if_)), tuple(sorted(guard.unless)))


def _set(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(sorted(values))


def _tracks(tracks: Iterable[tuple[str, frozenset[str] | None]]) -> Form:
    listed = [(action, _set(parties)) for action, parties in tracks]
    return tuple(sorted(listed, key=lambda track: (track[0], track[1] or ())))
