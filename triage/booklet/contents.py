"""What the book holds, put in order for the templates: nothing is decided here that a rule does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from triage.booklet.drawing import Picture, layers, tracks
from triage.booklet.examples import Example, by_rule
from triage.booklet.grading import GradeRow, grades_of
from triage.booklet.names import Name, Names
from triage.booklet.phrases import Phrases
from triage.booklet.words import WORDS, say
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Citation, Contact, Procedure, Prohibition, Rule, Rulebook
from triage.verify.invariants.model import Invariant
from triage.vocabulary.closed import WAIVED_STATES, Action, Lang
from triage.vocabulary.open import Category

#: So many example cases are named under a rule; the rest are counted.
_SHOWN = 4
#: Chapters of the book, in order; each is a template of that name.
CHAPTERS = (
    "reading",
    "pictures",
    "promises",
    "categories",
    "facts",
    "rules",
    "procedures",
    "papers",
    "directory",
    "examples",
    "glossary",
    "source_list",
    "index",
)
#: The kinds of words in the glossary, closed sets first.
KINDS = (
    *("severity", "urgency", "parents", "answer", "action", "requirement_state", "phase", "layer", "basis"),
    *("party", "asker", "role", "actor", "deadline", "finding", "notice"),
)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of rules as a section of the book."""

    file: str
    at: str
    title: str
    rules: tuple[Rule, ...]
    prohibitions: tuple[Prohibition, ...]

    @property
    def anchors(self) -> list[str]:
        """The anchors of its entries, in the order of the book."""
        return [
            *(f"prohibition-{one.id}" for one in self.prohibitions),
            *(f"rule-{one.id}" for one in self.rules),
        ]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A state in which a rule may put a requirement."""

    state: Name
    rule: Name
    waives: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted of one section of a source."""

    source: Name
    section: str
    terms: tuple[str, ...]


