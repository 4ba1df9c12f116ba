"""Every error says itself in two languages, and none of them is an answer."""

from __future__ import annotations

import pytest

from triage.inference import errors

EXAMPLES = [
    errors.EngineUnavailable("no module"),
    errors.EngineLimit((errors.LimitPassed("r", "patterns", 13, 16, 12, "case"),)),
    errors.RuleUnfit("r", "grade reads facts"),
    errors.CaseOutside("fact", "salju"),
    errors.EngineFailure("code 108"),
    errors.EngineClosed(),
    errors.EngineCrashed("SIGSEGV"),
    errors.EngineHung("10"),
    errors.Disagreement(("r1", "r2")),
]


def test_every_class_has_an_example() -> None:
    classes = {
        one
        for one in vars(errors).values()
        if isinstance(one, type)
        and issubclass(one, errors.InferenceError)
        and one is not errors.InferenceError
    }
    assert {type(one) for one in EXAMPLES} == classes


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_it_says_what_happened_in_both_languages(error: errors.InferenceError) -> None:
    indonesian, english = error.said("id"), error.said("en")
    assert indonesian != english
    assert str(error) == english
    for said in (indonesian, english):
        assert said[0].isupper()
        assert "{" not in said
    for arg in error.args:
        if isinstance(arg, str) and not isinstance(error, errors.EngineClosed):
            assert arg in indonesian
            assert arg in english


@pytest.mark.parametrize(
    "error",
    [one for one in EXAMPLES if isinstance(one, errors.EngineFailure | errors.Disagreement)],
    ids=lambda error: type(error).__name__,
)
def test_an_engine_that_gives_no_answer_says_not_to_wait_in_danger(error: errors.InferenceError) -> None:
    assert "bahaya" in error.said("id")
    assert "danger" in error.said("en")
