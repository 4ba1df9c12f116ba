"""Every id a rulebook declares, gathered before anything is checked against them.

Gathered from the raw trees: a category whose label is broken is still known, so one mistake does
not make a hundred references to it wrong. A group whose file could not be read is unknown as a
whole (``None``) and nothing is measured against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from triage.rulebook.files import PROCEDURES, SOURCES, VOCABULARY
from triage.rulebook.nodes import Node, Row, Table, Word

#: Tables of vocabulary.yaml whose keys are ids that others refer to.
VOCABULARY_GROUPS = (
    "askers",
    "roles",
    "categories",
    "facts",
    "parties",
    "actors",
    "findings",
    "notices",
    "deadlines",
)
#: Lists whose entries carry an ``id``; all of them share one space.
LISTED = ("rules", "prohibitions", "procedures")

#: Ids in the order of the file, quick to look up.
Ids = Mapping[str, None]

#: The trees of a rulebook by file name; None for a file that could not be read.
Trees = Mapping[str, Table | None]


@dataclass(frozen=True, slots=True)
class Names:
    """The known ids by group, and what of the vocabulary the checks need beside the ids."""

    groups: Mapping[str, Ids | None]
    attributes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    roles_read: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standings: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, Ids] = field(default_factory=dict)
    listed: tuple[Word, ...] = ()
    categories: tuple[Word, ...] = ()
    likes: Mapping[str, str] = field(default_factory=dict)
    """Categories of overlays, each with the one whose rules it shares."""

    def known(self, group: str) -> Ids | None:
        """The ids of a group in the order of the file, or None if they could not be read."""
        return self.groups.get(group)


def gather(trees: Trees) -> Names:
    """The names that the trees declare."""
    vocabulary, sources, procedures = (trees.get(name) for name in (VOCABULARY, SOURCES, PROCEDURES))
    groups = {group: _keys(vocabulary, group) for group in VOCABULARY_GROUPS}
    people = [groups[group] for group in ("parties", "askers", "actors")]
    groups["who"] = None if None in people else dict.fromkeys(id for ids in people for id in ids or ())
    groups["requirements"] = _keys(procedures, "requirements")
    groups["documents"] = _keys(procedures, "documents")
    groups["sources"] = _keys(sources, "sources")
    whole = all(tree is not None for tree in trees.values())
    groups["rules"] = dict.fromkeys(map(str, _ids(trees.values(), "rules"))) if whole else None
    groups["services"] = dict.fromkeys(_services(procedures)) if procedures is not None else None
    categories = _entries(vocabulary, "categories")
    return Names(
        groups,
        attributes={id: dict(_attributes(category)) for id, category in categories},
        roles_read={id: _roles(groups["roles"] or {}, category) for id, category in categories},
        standings={id: str(_word(party, "standing")) for id, party in _entries(vocabulary, "parties")},
        sections={id: _keys(source, "sections") or {} for id, source in _entries(sources, "sources")},
        listed=tuple(id for name in LISTED for id in _ids(trees.values(), name)),
        categories=tuple(id for id, _ in categories),
    )


def _keys(table: Node | None, name: str) -> Ids | None:
    """The keys of a table in a table; None if it is not there to be read."""
    inner = _inner(table, name)
    return dict.fromkeys(str(key) for key in inner) if isinstance(inner, Table) else None


def _inner(table: Node | None, name: str) -> Node | None:
    if not isinstance(table, Table):
        return None
    key = table.key(name)
    return None if key is None else table[key]


def _entries(table: Table | None, name: str) -> list[tuple[Word, Node]]:
    inner = _inner(table, name)
    return list(inner.items()) if isinstance(inner, Table) else []


def _word(table: Node, name: str) -> str:
    value = _inner(table, name)
    return value if isinstance(value, Word) else ""


def _rows(tree: Table | None, name: str) -> Iterator[Table]:
    inner = _inner(tree, name)
    if isinstance(inner, Row):
        yield from (entry for entry in inner if isinstance(entry, Table))


def _ids(trees: Iterable[Table | None], name: str) -> Iterator[Word]:
    for tree in trees:
        for entry in _rows(tree, name):
            id = _inner(entry, "id")
            if isinstance(id, Word) and not id.is_null:
                yield id


def _services(procedures: Table) -> Iterator[str]:
    for entry in _rows(procedures, "procedures"):
        id = _inner(entry, "id")
        if isinstance(id, Word) and _inner(entry, "of") is None:
            yield str(id)


def _attributes(category: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    inner = _inner(category, "attributes")
    for id, attribute in inner.items() if isinstance(inner, Table) else ():
        yield str(id), tuple(_keys(attribute, "values") or ())


def _roles(roles: Ids, category: Node) -> tuple[str, ...]:
    """The roles that rules can meet: those a stated role of this category is read as."""
    inner = _inner(category, "role_read_as")
    read = {str(k): str(v) for k, v in inner.items()} if isinstance(inner, Table) else {}
    return tuple(role for role in roles if role in {read.get(stated, stated) for stated in roles})
