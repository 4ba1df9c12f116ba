"""The workload as a rulebook of ours: the same conditions, with conclusions, procedures and texts.

The peers answer which rules fired. Ours also has to conclude something from them, so each rule
gets a conclusion of its layer and each track a procedure, as long as those that we ship.
"""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.workload import ASKER, ATTRIBUTE, VALUES, PlainRule, Workload, has_attribute
from triage.rulebook.model import (
    Citation,
    Conclusion,
    Condition,
    Guard,
    Item,
    Layer,
    Place,
    Procedure,
    Rule,
    Rulebook,
    Source,
    Step,
)
from triage.vocabulary.closed import SEVERITIES, Action
from triage.vocabulary.open import Attribute, Category, Deadline, Fact, Party, Vocabulary
from triage.vocabulary.text import Text

_PLACE = Place("buatan.yaml", 1, 1)
_SOURCE = Citation("sumber-buatan", "Bagian satu", "kata yang dikutip")
_PARTIES = ("guru", "ahli_satu", "ahli_dua", "ahli_tiga")
_PAIRS: tuple[tuple[Action, str], ...] = (
    ("alih_tangan_kasus", "ahli_satu"),
    ("alih_tangan_kasus", "ahli_dua"),
    ("pendampingan", "guru"),
    ("konsultasi", "ahli_tiga"),
    ("konsultasi", "ahli_dua"),
    ("pencegahan", "guru"),
)
_ALWAYS: tuple[Action, str] = ("penanganan", "guru")
_STEPS, _REQUIREMENTS, _DOCUMENTS = 7, 3, 2


def rulebook(work: Workload) -> Rulebook:
    """The rulebook of a workload; its rules have the same ids."""
    requirements = [_item(f"syarat_{n}") for n in range(_REQUIREMENTS)]
    documents = [_item(f"surat_{n}") for n in range(_DOCUMENTS)]
    return Rulebook(
        version="1.0.0",
        sha256="0" * 64,
        vocabulary=_vocabulary(work),
        rules=tuple(_rule(n, rule) for n, rule in enumerate(work.rules)),
        prohibitions=(),
        requirements={item.id: item for item in requirements},
        documents={item.id: item for item in documents},
        procedures=tuple(_procedure(pair) for pair in (*_PAIRS, _ALWAYS)),
        sources={
            _SOURCE.ref: Source(
                _SOURCE.ref,
                _text("Sumber buatan"),
                "sumber-buatan.md",
                _text("Buatan"),
                {_SOURCE.section: "Bagian"},
                _PLACE,
            )
        },
        contacts=(),
    )


def _text(words: str) -> Text:
    return Text(words, words)


def _long(words: str) -> Text:
    return _text(
        f"{words}: satu atau dua kalimat yang panjangnya seperti alasan dalam aturan yang sebenarnya."
    )


def _vocabulary(work: Workload) -> Vocabulary:
    values = {value: _text(value) for value in VALUES}
    attribute = Attribute(ATTRIBUTE, _text(ATTRIBUTE), _long("Sudah sejauh mana"), values)
    attributes: Mapping[str, Attribute] = {ATTRIBUTE: attribute}
    return Vocabulary(
        askers={ASKER: _text("Guru")},
        roles={"mengalami": _text("Mengalami")},
        categories={
            name: Category(
                id=name,
                label=_text(name),
                about=_long(name),
                basis="praktik",
                codes=(),
                words=(),
                role="mengalami",
                role_read_as={},
                attributes=attributes if has_attribute(name) else {},
            )
            for name in work.categories
        },
        facts={
            name: Fact(name, _text(name), _long(name), None, name.endswith("a"), True, ("ya", "tidak"))
            for name in work.facts
        },
        parties={
            name: Party(name, _text(name), "dalam" if name == "guru" else "luar", ()) for name in _PARTIES
        },
        actors={"siswa": _text("Siswa"), "orang_tua": _text("Orang tua")},
        findings={"temuan": _text("Temuan")},
        notices={"catatan": _long("Catatan")},
        deadlines={"hari_ini": Deadline("hari_ini", _text("Hari ini"), 24)},
        labels={},
    )


def _rule(number: int, plain: PlainRule) -> Rule:
    layer, then = _then(number, plain)
    return Rule(
        id=plain.id,
        layer=layer,
        title=_text(f"Aturan {plain.id}"),
        status="active",
        when=Condition(
            problem=frozenset(plain.categories),
            attributes=() if plain.values is None else ((ATTRIBUTE, frozenset(plain.values)),),
            facts=tuple((fact, frozenset(answers)) for fact, answers in plain.facts),
        ),
        then=then,
        overrides=(),
        because=_long(plain.id),
        basis="sumber",
        codes=("B-01",),
        sources=(_SOURCE,),
        dissent=(),
        reviewed=None,
        place=Place("buatan.yaml", 10 * number + 1, 5),
    )


def _then(number: int, plain: PlainRule) -> tuple[Layer, Conclusion]:
    """The layer of a rule and what it concludes, spread over everything that a rule may conclude."""
    kind, _, _ = plain.id.partition("-")
    if kind == "berat":
        return "grade", Conclusion(severity=SEVERITIES[number % 3])
    if kind == "jalur":
        return "path", Conclusion(tracks=(_ALWAYS,), lead="guru")
    turn = number // 2
    if turn % 4 == 0:
        return "raise", Conclusion(severity_at_least=SEVERITIES[1 + turn // 4 % 2], urgency_at_least="segera")
    return "substance", Conclusion(
        tracks=(_PAIRS[turn % len(_PAIRS)],),
        urgency_at_least="darurat" if turn % 8 == 1 else None,
        parents="tunda" if turn % 8 == 3 else None,
        findings=("temuan",) if turn % 8 == 5 else (),
        notices=("catatan",) if turn % 8 == 7 else (),
    )


def _item(name: str) -> Item:
    return Item(name, _long(name), name.endswith("1"), "praktik", (), (), _PLACE)


def _procedure(pair: tuple[Action, str]) -> Procedure:
    action, party = pair
    return Procedure(
        id=f"prosedur-{action}-{party}",
        title=_text(f"{action} {party}"),
        of=((action, frozenset({party})),),
        criteria=(),
        faces_parents=False,
        steps=tuple(_step(n) for n in range(_STEPS)),
        requires=tuple((f"syarat_{n}", Guard()) for n in range(_REQUIREMENTS)),
        documents=tuple((f"surat_{n}", Guard()) for n in range(_DOCUMENTS)),
        basis="praktik",
        codes=(),
        sources=(),
        place=_PLACE,
    )


def _step(number: int) -> Step:
    return Step(
        id=f"langkah-{number}",
        text=_long(f"Langkah {number}"),
        who=("guru",) if number % 2 else ("guru", "siswa"),
        by="hari_ini",
        faces_parents=number == 3,
        serves="syarat_1" if number == 3 else None,
        pivot=number == 4,
        secures_home=False,
        service=None,
        guard=Guard(if_=("temuan",)) if number == 5 else Guard(),
        basis="praktik",
        codes=(),
        sources=(),
        place=_PLACE,
    )
