"""What is wrong with a case is told calmly, with places, all at once, and without repeating the case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NAME = "Budi Santoso"


def sentences(run: Run, text: str | bytes, *args: str) -> list[str]:
    ran = run(*args, "decide", "-", stdin=text)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    return ran.err.splitlines()


def test_every_problem_has_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kasus.yaml"
    path.write_text(
        "asker: wali_kls\n"
        "problems:\n"
        "  - kriminl\n"
        "  - category: minuman_keras\n"
        "    tahap: besar\n"
        "facts:\n"
        "  lukaa: ya\n"
        "  senjata: kadang\n"
    )
    ran = run("decide", path)
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert [line.removeprefix(f"{path}:").split(": ")[0] for line in lines] == [
        "1:8",
        "3:5",
        "5:12",
        "7:3",
        "8:12",
    ]
    assert lines[0].endswith("Maksud Anda wali_kelas?")
    assert lines[1].endswith("Maksud Anda kriminal?")
    assert lines[3].endswith("Maksud Anda luka?")


def test_json_has_places_too(run: Run) -> None:
    assert sentences(run, '{"asker": "guru",\n "problems": ["kriminl"]}')[0].startswith("stdin:2:15: ")


def test_another_name_of_a_category_leads_to_its_id(run: Run) -> None:
    [line] = sentences(run, '{"asker": "guru", "problems": ["tawuran"]}')
    assert line.endswith("Maksud Anda perkelahian_antar_sekolah?")
    [line] = sentences(run, '{"asker": "guru", "problems": ["tawuran"]}', "--lang", "en")
    assert line.endswith("Did you mean perkelahian_antar_sekolah?")


@pytest.mark.parametrize(
    "text",
    [
        f"asker: {NAME}\nproblems: [{NAME}]\nfacts: {{{NAME}: {NAME}}}\nref: {NAME}\n{NAME}: {NAME}\n",
        "asker: budi\nproblems: [{category: santoso, budi: 1}]\nfacts: {budi: 1, luka: budi}\nbudi: 1\n",
        "asker: guru\nproblems: [{category: mencuri, tingkat: budi, peran: budi, budi: 1}]\nref: budi a\n",
        f"{NAME}: 1\n{NAME}: 2\nbudi: 1\nbudi: 2\n",
        f"asker: &budi guru\nproblems: *santoso\nx: !budi {NAME}\n",
        f"asker: [{NAME}\n",
        f"budi santoso\n{NAME}",
        f"? [{NAME}]\n: {NAME}\n",
        json.dumps(
            {"asker": NAME, "problems": [{"category": NAME, "budi": "santoso"}], "facts": {"budi": NAME}}
        ),
        '{"budi": 1, "budi": 2}',
        '{"asker": "budi" "santoso"}',
        '{"asker": "guru", "problems": ["budi"], "facts": ["santoso"]}',
        '{"asker": "guru", "problems": "budi", "facts": {"luka": "santoso"}}',
    ],
)
def test_nothing_of_the_case_is_repeated(run: Run, text: str) -> None:
    for lang in ("id", "en"):
        for line in sentences(run, text, "--lang", lang):
            assert "budi" not in line.casefold()
            assert "santoso" not in line.casefold()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "kosong"),
        (b"  \n\n", "kosong"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b'{"asker": NaN}', "NaN"),
        (b'{"asker": -Infinity}', "NaN"),
        (b'{"asker": "guru", "asker": "guru"}', "kunci asker disebut dua kali"),
        (b'{"facts": {"luka": true, "luka": false}}', "kunci luka disebut dua kali"),
        (b'{"asker": ' + b"9" * 5000 + b"}", "bukan JSON"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "terlalu dalam"),
        (b"a: " + b"[" * 5000, "terlalu dalam"),
        (b"- guru\n", "satu kasus"),
        (b"guru\n", "satu kasus"),
        (b'[{"asker": "guru"}]', "--jsonl"),
        (b'{"asker": "guru"}\n{"asker": "guru"}\n', "--jsonl"),
        (b'{"asker": "guru",}', "bukan JSON"),
        (b"asker: guru\nasker: guru\n", "stdin:2:1: "),
        (b"asker: &a guru\n", "jangkar"),
        (b"asker: !!python/object:os.system guru\n", "stdin:1:8: "),
        (b"asker: guru\n---\nasker: guru\n", "stdin:2:1: "),
        (b"{}", "asker belum diisi"),
        (b"x" * (1 << 20) + b"x", "terlalu besar"),
        (b"asker: \x00guru", "stdin:1:8: "),
    ],
)
def test_what_is_not_a_case(run: Run, text: bytes, says: str) -> None:
    assert any(says in line for line in sentences(run, text)), sentences(run, text)


def test_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, "nul\0nul", tmp_path / ("x" * 300)):
        ran = run("decide", path)
        assert ran.code == 2
        assert "Traceback" not in ran.err


def test_a_quoted_null_is_text_and_a_plain_one_is_unknown(run: Run) -> None:
    assert run("decide", "-", stdin="asker: guru\nproblems: [membolos]\nref: null\nfacts:\n").code == 0
    assert "asker belum diisi" in sentences(run, "asker:\nproblems: [membolos]\n")[0]
