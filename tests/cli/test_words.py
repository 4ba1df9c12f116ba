"""The command line's own words: whole in both languages, none missing, none unused."""

from __future__ import annotations

import re
import string
from pathlib import Path

import click
import pytest

from tests.cli.conftest import ROOT, Run
from triage.cli.main import main
from triage.cli.pages import PAGES
from triage.cli.session import Session
from triage.cli.wording import WORDS

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "triage" / "cli").glob("*.py"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    words = WORDS[key]
    assert words.id
    assert words.en
    assert fields(words.id) == fields(words.en)


def test_no_word_is_unused() -> None:
    # Some are named by a value: a part of a condition, a list's heading, a kind of citation, a column.
    named = {f"column_{name}" for name in ("id", "layer", "title", "basis", "at")} | {
        "sources_of",
        "dissent_of",
    }
    unused = {
        key for key in WORDS if not re.search(rf"[\"']{key}[\"']", SOURCE.replace(f'"{key}": Text(', ""))
    }
    assert unused - named == set()


def test_no_word_is_missing() -> None:
    used = set(re.findall(r"""say\(\s*"([a-z_]+)\"""", SOURCE))
    assert len(used) > 50
    own = {key for path in (ROOT / "triage" / "cli").glob("*.py") for key in _declared(path)}
    assert used - own == set()


def _declared(path: Path) -> set[str]:
    """The keys of the tables of words in a file; some commands bring words of their own."""
    return set(re.findall(r'^    "([a-z_]+)": Text\(', path.read_text(encoding="utf-8"), re.MULTILINE))


def commands(group: click.Command, path: str = "") -> dict[str, click.Command]:
    found = {path: group}
    if isinstance(group, click.Group):
        context = click.Context(group, obj=Session())
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found |= commands(command, f"{path} {name}".strip())
    return found


COMMANDS = commands(main)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_a_help_page_with_examples(run: Run, path: str, lang: str) -> None:
    ran = run("--lang", lang, *path.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Pemakaian: triage" if lang == "id" else "Usage: triage")
    page = PAGES[path]
    assert page.examples
    for command, _ in page.examples:
        assert command in ran.out
    for param in COMMANDS[path].params:
        if isinstance(param, click.Option) and not param.hidden:
            assert param.opts[0] in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_examples_in_help_name_real_commands() -> None:
    for page in PAGES.values():
        for command, _ in page.examples:
            if "| triage" in command or command.startswith("triage "):
                words = command.partition("triage ")[2].split()
                words = [word for word in words if not word.startswith("-")]
                assert any(
                    " ".join(words[n:]).startswith(path) for path in COMMANDS if path for n in range(3)
                ), command


def test_alone_it_prints_its_help(run: Run) -> None:
    assert run() == run("--help")
    assert run("rules") == run("rules", "--help")
    assert "Kode keluar" in run().out
    assert "Exit codes" in run("--help", "--lang", "en").out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["decid"], "Maksud Anda decide?"),
        (["why_not"], "Maksud Anda why-not?"),
        (["decide", "--jsn", "x"], "Maksud Anda --json?"),
        (["decide"], "Pemakaian: triage decide"),
        (["decide", "a", "b"], "Terlalu banyak"),
        (["schema"], "Pemakaian: triage schema"),
        (["schema", "x"], "pilih dari case, decision, rules"),
        (["--lang", "fr", "facts"], "pilih dari id, en"),
        (["--rules"], "--rules perlu satu nilai"),
        (["rules", "shw"], "Maksud Anda show?"),
        (["rules", "show", "kriminal-wajib-lpor"], "Maksud Anda kriminal-wajib-lapor?"),
        (["rules", "show", "x"], "Tidak ada aturan"),
        (["why-not", "konsultasi"], "TINDAKAN [PIHAK] BERKAS"),
        (["why-not", "konsultsi", "x.yaml"], "Maksud Anda konsultasi?"),
        (["why-not", "konsultasi", "polsi", "x.yaml"], "Maksud Anda polisi?"),
    ],
)
def test_mistakes_are_answered_in_the_users_language(run: Run, args: list[str], says: str) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    for english in ("Error", "Usage", "Try", "No such", "Missing", "Invalid", "Got unexpected"):
        assert english not in ran.err
    english_too = run("--lang", "en", *args) if "--lang" not in args else run("--lang=en", *args[2:])
    assert english_too.code == 2 or "--lang" in args


def test_shell_completion(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def completed(words: str, at: int) -> list[str]:
        monkeypatch.setenv("_TRIAGE_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(at))
        return [line.partition(",")[2] for line in run().out.splitlines()]

    assert completed("triage wh", 1) == ["why-not", "what-if"]
    assert "kriminal-wajib-lapor" in completed("triage rules show kriminal", 3)
    assert completed("triage why-not konf", 2) == ["konferensi_kasus"]
    assert completed("triage why-not konsultasi poli", 3) == ["polisi"]
    assert "--json" in completed("triage decide --js", 2)
    monkeypatch.setenv("_TRIAGE_COMPLETE", "bash_source")
    assert "_triage_completion" in run().out


def test_no_path_of_this_machine_is_written_down() -> None:
    here = str(Path.home())
    assert here not in SOURCE or here == "/"
