"""``python -m benchmarks [PART ...]``: one run, printed as tables, ratios last."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import goals, report
from benchmarks.engines import engines, shipped_engines
from benchmarks.engines.form import Engine
from benchmarks.memory import memory_over
from benchmarks.proving import proofs
from benchmarks.shipped import shipped_book, shipped_cases
from benchmarks.starting import start_times
from benchmarks.timing import Lane, Timed, differing, measure
from benchmarks.workload import RULES, Workload, cases, expected, workload
from triage.case.model import Case

Wanted = Callable[[Case], tuple[str, ...]]

PARTS = ("engines", "shipped", "rules", "problems", "start", "memory", "proving")
_SIZES = (60, 64, 300, 400, 1000)
_PROBLEMS = (1, 2, 3, 4, 6, 8)


class Run:
    """What was asked for, and what was found so far."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.goals: list[goals.Goal] = []
        self.data: dict[str, Any] = {"machine": report.machine()}

    def say(self, title: str, text: str) -> None:
        """Print one part."""
        print(f"\n## {title}\n\n{text}", flush=True)

    def engines(self) -> None:
        """Every engine on the workload: first the same answers, then the times."""
        work = workload()
        chosen = self._engines(work)
        self._agree(f"{RULES} rules", chosen, cases(work, self.asked.agree, seed=3), partial(expected, work))
        draw = partial(cases, work)
        lanes = {engine.name: (engine, draw) for engine in chosen}
        timed = measure(lanes, self.asked.cases, self.asked.repetitions)
        self.goals += goals.of_engines(timed, f"{RULES} rules")
        self.data["engines"] = report.as_data(timed)
        self.say(f"{RULES} rules, 32 categories, 1 to 3 problems a case", report.engine_table(timed, chosen))

    def shipped(self) -> None:
        """The shipped rulebook: ours, and the peer that is handed all conclusions."""
        book = shipped_book()
        if isinstance(book, str):
            self.say("Shipped rulebook", f"left out: it does not load ({book})")
            return
        chosen, missing = shipped_engines(book, self.asked.engine)
        for why in missing:
            print(f"left out: {why}")
        told = shipped_cases(book, max(100, self.asked.agree // 5), seed=3)
        self._agree("shipped rulebook", chosen, told, chosen[0].fired)
        draw = partial(shipped_cases, book)
        lanes = {engine.name: (engine, draw) for engine in chosen}
        timed = measure(lanes, max(100, self.asked.cases // 5), self.asked.repetitions)
        self.goals += goals.of_engines(timed, "shipped")
        self.data["shipped"] = report.as_data(timed)
        active = sum(rule.status == "active" for rule in book.rules)
        self.say(f"Shipped rulebook, {active} rules", report.engine_table(timed, chosen))

    def rules(self) -> None:
        """The median as rules grow, all sizes in turns."""
        lanes: dict[tuple[int, str], Lane] = {}
        for size in _SIZES:
            work = workload(size)
            chosen = self._engines(work)
            told = cases(work, max(100, self.asked.agree // 10), seed=3)
            self._agree(f"{size} rules", chosen, told, partial(expected, work))
            draw = partial(cases, work)
            lanes |= {(size, engine.name): (engine, draw) for engine in chosen}
        rows = self._grown(lanes)
        self.goals += goals.of_growth(rows)
        self.data["rules"] = {size: report.as_data(timed) for size, timed in rows.items()}
        self.say("As rules grow: median µs", report.growth_table("rules", rows))

    def problems(self) -> None:
        """The median as problems a case grow, all numbers in turns."""
        work = workload()
        chosen = self._engines(work)
        lanes: dict[tuple[int, str], Lane] = {}
        for number in _PROBLEMS:
            draw = partial(cases, work, problems=(number, number))
            lanes |= {(number, engine.name): (engine, draw) for engine in chosen}
        rows = self._grown(lanes)
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

    def proving(self) -> None:
        """The complete check of the shipped rulebook, and of larger ones."""
        found = list(proofs())
        self.goals += goals.of_proofs(found)
        self.data["proving"] = [asdict(proof) for proof in found]
        self.say("Complete check: triage rules check", report.proof_table(found))

    def _engines(self, work: Workload) -> list[Engine]:
        chosen, missing = engines(work, self.asked.engine)
        for why in missing:
            print(f"left out: {why}")
        return chosen

    @staticmethod
    def _agree(where: str, chosen: Sequence[Engine], told: Sequence[Case], wanted: Wanted) -> None:
        wrong = differing(chosen, told, wanted)
        if wrong:
            sys.exit(f"{where}: engines that answer otherwise, and how often: {wrong}")
        print(f"{where}: {len(chosen)} engines gave the same answers on {len(told):,} cases")

    def _grown(self, lanes: Mapping[tuple[int, str], Lane]) -> dict[int, dict[str, Timed]]:
        timed = measure(lanes, max(100, self.asked.cases // 5), self.asked.repetitions)
        rows: dict[int, dict[str, Timed]] = {}
        for (size, name), one in timed.items():
            rows.setdefault(size, {})[name] = one
        return rows


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
    print(", ".join(f"{name} {value}" for name, value in run.data["machine"].items()))
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
