"""The words of ``triage train``: whole in both languages, none missing, none unused."""

from __future__ import annotations

import re
import string

from tests.cli.conftest import ROOT
from triage.cli.train_words import WORDS
from triage.training import telling_words

CLI = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "triage" / "cli").glob("*.py"))
TRAINING = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "triage" / "training").glob("*.py"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same() -> None:
    assert {key for key, words in WORDS.items() if fields(words.id) != fields(words.en)} == set()
    assert all(words.id and words.en for words in WORDS.values())


def test_no_word_is_unused() -> None:
    by_value = {f"train_sure_{n}" for n in range(1, 5)}
    by_value |= {f"decks_{name}" for name in ("all", "rules", "boundaries", "danger", "written")}
    used = CLI.replace('": Text(', " ")
    assert {key for key in WORDS if not re.search(rf"[\"']{key}[\"']", used)} - by_value == set()


def test_no_shared_word_is_unused() -> None:
    by_value = {key for key in telling_words.WORDS if re.match(r"(touched|name|half)_", key)}
    by_value |= {"tepat", "kurang", "lebih", "lain"}
    used = (CLI + TRAINING).replace('": Text(', " ")
    unused = {key for key in telling_words.WORDS if not re.search(rf"[\"']{key}[\"']", used)}
    assert unused - by_value == set()
