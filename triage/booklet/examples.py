"""The vignettes beside the rules, each as it is decided, and the rules that it fires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.deciding.ordering import in_order
from triage.explain.questions import open_questions
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook
from triage.verify.vignettes import Vignette
from triage.vocabulary.closed import Action


@dataclass(frozen=True, slots=True)
class Example:
    """A vignette and what the rules make of it."""

    vignette: Vignette
    found: Inference
    provisional: bool
    tracks: tuple[tuple[Action, str], ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that hold, each once."""
        return tuple(dict.fromkeys(one.rule for one in self.found.firings if one.by is None))


def decided(
    book: Rulebook, evaluator: ReferenceEvaluator, vignettes: Iterable[Vignette]
) -> tuple[Example, ...]:
    """Each vignette as it is decided now."""
    examples = []
    for vignette in vignettes:
        found = evaluator.infer(vignette.case)
        open_ = found.provisional or bool(open_questions(book, evaluator, vignette.case))
        examples.append(Example(vignette, found, open_, tuple(in_order(book, found.tracks))))
    return tuple(examples)


def by_rule(examples: Iterable[Example]) -> Mapping[str, tuple[str, ...]]:
    """The names of the vignettes that fire each rule."""
    fired: dict[str, list[str]] = {}
    for example in examples:
        for rule in example.rules:
            fired.setdefault(rule, []).append(example.vignette.name)
    return {rule: tuple(names) for rule, names in fired.items()}
