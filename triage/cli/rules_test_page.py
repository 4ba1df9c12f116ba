"""What ``triage rules test`` prints for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from triage.case.model import Case
from triage.cli.rules_test_words import say
from triage.cli.session import Session
from triage.inference.reference import ReferenceEvaluator
from triage.verify.coverage import Coverage, Gap, ready_vignettes
from triage.verify.covering.atoms import Met, Rules
from triage.verify.covering.search import Never, Pathless, Unknown
from triage.verify.running import Difference, Result
from triage.vocabulary.closed import Lang


def lines(
    session: Session, results: Sequence[Result], coverage: Coverage | None, threshold: float | None
) -> Iterator[str]:
    """The whole page, line by line: what fails, how many pass, what is not covered."""
    lang = session.lang
    for result in results:
        if not result.passed:
            yield from _failed(session, result)
            yield ""
    passed = sum(result.passed for result in results)
    yield say("passed", lang, passed=passed, total=len(results))
    if coverage is not None:
        yield from _covered(session, results, coverage)
        if threshold is not None and not coverage.reaches(threshold):
            yield ""
            yield say("below", lang, threshold=f"{threshold:g}")


def _failed(session: Session, result: Result) -> Iterator[str]:
    lang, vignette = session.lang, result.vignette
    yield say("failed", lang, place=vignette.place, name=vignette.name)
    if result.failure is not None:
        yield f"  {result.failure.said(lang)}"
    for one in result.differences:
        for line in _difference(one, lang):
            yield f"  {line}"
        if one.key == "rules":
            yield from _not_firing(session, result, one.missing)


def _difference(one: Difference, lang: Lang) -> Iterator[str]:
    expected, found, missing, surplus = (
        _listed(items, lang) for items in (one.expected, one.found, one.missing, one.surplus)
    )
    if one.missing and one.surplus and one.key not in ("notices", "tracks"):
        yield say("differs", lang, part=one.key, expected=expected, found=found)
        return
    if one.missing:
        yield say("missing", lang, part=one.key, items=missing)
    if one.surplus:
        yield say("surplus", lang, part=one.key, items=surplus)
    if not one.missing and not one.surplus:
        yield say("order", lang, part=one.key, expected=expected, found=found)


def _not_firing(session: Session, result: Result, missing: Iterable[str]) -> Iterator[str]:
    """Why each missing rule does not fire: what overrides it, or which conditions fail."""
    lang, case = session.lang, result.vignette.case
    overridden = dict(result.overridden)
    rules = Rules(session.book)
    met = Met(rules, case, ReferenceEvaluator(session.book).infer(case))
    for id in missing:
        rule = rules.by_id.get(id)
        if id in overridden:
            yield f"    {say('overridden', lang, rule=id, by=overridden[id])}"
        elif rule is None:
            yield f"    {say('inactive', lang, rule=id)}"
        else:
            conditions = ", ".join(atom.key for atom in met.lacking(rule))
            yield f"    {say('lacking', lang, rule=id, conditions=conditions)}"


def _covered(session: Session, results: Sequence[Result], coverage: Coverage) -> Iterator[str]:
    lang = session.lang
    for key, figure in (("of_rules", coverage.of_rules), ("of_conditions", coverage.of_conditions)):
        yield say(key, lang, covered=figure.covered, total=figure.total, percent=figure.percent)
    taken = [result.vignette.name for result in results]
    ready = ready_vignettes(session.book, coverage, session.advisor.decide, taken)
    if coverage.open:
        yield ""
        yield say("open", lang, n=len(coverage.open))
        for n, gap in enumerate(coverage.gaps):
            if gap.closable:
                yield from _open(gap, n, ready, lang)
    if coverage.never:
        yield ""
        yield say("never", lang, n=len(coverage.never))
        for gap in coverage.never:
            yield _named(gap, _proof(gap, lang), lang)


def _open(gap: Gap, n: int, ready: Mapping[int, tuple[str, str]], lang: Lang) -> Iterator[str]:
    yield _named(gap, say(gap.reason, lang), lang)
    if isinstance(gap.found, Case):
        if gap.same is not None:
            yield f"  {say('same', lang, name=ready[gap.same][0])}"
        else:
            yield f"  {say('ready', lang)}"
            yield ready[n][1]
    elif isinstance(gap.found, Unknown | Pathless):
        yield f"  {say('pathless' if isinstance(gap.found, Pathless) else 'not_found', lang)}"
    else:
        yield f"  {_proof(gap, lang)}"


def _named(gap: Gap, why: str, lang: Lang) -> str:
    if gap.atom is None:
        return say("rule", lang, place=gap.rule.place, rule=gap.rule.id, why=why)
    return say("condition", lang, place=gap.rule.place, rule=gap.rule.id, condition=gap.atom.key, why=why)


def _proof(gap: Gap, lang: Lang) -> str:
    """Why no case closes a gap."""
    never = gap.found
    if not isinstance(never, Never):
        return ""
    if never.kind == "rule":
        return say("never-rule", lang)
    if never.kind == "follows" and never.rules:
        return say("follows-from", lang, rules=", ".join(never.rules))
    attributes = ", ".join(name for name, _ in gap.rule.when.attributes)
    return say(never.kind, lang, attributes=attributes)


def _listed(items: Sequence[str], lang: Lang) -> str:
    return ", ".join(items) if items else say("nothing", lang)
