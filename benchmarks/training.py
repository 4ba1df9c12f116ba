"""How long the practice room takes to make cards, drills, stories, keys: ``python -m benchmarks.training``.

Each figure is the median of some repetitions in one process; nothing is remembered between them but
what a deck remembers itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import report
from benchmarks.shipped import shipped_book
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.paths import shipped
from triage.training import cards
from triage.training.content import Content, belongs, read_content
from triage.training.deck import Deck
from triage.training.model import Drill

_STORIES = 1000


def timed(repetitions: int, do: Callable[[], object]) -> float:
    """Milliseconds, the median of ``repetitions``."""
    times = []
    for _ in range(repetitions):
        start = perf_counter()
        do()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def content_of(book: Rulebook) -> Content:
    """The shipped content, read and checked."""
    folder = shipped("training")
    names = sorted(path.name for path in folder.iterdir() if belongs(path.name))
    return read_content([RulebookFile(name, (folder / name).read_bytes()) for name in names], book)


def stories(deck: Deck, count: int) -> list[Drill]:
    """``count`` drills, all cards in turn."""
    ids = list(deck.cards)
    return [deck.drill(ids[n % len(ids)], n // len(ids)) for n in range(count)]


def figures(repetitions: int) -> dict[str, Any]:
    """What was measured, by name."""
    book = shipped_book()
    if isinstance(book, str):
        raise SystemExit(f"the shipped rulebook does not load: {book}")
    content = content_of(book)
    deck = Deck(book, content.templates, content.vignettes)
    data = json.dumps(deck.as_data())
    drills = stories(deck, _STORIES)
    advisor = Advisor(book)
    out: dict[str, Any] = {
        "rules with a drill": sum(card.kind == "rule" for card in deck.cards.values()),
        "boundaries with a drill": sum(card.kind == "boundary" for card in deck.cards.values()),
        "cards without a drill": len(deck.coverage.missing),
        "hand-written cases": len(deck.written),
        "different stories of 1,000": len({drill.story for drill in drills}),
        "read content, ms": timed(repetitions, lambda: content_of(book)),
        "find all cards, ms": timed(repetitions, lambda: Deck(book, content.templates)),
        "kept cards, kB": len(data) / 1000,
        "read kept cards, ms": timed(repetitions, lambda: cards.from_data(json.loads(data), book.vocabulary)),
        "1,000 drills with stories, ms": timed(repetitions, lambda: stories(deck, _STORIES)),
        "1,000 keys by the engine, ms": timed(1, lambda: [deck.key(advisor.decide, one) for one in drills]),
    }
    keys = [deck.key(advisor.decide, one) for one in (*drills, *deck.written)]
    out["keys"] = len(keys)
    out["keys on which engine and reference agree"] = sum(len(key.decision.engine) == 2 for key in keys)
    advisor.close()
    return out


def main() -> None:
    """Print every figure; ``--json`` also writes them to a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    found = figures(asked.repetitions)
    print(", ".join(f"{name} {value}" for name, value in report.machine().items()))
    for name, value in found.items():
        print(f"{name:42}{value:>12,.1f}" if isinstance(value, float) else f"{name:42}{value:>12,}")
    if asked.json is not None:
        asked.json.write_text(json.dumps({"machine": report.machine(), **found}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