class Contents:
    """One rulebook in one language, as the templates ask for it."""

    def __init__(
        self,
        book: Rulebook,
        lang: Lang,
        examples: Sequence[Example],
        invariants: Sequence[Invariant],
        changes: Mapping[str, str],
        program: str,
    ) -> None:
        self.book = book
        self.lang = lang
        self.examples = examples
        self.invariants = invariants
        self.changes = changes
        self.program = program
        self.names = Names(book, lang)
        self.phrases = Phrases(self.names)
        self.chapters = CHAPTERS
        self.kinds = KINDS
        self._evaluator = ReferenceEvaluator(book)
        self._fired = by_rule(examples)
        self._numbers = dict(self._numbered())

    def say(self, key: str, **values: object) -> str:
        """A word of the book itself."""
        return say(key, self.lang, **values)

    def number(self, at: str) -> str:
        """Under which number an anchor stands in a printed book; empty if it has none."""
        return self._numbers.get(at, "")

    def _numbered(self) -> Iterator[tuple[str, str]]:
        book, words = self.book, self.book.vocabulary
        for chapter, anchors in (
            ("categories", [f"category-{id}" for id in words.categories]),
            ("facts", [f"fact-{id}" for id in words.facts]),
            ("rules", [at for file in self.rule_files() for at in file.anchors]),
            (
                "procedures",
                [
                    f"procedure-{one.id}"
                    for services in (False, True)
                    for one in self.procedures(services=services)
                ],
            ),
            (
                "papers",
                [
                    *(f"requirement-{id}" for id in book.requirements),
                    *(f"document-{id}" for id in book.documents),
                ],
            ),
            ("examples", [f"example-{one.vignette.name}" for one in self.examples]),
            ("source_list", [f"source-{id}" for id in book.sources]),
        ):
            first = CHAPTERS.index(chapter) + 1
            yield from ((at, f"{first}.{n}") for n, at in enumerate(anchors, 1))
        for kind in KINDS:
            yield from ((name.at, f"{CHAPTERS.index('glossary') + 1}") for name in self.names.all(kind))

    @property
    def reviewed(self) -> int:
        """How many rules a counsellor has read."""
        return sum(rule.reviewed is not None for rule in self.book.rules)

    @property
    def last_change(self) -> str:
        """The date of the newest change, or nothing."""
        return max(self.changes.values(), default="")

    def emergency(self) -> list[Contact]:
        """The contacts for danger now."""
        parties = self.book.vocabulary.parties
        return [one for one in self.book.contacts if parties[one.party].standing == "darurat"]

    def layers(self) -> Picture:
        """The picture of the strata."""
        return layers(self.book, self.names)

    def tracks(self) -> Picture:
        """The picture of the actions."""
        return tracks(self.book, self.names)

    def grades(self, category: Category) -> tuple[GradeRow, ...]:
        """How grave a category is before facts."""
        return grades_of(self.book, self._evaluator, category)

    def naming(self, category: str) -> list[Name]:
        """The rules in use that name a category, but for those that grade it."""
        return [
            self.names.of("rule", rule.id)
            for rule in self.book.rules
            if rule.layer != "grade" and rule.status == "active" and category in (rule.when.problem or ())
        ]

    def rule_files(self) -> list[RuleFile]:
        """The files of rules, in the order of the rulebook."""
        book = self.book
        listed: tuple[Rule | Prohibition, ...] = (*book.rules, *book.prohibitions)
        files = dict.fromkeys(item.place.file for item in listed)
        return [
            RuleFile(
                file,
                f"file-{file}",
                self.say(key) if (key := f"file_{file.removesuffix('.yaml')}") in WORDS else file,
                tuple(rule for rule in book.rules if rule.place.file == file),
                tuple(one for one in book.prohibitions if one.place.file == file),
            )
            for file in files
        ]

    def overridden_by(self, rule: Rule) -> list[Name]:
        """The rules that set this one aside."""
        return [self.names.of("rule", one.id) for one in self.book.rules if rule.id in one.overrides]

    def fired_by(self, rule: str) -> tuple[tuple[str, ...], int]:
        """The first example cases that use a rule, and how many more there are."""
        names = self._fired.get(rule, ())
        return names[:_SHOWN], len(names[_SHOWN:])

    def quoted(self, citations: Sequence[Citation]) -> list[Quoted]:
        """The citations, those of one section together."""
        terms: dict[tuple[str, str], list[str]] = {}
        for one in citations:
            terms.setdefault((one.ref, one.section), []).append(one.term)
        return [
            Quoted(self.names.of("source", ref), section, tuple(said))
            for (ref, section), said in terms.items()
        ]

    def procedures(self, *, services: bool) -> list[Procedure]:
        """The procedures of tracks, or the services."""
        return [one for one in self.book.procedures if (not one.of) == services]

    def waivers(self, requirement: str, procedure: Procedure | None = None) -> list[Waiver]:
        """The states in which rules may put a requirement, in one procedure or at all."""
        return [
            Waiver(
                self.names.of("requirement_state", demand.state),
                self.names.of("rule", rule.id),
                demand.state in WAIVED_STATES,
            )
            for rule in self.book.rules
            if rule.status == "active"
            for demand in rule.then.requirements
            if demand.requirement == requirement
            and (procedure is None or not demand.tracks or _meets(demand.tracks, procedure.of))
        ]

    def waived_states(self, requirement: str, procedure: Procedure) -> list[Name]:
        """How a procedure may go on without a requirement, each way once."""
        return list(dict.fromkeys(one.state for one in self.waivers(requirement, procedure) if one.waives))

    def asking(self, requirement: str) -> list[Name]:
        """The procedures that ask for a requirement."""
        return [
            self.names.of("procedure", one.id)
            for one in self.book.procedures
            if any(id == requirement for id, _ in one.requires)
        ]

    def leaving(self, document: str) -> list[Name]:
        """The procedures that leave a document behind."""
        return [
            self.names.of("procedure", one.id)
            for one in self.book.procedures
            if any(id == document for id, _ in one.documents)
        ]

    def contacts(self) -> list[tuple[Name, list[Contact]]]:
        """The contacts by party, first come those that the directory lists first."""
        listed: dict[str, list[Contact]] = {}
        for one in self.book.contacts:
            listed.setdefault(one.party, []).append(one)
        return [(self.names.of("party", party), contacts) for party, contacts in listed.items()]

    def cited(self) -> Mapping[str, int]:
        """How many rules, prohibitions, requirements, documents and procedures name each source."""
        book = self.book
        named = [
            *(rule.sources + rule.dissent for rule in book.rules),
            *(no.sources + no.dissent for no in book.prohibitions),
            *(item.sources for item in (*book.requirements.values(), *book.documents.values())),
            *(procedure.sources for procedure in book.procedures),
        ]
        return Counter(ref for citations in named for ref in {one.ref for one in citations})

    def index(self) -> list[tuple[str, list[tuple[str, Name]]]]:
        """Every word with the name it leads to, by its first letter."""
        entries = sorted(set(self._entries()), key=_alphabetical)
        return [(letter, list(group)) for letter, group in groupby(entries, key=_letter)]

    def _entries(self) -> Iterator[tuple[str, Name]]:
        names, words = self.names, self.book.vocabulary
        kinds = ("category", "fact", "party", "rule", "prohibition", "procedure", "document", "requirement")
        for kind in (*kinds, "source", "action"):
            for name in names.all(kind):
                yield name.label, name
        for kind, named in (("category", words.categories), ("party", words.parties)):
            for id, one in named.items():
                for word in one.words:
                    yield word, names.of(kind, id)


def _alphabetical(entry: tuple[str, Name]) -> tuple[str, str, str, str]:
    word, name = entry
    return _letter(entry), word.casefold(), word, name.at


def _letter(entry: tuple[str, Name]) -> str:
    first = entry[0][:1].upper()
    return first if first.isalpha() else "#"


def _meets(
    asked: Iterable[tuple[Action, frozenset[str] | None]], of: Sequence[tuple[Action, frozenset[str]]]
) -> bool:
    """Whether some track of a procedure is among those a demand speaks of."""
    return any(
        action == name and (parties is None or parties & to) for action, parties in asked for name, to in of
    )
