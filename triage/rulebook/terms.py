"""Whether each cited term stands in its section of its seed, letter for letter (blanks folded)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from triage.rulebook.model import Citation, Place, Rulebook
from triage.rulebook.problems import Problem

#: A source as this check needs it: file, sections by their first words, and where each is written.
Marked = tuple[str, Mapping[str, str], Place]


def check_terms(book: Rulebook, seeds: Path) -> tuple[Problem, ...]:
    """The terms of a rulebook that do not stand where they are said to, at the place of their rule.

    ``seeds`` is the folder of the seed documents; where there is none, nothing can be said.
    """
    sources = {id: (source.file, source.sections, source.place) for id, source in book.sources.items()}
    return terms_stand(_cited(book), sources, seeds)


def terms_stand(
    cited: Iterable[tuple[Place, Citation]], sources: Mapping[str, Marked], seeds: Path
) -> tuple[Problem, ...]:
    """The same for citations with places of their own."""
    if not seeds.is_dir():
        return ()
    problems = []
    texts: dict[str, dict[str, str]] = {}
    for id, (file, markers, place) in sources.items():
        seed = _seed(seeds / file)
        if seed is None:
            problems.append(Problem(place, "seed-missing", file))
            continue
        missing = [marker for marker in markers.values() if fold(marker) not in seed]
        problems += [Problem(place, "marker-not-in-seed", marker, file) for marker in missing]
        texts[id] = split(seed, markers)
    for place, citation in cited:
        section = texts.get(citation.ref, {}).get(citation.section)
        if section is not None and fold(citation.term) not in section:
            where = f"{citation.ref}, {citation.section}"
            problems.append(Problem(place, "term-not-in-section", citation.term, where))
    return tuple(sorted(set(problems)))


def split(seed: str, markers: Mapping[str, str]) -> dict[str, str]:
    """The sections of a folded seed: each from its marker to the next marker in the file."""
    starts = sorted((seed.find(fold(marker)), name) for name, marker in markers.items())
    starts = [(start, name) for start, name in starts if start >= 0]
    ends = [start for start, _ in starts[1:]] + [len(seed)]
    return {name: seed[start:end] for (start, name), end in zip(starts, ends, strict=True)}


def fold(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())


def _seed(path: Path) -> str | None:
    try:
        return fold(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None


def _cited(book: Rulebook) -> Iterator[tuple[Place, Citation]]:
    for rule in book.rules:
        yield from ((rule.place, one) for one in (*rule.sources, *rule.dissent))
    for prohibition in book.prohibitions:
        yield from ((prohibition.place, one) for one in (*prohibition.sources, *prohibition.dissent))
    for item in (*book.requirements.values(), *book.documents.values()):
        yield from ((item.place, one) for one in item.sources)
    for procedure in book.procedures:
        yield from ((procedure.place, one) for one in procedure.sources)
        for step in procedure.steps:
            yield from ((step.place, one) for one in step.sources if one not in procedure.sources)
