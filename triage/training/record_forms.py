"""Records as plain data and back. Whoever reads trusts no line: what does not fit is refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, get_args

from triage.case.model import Case, Problem
from triage.case.reading import as_data as case_data
from triage.training.model import Answer, Drill, Judgement, Misread, Miss, Origin, Path
from triage.training.records import (
    VERSION,
    Answered,
    Begun,
    Closed,
    Record,
    Rest,
    Revised,
    SessionKind,
    Touched,
    moment,
)
from triage.vocabulary.closed import ACTIONS, ANSWERS, SEVERITIES

_WHAT = ("condition", "conclusion", "standing", "gone", "path")


class RecordBroken(ValueError):
    """A line is no record of this version of the program. ``args``: what is wrong, for a developer."""


def as_data(record: Record) -> dict[str, Any]:
    """``record`` as plain data."""
    head: dict[str, Any] = {"v": VERSION, "at": moment(record.at)}
    if isinstance(record, Begun):
        return {
            **head,
            "event": "begun",
            "session": record.session,
            "kind": record.kind,
            "tool": record.tool,
            "deck": record.deck,
            "ruleset": record.ruleset,
            "drills": [_drill_data(drill) for drill in record.drills],
        }
    if isinstance(record, Answered):
        return {**head, "event": "answered", **_answered_data(record)}
    if isinstance(record, Closed):
        return {**head, "event": "closed", "session": record.session}
    return {
        **head,
        "event": "revised",
        "ruleset": record.ruleset,
        "touched": [[one.card, one.rule, one.what] for one in record.touched],
        "rests": {card: [list(rest) for rest in rests] for card, rests in record.rests},
    }


def read_line(line: str) -> Record:
    """The record in one line. Raises ``RecordBroken`` for anything else."""
    try:
        data = json.loads(line)
        if data["v"] != VERSION:
            raise RecordBroken("version")
        at = datetime.strptime(data["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return _READ[data["event"]](at, data)
    except RecordBroken:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise RecordBroken(type(error).__name__) from error


def _begun(at: datetime, data: Any) -> Begun:
    kind = _one_of(data["kind"], get_args(SessionKind))
    drills = tuple(_drill(one) for one in _list(data["drills"]))
    tool, deck, ruleset = _flag(data["tool"]), _text(data["deck"]), _text(data["ruleset"])
    return Begun(at, _text(data["session"]), kind, tool, deck, ruleset, drills)


def _answered(at: datetime, data: Any) -> Answered:
    judged = data["judgement"]
    answer = data["answer"]
    return Answered(
        at=at,
        session=_text(data["session"]),
        number=_number(data["number"]),
        drill=_text(data["drill"]),
        card=_text(data["card"]),
        key=_path(data["key"]),
        rules=_texts(data["rules"]),
        categories=_texts(data["categories"]),
        danger=_flag(data["danger"]),
        answer=Answer(_path(answer["path"]), _text(answer["reason"]), _number(answer["confidence"])),
        judgement=Judgement(
            severity=_flag(judged["severity"]),
            action=_flag(judged["action"]),
            to=_flag(judged["to"]),
            reason=_flag(judged["reason"]),
            miss=_one_of(judged["miss"], get_args(Miss)),
            misread=tuple(_misread(one) for one in _list(judged["misread"])),
            weight=float(judged["weight"]),
        ),
        pairs=_texts(data["pairs"]),
        tool=_flag(data["tool"]),
        rests=_rests(data["rests"]),
        inserted=None if data["inserted"] is None else _drill(data["inserted"]),
    )


def _answered_data(record: Answered) -> dict[str, Any]:
    judged, answer = record.judgement, record.answer
    return {
        "session": record.session,
        "number": record.number,
        "drill": record.drill,
        "card": record.card,
        "key": _path_data(record.key),
        "rules": list(record.rules),
        "categories": list(record.categories),
        "danger": record.danger,
        "answer": {
            "path": _path_data(answer.path),
            "reason": answer.reason,
            "confidence": answer.confidence,
        },
        "judgement": {
            "severity": judged.severity,
            "action": judged.action,
            "to": judged.to,
            "reason": judged.reason,
            "miss": judged.miss,
            "misread": [[one.name, one.found, one.as_if, list(one.rules)] for one in judged.misread],
            "weight": judged.weight,
        },
        "pairs": list(record.pairs),
        "tool": record.tool,
        "rests": [list(rest) for rest in record.rests],
        "inserted": None if record.inserted is None else _drill_data(record.inserted),
    }


def _closed(at: datetime, data: Any) -> Closed:
    return Closed(at, _text(data["session"]))


def _revised(at: datetime, data: Any) -> Revised:
    touched = tuple(
        Touched(_text(card), _text(rule), _one_of(what, _WHAT)) for card, rule, what in _list(data["touched"])
    )
    rests = tuple((card, _rests(rests)) for card, rests in sorted(data["rests"].items()))
    return Revised(at, _text(data["ruleset"]), touched, rests)


_READ: dict[str, Callable[[datetime, Any], Record]] = {
    "begun": _begun,
    "answered": _answered,
    "closed": _closed,
    "revised": _revised,
}


def _drill_data(drill: Drill) -> dict[str, Any]:
    return {
        "id": drill.id,
        "card": drill.card,
        "case": case_data(drill.case),
        "story": drill.story,
        "pair": None if drill.pair is None else case_data(drill.pair),
        "differs": drill.differs,
        "origin": drill.origin,
    }


def _drill(data: Any) -> Drill:
    return Drill(
        id=_text(data["id"]),
        card=_text(data["card"]),
        case=_case(data["case"]),
        story=_text(data["story"]),
        pair=None if data["pair"] is None else _case(data["pair"]),
        differs=_text(data["differs"]),
        origin=_one_of(data["origin"], get_args(Origin)),
    )


def _case(data: Any) -> Case:
    """A case as it was logged; whether the rulebook still knows its words is for who decides it."""
    problems = tuple(
        Problem(
            _text(one["category"]),
            None if one.get("peran") is None else _text(one["peran"]),
            tuple(
                sorted(
                    (name, _text(value)) for name, value in one.items() if name not in ("category", "peran")
                )
            ),
        )
        for one in data["problems"]
    )
    facts = tuple(sorted((name, _one_of(value, ANSWERS)) for name, value in data["facts"].items()))
    return Case(_text(data["asker"]), problems, facts)


def _path_data(path: Path) -> list[str]:
    return [path.severity, path.action, path.to]


def _path(data: Any) -> Path:
    severity, action, to = data
    return Path(_one_of(severity, SEVERITIES), _one_of(action, ACTIONS), _text(to))


def _misread(data: Any) -> Misread:
    name, found, as_if, rules = data
    return Misread(_text(name), _text(found), _text(as_if), _texts(rules))


def _rests(data: Any) -> tuple[Rest, ...]:
    return tuple((_text(a), _text(b), _text(c), _text(d)) for a, b, c, d in _list(data))


def _texts(data: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(data))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise RecordBroken("list expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise RecordBroken("text expected")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise RecordBroken("true or false expected")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RecordBroken("number expected")
    return value


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise RecordBroken("unknown value")
    return value
