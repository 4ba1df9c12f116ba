"""Random rulebooks over the words of the small one, a little enlarged, and small changes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from tests.rulebook.small import write
from triage.case.model import Case, Problem
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import (
    LAYERS,
    Conclusion,
    Condition,
    Demand,
    Guard,
    Item,
    Layer,
    Place,
    Procedure,
    Rule,
    Rulebook,
    Step,
)
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, UNKNOWN, URGENCIES
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

T = TypeVar("T")

ACTIONS: Any = ("darurat", "alih_tangan_kasus", "penanganan", "konsultasi")
PARTIES = ("guru_bk", "dokter")
FACTS = ("luka", "senjata", "rumah")
FINDINGS = ("sama_hari", "berat", "menolak")
PLACE = Place("test.yaml", 1, 1)
NOTHING = Text("", "")


def words(folder: Path) -> Rulebook:
    """The small rulebook with three facts, three categories, three findings, and no rule."""
    small = load_rulebook(write(folder))
    told = small.vocabulary
    first = told.facts["luka"]
    third = replace(told.categories["membolos"], id="mencuri", role="korban", role_read_as={})
    vocabulary = replace(
        told,
        facts={fact: replace(first, id=fact) for fact in FACTS},
        categories={**told.categories, "mencuri": third},
        findings=dict.fromkeys(FINDINGS, NOTHING),
    )
    return replace(
        small, vocabulary=vocabulary, rules=(), prohibitions=(), requirements=ITEMS, documents=ITEMS
    )


def item(id: str, faces: bool) -> Item:
    return Item(id, NOTHING, faces, "praktik", (), (), PLACE)


ITEMS = {"surat": item("surat", False), "izin": item("izin", True)}


def random_book(random: Random, base: Rulebook, most: int = 14) -> Rulebook:
    """A rulebook of some rules over all layers; nearly always somebody leads and acts."""
    rules = [random_rule(random, n) for n in range(random.randint(2, most))]
    for n, rule in enumerate(rules):
        earlier = [other.id for other in rules[:n] if other.layer == rule.layer]
        if earlier and random.random() < 0.5:
            rules[n] = replace(rule, overrides=tuple(some(random, earlier, 2)))
    if random.random() < 0.9:
        everyone = Conclusion(tracks=(("penanganan", "guru_bk"),), lead="guru_bk")
        rules.append(make("semua", "path", Condition(), everyone))
    random.shuffle(rules)
    return replace(base, rules=tuple(rules), procedures=random_procedures(random))


def make(id: str, layer: Layer, when: Condition, then: Conclusion) -> Rule:
    return Rule(id, layer, NOTHING, "active", when, then, (), NOTHING, "praktik", (), (), (), None, PLACE)


def random_rule(random: Random, n: int) -> Rule:
    layer = random.choice(LAYERS)
    when = random_condition(random, layer)
    return make(f"aturan-{n}", layer, when, random_conclusion(random, layer, when.of_a_problem))


def random_condition(random: Random, layer: Layer) -> Condition:
    late = LAYERS.index(layer)
    of_a_problem = layer == "grade" or random.random() < 0.5
    any_problem = of_a_problem and random.random() < 0.3
    chosen = of_a_problem and not any_problem
    problem = frozenset(some(random, ("membolos", "minuman_keras", "mencuri"), 2)) if chosen else None
    attributes: Any = ()
    if problem == {"minuman_keras"} and random.random() < 0.6:
        attributes = (("tahap", frozenset(some(random, ("awal", "lanjut", UNKNOWN), 2))),)
    facts: Any = ()
    if layer != "grade" and random.random() < 0.7:
        facts = tuple((fact, frozenset(some(random, ANSWERS, 2))) for fact in some(random, FACTS, 2))
    tracks: Any = ()
    if late >= 4 and random.random() < 0.4:
        tracks = ((random.choice(ACTIONS), random.choice((None, frozenset(some(random, PARTIES, 1))))),)
    findings: Any = ()
    if late >= 4 and random.random() < 0.5:
        findings = tuple((finding, random.random() < 0.6) for finding in some(random, FINDINGS, 2))

    def levels(scale: Any, allowed: bool) -> Any:
        return frozenset(some(random, scale, 2)) if allowed and random.random() < 0.25 else None

    return Condition(
        problem=problem,
        any_problem=any_problem,
        attributes=attributes,
        peran=frozenset(some(random, ("mengalami", "korban", "saksi"), 2))
        if of_a_problem and random.random() < 0.4
        else None,
        base=levels(SEVERITIES, of_a_problem and late >= 2),
        grade=levels(SEVERITIES, of_a_problem and late >= 3),
        facts=facts,
        asker=frozenset({"guru_bk"}) if late >= 2 and random.random() < 0.2 else None,
        severity=levels(SEVERITIES, late >= 5),
        urgency=levels(URGENCIES, late >= 6),
        parents=levels(PARENTS, late >= 6),
        tracks=tracks,
        notices=("buka_kasus",) if late >= 4 and random.random() < 0.2 else (),
        findings=findings,
    )


def random_conclusion(random: Random, layer: Layer, of_a_problem: bool) -> Conclusion:
    def sometimes(value: T, share: float = 0.5) -> T | None:
        return value if random.random() < share else None

    if layer == "implied":
        return Conclusion(facts=tuple(some(random, FACTS, 2)))
    if layer == "grade":
        return Conclusion(severity=random.choice(SEVERITIES))
    demand = Demand(
        random.choice(list(ITEMS)),
        random.choice(("menunggu", "tidak_menahan", "menyusul", "gugur")),
        random.choice(((), ((random.choice(ACTIONS), None),))),
    )
    findings = tuple(some(random, FINDINGS, 2)) if random.random() < 0.5 else ()
    if layer == "procedure":
        return Conclusion(findings=findings, requirements=(demand,))
    raised = sometimes(random.choice(SEVERITIES)) if layer in ("raise", "case") else None
    urgent = sometimes(random.choice(URGENCIES), 0.3)
    if layer == "raise":
        return Conclusion(severity_at_least=raised, urgency_at_least=urgent)
    return Conclusion(
        severity_at_least=raised,
        urgency_at_least=urgent,
        tracks=tuple((action, random.choice(PARTIES)) for action in some(random, ACTIONS, 2)),
        notices=("buka_kasus",) if random.random() < 0.2 else (),
        findings=findings,
        parents=sometimes(random.choice(PARENTS), 0.3),
        lead=random.choice(PARTIES) if layer == "path" and random.random() < 0.2 else None,
        provisional=layer == "substance" and not of_a_problem and random.random() < 0.2,
    )


def random_procedures(random: Random) -> tuple[Procedure, ...]:
    """One procedure an action, for both parties."""
    return tuple(random_procedure(random, action) for action in ACTIONS)


def random_procedure(random: Random, action: Any) -> Procedure:
    steps = [random_step(random, id) for id in ("catat", "kabari", "serahkan", "pantau")]
    pivot = random.choice((None, 1, 2))
    return Procedure(
        id=f"tata-{action}",
        title=NOTHING,
        of=((action, frozenset(PARTIES)),),
        criteria=(),
        faces_parents=False,
        steps=tuple(replace(step, pivot=n == pivot) for n, step in enumerate(steps)),
        requires=tuple((id, random_guard(random)) for id in some(random, tuple(ITEMS), 2)),
        documents=tuple((id, random_guard(random)) for id in some(random, tuple(ITEMS), 2)),
        basis="praktik",
        codes=(),
        sources=(),
        place=PLACE,
    )


def random_step(random: Random, id: str) -> Step:
    return Step(
        id=id,
        text=NOTHING,
        who=("siswa",),
        by=random.choice(("segera", "tiap_minggu")),
        faces_parents=random.random() < 0.25,
        serves=random.choice((None, None, *ITEMS)),
        pivot=False,
        secures_home=random.random() < 0.15,
        service=None,
        guard=random_guard(random),
        basis="praktik",
        codes=(),
        sources=(),
        place=PLACE,
    )


def random_guard(random: Random) -> Guard:
    if random.random() < 0.6:
        return Guard()
    finding = random.choice(FINDINGS)
    return Guard((finding,), ()) if random.random() < 0.5 else Guard((), (finding,))


def changed(random: Random, book: Rulebook) -> Rulebook:
    """``book`` with one thing in it changed: a rule, or a procedure."""
    rules = list(book.rules)
    n = random.randrange(len(rules))
    rule = rules[n]
    kind = random.choice(
        ("drop", "when", "then", "status", "overrides", "order", "procedure", "procedure", "both")
    )
    if kind == "drop":
        gone = rules.pop(n)
        rules = [
            replace(other, overrides=tuple(id for id in other.overrides if id != gone.id)) for other in rules
        ]
    elif kind == "when":
        rules[n] = replace(rule, when=random_condition(random, rule.layer))
    elif kind in ("then", "both"):
        rules[n] = replace(rule, then=random_conclusion(random, rule.layer, rule.when.of_a_problem))
    elif kind == "status":
        rules[n] = replace(rule, status="draft")
    elif kind == "overrides":
        rules[n] = replace(rule, overrides=())
    elif kind == "order":
        random.shuffle(rules)
    procedures = list(book.procedures)
    if kind in ("procedure", "both"):
        n = random.randrange(len(procedures))
        procedures[n] = random_procedure(random, ACTIONS[n])
    return replace(book, rules=tuple(rules), procedures=tuple(procedures))


def some(random: Random, choices: Sequence[T], most: int) -> list[T]:
    return random.sample(list(choices), random.randint(1, min(most, len(choices))))


def single_cases(book: Rulebook) -> Iterator[Case]:
    """Every case with one problem."""
    for asker, problem, facts in product(book.vocabulary.askers, problems(book), all_facts()):
        yield Case(asker, (problem,), facts)


def pair_cases(book: Rulebook) -> list[tuple[str, Problem, Problem]]:
    """Every asker with every two problems of different categories; facts aside."""
    pairs = [(one, other) for one, other in combinations(problems(book), 2) if one.category != other.category]
    return [
        (asker, *sorted(pair, key=lambda problem: problem.category))
        for asker, pair in product(book.vocabulary.askers, pairs)
    ]  # type: ignore[misc]


def problems(book: Rulebook) -> list[Problem]:
    out = []
    for category in book.vocabulary.categories.values():
        values: list[tuple[tuple[str, str], ...]] = [()]
        for attribute in category.attributes.values():
            values += [((attribute.id, value),) for value in attribute.values]
        out += [
            Problem(category.id, role, chosen) for role in (None, *book.vocabulary.roles) for chosen in values
        ]
    return out


def all_facts() -> list[Any]:
    return [
        tuple(
            sorted((fact, answer) for fact, answer in zip(FACTS, answers, strict=True) if answer != UNKNOWN)
        )
        for answers in product(ANSWERS, repeat=len(FACTS))
    ]
