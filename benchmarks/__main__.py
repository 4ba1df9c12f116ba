"""``python -m benchmarks [PART ...]``: one run, printed as tables, ratios last."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import goals, report
from benchmarks.engines import engines, ours
from benchmarks.memory import memory_over
from benchmarks.shipped import shipped_book, shipped_cases
from benchmarks.starting import start_times
from benchmarks.timing import Timed, differing, measure
from benchmarks.workload import RULES, Workload, cases, expected, workload

PARTS = ("engines", "shipped", "rules", "problems", "start", "memory")
_SIZES = (60, 64, 300, 400, 1000)
_PROBLEMS = (1, 2, 3, 4, 6, 8)


class Run:
    """What was asked for, and what was found so far."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.goals: list[goals.Goal] = []
        self.data: dict[str, Any] = {"machine": report.machine()}
        self.peers: Mapping[str, Timed] = {}

    def say(self, title: str, text: str) -> None:
        """Print one part."""
        print(f"\n## {title}\n\n{text}", flush=True)

    def engines(self) -> None:
        """Every engine on the workload: first the same answers, then the times."""
        work = workload()
        chosen, missing = engines(work, self.asked.engine)
        for why in missing:
            print(f"left out: {why}")
        self._agree(work, chosen)
        timed = self._measure(work, chosen, self.asked.cases, self.asked.repetitions)
        self.peers = timed
        self.goals += goals.of_engines(timed, timed, f"{RULES} rules")
        self.data["engines"] = report.as_data(timed)
        notes = {engine.name: engine.note for engine in chosen}
        self.say(f"{RULES} rules, 32 categories, 1 to 3 problems a case", report.engine_table(timed, notes))

    def shipped(self) -> None:
        """Ours on the shipped rulebook."""
        book = shipped_book()
        if isinstance(book, str):
            self.say("Shipped rulebook", f"left out: it does not load ({book})")
            return
        chosen = list(ours.of_book(book))
        timed = measure(
            chosen,
            lambda count, seed: shipped_cases(book, count, seed),
            max(100, self.asked.cases // 5),
            self.asked.repetitions,
        )
        self.goals += goals.of_engines(timed, self.peers, "shipped")
        self.data["shipped"] = report.as_data(timed)
        active = sum(rule.status == "active" for rule in book.rules)
        notes = {engine.name: engine.note for engine in chosen}
        self.say(f"Shipped rulebook, {active} rules", report.engine_table(timed, notes))

    def rules(self) -> None:
        """The median as rules grow."""
        rows = {}
        for size in _SIZES:
            work = workload(size)
            chosen, _ = engines(work, self.asked.engine)
            self._agree(work, chosen, 500)
            rows[size] = self._measure(work, chosen, max(100, self.asked.cases // 5), self.asked.repetitions)
        self.goals += goals.of_growth(rows)
        self.data["rules"] = {size: report.as_data(timed) for size, timed in rows.items()}
        self.say("As rules grow: median µs", report.growth_table("rules", rows))

    def problems(self) -> None:
        """The median as problems a case grow."""
        work = workload()
        chosen, _ = engines(work, self.asked.engine)
        rows = {}
        for number in _PROBLEMS:
            rows[number] = measure(
                chosen,
                lambda count, seed, number=number: cases(work, count, seed, (number, number)),
                max(100, self.asked.cases // 5),
                self.asked.repetitions,
            )
        self.goals += goals.of_problems(rows)
        self.data["problems"] = {number: report.as_data(timed) for number, timed in rows.items()}
        self.say("As problems a case grow: median µs", report.growth_table("problems", rows))

    def start(self) -> None:
        """Whole processes."""
        times = start_times(self.asked.starts)
        if isinstance(times, str):
            self.say("Cold start", f"left out: {times}")
            return
        self.goals += goals.of_start(times)
        self.data["start"] = times
        self.say("Cold start: whole processes", report.start_table(times))

    def memory(self) -> None:
        """The resident size over many decisions."""
        points = memory_over(self.asked.decisions)
        self.goals += goals.of_memory(points)
        self.data["memory"] = points
        self.say("Memory while one service decides new cases", report.memory_table(points))

    def _agree(self, work: Workload, chosen: Sequence[Any], count: int | None = None) -> None:
        told = cases(work, count or self.asked.agree, seed=3)
        wrong = differing(chosen, told, lambda case: expected(work, case))
        if wrong:
            sys.exit(f"{len(work.rules)} rules: engines that answer otherwise, and how often: {wrong}")
        print(f"{len(work.rules)} rules: {len(chosen)} engines gave the same answers on {len(told):,} cases")

    @staticmethod
    def _measure(work: Workload, chosen: Sequence[Any], count: int, repetitions: int) -> dict[str, Timed]:
        return measure(chosen, lambda many, seed: cases(work, many, seed), count, repetitions)


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Our engine and its peers, side by side in one run."
    )
    parser.add_argument("part", nargs="*", help=f"what to run: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--engine", action="append", default=[], help="only engines with this in their name")
    parser.add_argument(
        "--cases", type=int, default=5000, help="cases a repetition (a fifth in the smaller parts)"
    )
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--agree", type=int, default=5000, help="cases on which all engines must agree first")
    parser.add_argument("--starts", type=int, default=15, help="cold starts of each command")
    parser.add_argument("--decisions", type=int, default=20_000, help="decisions of the part memory")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    unknown = [part for part in asked.part if part not in PARTS]
    if unknown:
        parser.error(f"unknown part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    run = Run(asked)
    for part in PARTS:
        if not asked.part or part in asked.part:
            getattr(run, part)()
    if run.goals:
        run.say("Goals", report.goal_table(run.goals))
    run.data["goals"] = report.goals_as_data(run.goals)
    if asked.json:
        asked.json.write_text(json.dumps(run.data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
