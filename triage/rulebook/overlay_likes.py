"""What is like another: every rule that speaks of the one then speaks of the other too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.rulebook.nodes import Node, Row, Table, Word
from triage.rulebook.overlay_files import added_by


@dataclass
class Likes:
    """New ids, each with the word that names the one it is like."""

    categories: dict[str, Word] = field(default_factory=dict)
    requirements: dict[str, Word] = field(default_factory=dict)


def expand(trees: Mapping[str, Table | None], likes: Likes) -> None:
    """Let the rules in ``trees`` speak of everything that is like something they speak of.

    Rules of the overlay that adds a category are left as they are: there, both are at hand.
    """
    for tree in trees.values():
        key = tree.key("rules") if tree is not None else None
        rows = tree[key] if tree is not None and key is not None else None
        for n, rule in enumerate(rows if isinstance(rows, Row) else ()):
            if isinstance(rows, Row) and isinstance(rule, Table):
                rows[n] = _expanded(rule, likes)


def _expanded(rule: Table, likes: Likes) -> Table:
    own = added_by(rule.place)
    for new, old in likes.categories.items():
        if own is None or added_by(old.place) != own:
            rule = _with(rule, "when", _problem(_part(rule, "when"), new, old))
    for new, old in likes.requirements.items():
        rule = _with(rule, "then", _demands(_part(rule, "then"), new, old))
    return rule


def _part(rule: Table, name: str) -> Table:
    key = rule.key(name)
    part = rule[key] if key is not None else None
    return part if isinstance(part, Table) else Table(rule.place)


def _with(rule: Table, name: str, part: Table | None) -> Table:
    """``rule`` with another ``when`` or ``then``; itself where nothing is to change."""
    key = rule.key(name)
    if part is None or key is None:
        return rule
    new = rule.only(frozenset(rule))
    new[key] = part
    return new


def _problem(when: Table, new: str, old: Word) -> Table | None:
    key = when.key("problem")
    asked: Node | None = when[key] if key is not None else None
    listed = [asked] if isinstance(asked, Word) else list(asked) if isinstance(asked, Row) else []
    if key is None or old not in listed or new in listed:
        return None
    row = Row(key.place)
    row.extend([*listed, Word(new, old.place)])
    out = when.only(frozenset(when))
    out[key] = row
    return out


def _demands(then: Table, new: str, old: Word) -> Table | None:
    key = then.key("requirements")
    demands = then[key] if key is not None else None
    if key is None or not isinstance(demands, Table) or old not in demands or new in demands:
        return None
    more = demands.only(frozenset(demands))
    more[Word(new, old.place)] = demands[old]
    out = then.only(frozenset(then))
    out[key] = more
    return out
