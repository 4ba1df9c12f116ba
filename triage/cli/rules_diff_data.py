"""What ``triage rules diff --json`` prints: the object ``triage.rules-diff/1``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.case.reading import as_data
from triage.cli.rules_diff_cases import Changed, Count
from triage.cli.rules_diff_told import Told
from triage.decision.model import Decision
from triage.explain.told import pairs
from triage.rulebook.model import Rulebook
from triage.verify.difference import Difference
from triage.verify.difference.change import Change
from triage.verify.difference.region import Region

SCHEMA = "triage.rules-diff/1"
Json = dict[str, Any]


def report(
    told: Told,
    books: tuple[tuple[str, Rulebook], tuple[str, Rulebook]],
    difference: Difference,
    cases: tuple[Count, list[Changed]] | None,
) -> Json:
    """Everything that was found, keys in a fixed order; words in the language of ``told``."""
    old, new = ({"name": name, "version": book.version, "sha256": book.sha256} for name, book in books)
    out: Json = {
        "schema": SCHEMA,
        "old": old,
        "new": new,
        "equivalent": difference.equivalent,
        "same": difference.same,
        "lowered": difference.lowered or (cases is not None and cases[0].lowered),
        "slices": {"compared": difference.compared, "skipped": difference.skipped},
        "regions": [_region(told, region) for region in difference.regions],
        "edits": [
            {
                "kind": edit.kind,
                "id": edit.id,
                "how": edit.how,
                "parts": list(edit.parts),
                "words_only": edit.words,
                "narrows": edit.narrows,
            }
            for edit in difference.edits
        ],
    }
    if cases is not None:
        out["cases"] = _cases(*cases)
    return out


def _region(told: Told, region: Region) -> Json:
    where = region.where
    return {
        "direction": region.direction,
        "where": told.where(region),
        "unless": told.unless(region),
        "what": told.what(region.changes or region.sometimes),
        "track": where.track,
        "askers": list(where.askers),
        "problems": [
            [{"category": subject.category, "roles": list(subject.roles)} for subject in combination]
            for combination in where.subjects
        ],
        "any_of": [{name: list(values) for name, values in cube} for cube in where.cubes],
        "changes": _changes(region.changes),
        "always": _changes(region.always),
        "sometimes": _changes(region.sometimes),
        "situations": region.worlds,
        "witness": {
            "case": as_data(region.witness),
            "before": _decision(region.before),
            "after": _decision(region.after),
        },
    }


def _decision(decision: Decision | None) -> Json | None:
    """What the witness is decided to; null where there is no decision."""
    if decision is None:
        return None
    return {
        "severity": decision.severity,
        "urgency": decision.urgency,
        "lead": decision.lead,
        "parents": decision.parents,
        "notices": list(decision.notices),
        "tracks": pairs((track.action, track.to) for track in decision.tracks),
    }


def _changes(changes: Iterable[Change]) -> list[Json]:
    return [
        {"kind": change.kind, "name": change.name, "before": change.before, "after": change.after}
        for change in changes
    ]


def _cases(count: Count, changed: list[Changed]) -> Json:
    return {
        "read": count.read,
        "bad": count.bad,
        **{
            outcome: count.outcomes[outcome]
            for outcome in ("same", "less", "more", "other", "only_old", "only_new")
        },
        "by_change": [
            {**_changes([change])[0], "cases": n}
            for change, n in sorted(count.changes.items(), key=lambda item: (-item[1], item[0]))
        ],
        "changed": [
            {"line": one.line, "ref": one.ref, "outcome": one.outcome, "changes": _changes(one.changes)}
            for one in changed
        ],
    }
