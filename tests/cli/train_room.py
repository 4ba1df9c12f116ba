"""A practice room with five cases made by hand, and a teacher whose keyboard is a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path as File

import pytest

from tests.training.quiz_drills import some_drills
from triage.cli import prompts
from triage.cli.session import Session
from triage.cli.train_session import Training
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.practice import Practice
from triage.training.choosing import first_steps, reasons
from triage.training.model import Card, Drill, Path
from triage.training.records import SessionKind
from triage.training.telling import Telling
from triage.vocabulary.closed import SEVERITIES, Lang
from triage.vocabulary.values import replace

STORIES = (
    "Anda wali kelas siswa A. Kemarin ia meninggalkan sekolah tanpa izin.",
    "Anda wali kelas siswa A. Ia bertengkar dengan temannya dan mengeluarkan pisau lipat. Ia tidak terluka.",
    "Anda wali kelas siswa A. Ia tertangkap membobol kios di depan sekolah.",
    "Anda wali kelas siswa A. Semalam ia mencoba mengakhiri hidupnya.",
    "Anda wali kelas siswa A. Ia melihat temannya diolok-olok terus di kelas.",
)


class HandDeck:
    """The deck of five."""

    def __init__(self, book: Rulebook) -> None:
        self._drills = {
            drill.card: replace(drill, story=story)
            for drill, story in zip(some_drills(book), STORIES, strict=True)
        }

    @property
    def cards(self) -> Mapping[str, Card]:
        return {
            id: Card(id, "rule", (id.partition(":")[2],))
            if id.startswith("rule:")
            else Card(id, "boundary", (), drill.differs)
            for id, drill in self._drills.items()
        }

    @property
    def written(self) -> Sequence[Drill]:
        return ()

    def drill(self, card_id: str, seed: int) -> Drill:
        assert seed >= 0
        return self._drills[card_id]

    def named(self, name: str) -> Sequence[str]:
        return {"all": tuple(self._drills)}[name]


class Room:
    """The room of one test: its learner, its clock, and what was typed in it."""

    def __init__(self, advisor: Advisor, folder: File, patch: pytest.MonkeyPatch, lang: Lang = "id") -> None:
        self.now = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
        self.book, self._advisor, self._patch = advisor.book, advisor, patch
        self.practice, self._aside = (
            Practice(advisor, folder / name, deck=HandDeck(advisor.book), clock=lambda: self.now)
            for name in ("room", "aside")
        )
        self.session = Session(lang=lang, _book=advisor.book, _advisor=advisor)

    def train(
        self,
        typed: Sequence[str] | Callable[[Drill], Sequence[str]],
        learner: str = "guru-a",
        **asked: object,
    ) -> bool:
        """Practises with these lines typed, or with those for each case as it comes; then Ctrl-D."""
        lines = [] if callable(typed) else list(typed)

        def keyboard(prompt: str = "") -> str:
            print(prompt, end="")
            if not lines and callable(typed):
                sitting = self.practice.standing(learner).open
                lines.extend(typed(sitting.current) if sitting and sitting.current else ())
            if not lines:
                raise EOFError
            line = lines.pop(0)
            if line == "^C":
                raise KeyboardInterrupt
            print(line)
            self.now += timedelta(seconds=20)
            return line

        self._patch.setattr(prompts, "input", keyboard, raising=False)
        wanted = {"deck": "all", "seed": 1, "kind": "practice", "tool": False, "anew": False} | asked
        done = Training(self.session, self.practice, learner).run(**wanted)  # type: ignore[arg-type]
        assert lines == []
        return done

    def answer(
        self, drill: Drill, path: Path | None = None, *, reason: bool = True, sure: int = 4
    ) -> list[str]:
        """What somebody types who answers ``drill`` with ``path`` (None: the right one)."""
        key = self.practice.key(drill)
        path = path or key.path
        telling = Telling(self.book, self.session.lang)
        parties = first_steps(self.book)[path.action]
        offered = reasons(self.book, self._advisor.decide, drill, key)
        number = 1 + next(n for n, one in enumerate(offered) if one.right == reason)
        return [
            str(1 + SEVERITIES.index(path.severity)),
            telling.action(path.action),
            *([telling.party(path.to)] if len(parties) > 1 else []),
            str(number),
            str(sure),
        ]

    def drills(self, kind: SessionKind = "practice") -> tuple[Drill, ...]:
        """The cases of somebody's first session, or of the placement test."""
        return self._aside.open("guru-a", kind=kind, seed=1, anew=True).session.drills
