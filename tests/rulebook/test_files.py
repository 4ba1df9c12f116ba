"""What may be wrong with the files of a rulebook before a word of YAML is read."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.rulebook.small import FILES, lines, write
from triage.rulebook.files import RulebookFile, belongs, fingerprint, read_files
from triage.rulebook.loading import load_rulebook

DIRECTORY = FILES["directory.yaml"]


def test_folder_missing(tmp_path: Path) -> None:
    assert lines(tmp_path / "tiada") == [
        "tiada:1:1: folder buku aturan ini tidak dapat dibaca (ENOENT); periksa letak dan izinnya."
    ]


def test_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "aturan").write_text("x")

    assert lines(tmp_path / "aturan") == [
        "aturan:1:1: folder buku aturan ini tidak dapat dibaca (ENOTDIR); periksa letak dan izinnya."
    ]


def test_file_missing(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "severity.yaml").rename(tmp_path / "severty.yaml")

    assert lines(tmp_path) == [
        "severity.yaml:1:1: berkas ini wajib ada dalam buku aturan, tetapi tidak ditemukan; "
        "mungkin maksud Anda “severty.yaml”."
    ]


def test_empty_folder_misses_every_file(tmp_path: Path) -> None:
    assert [line.split(":")[0] for line in lines(tmp_path)] == sorted(FILES)


def test_file_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    real = Path.open

    def refusing(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "directory.yaml":
            raise PermissionError(13, "no")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refusing)

    assert lines(tmp_path) == ["directory.yaml:1:1: berkas ini tidak dapat dibaca (EACCES); periksa izinnya."]


def test_file_irregular(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "tambahan.yaml").mkdir()

    assert lines(tmp_path) == [
        "tambahan.yaml:1:1: nama ini bukan berkas biasa (mungkin folder); ganti dengan berkas YAML."
    ]


def test_file_too_large(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": DIRECTORY + "#" * (1 << 20)})

    assert lines(tmp_path) == [
        "directory.yaml:1:1: berkas ini melebihi 1048576 byte; pecah menjadi beberapa berkas."
    ]


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_file_empty(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {"directory.yaml": data})

    assert lines(tmp_path) == [
        "directory.yaml:1:1: berkas ini kosong; isi, atau hapus bila tidak diperlukan."
    ]


def test_file_extension(tmp_path: Path) -> None:
    write(tmp_path, {"lain.yml": "rules: []"})

    assert lines(tmp_path) == [
        "lain.yml:1:1: berkas berakhiran “.yml” tidak akan dibaca; ganti akhirannya menjadi “.yaml”."
    ]


def test_too_many_files(tmp_path: Path) -> None:
    write(tmp_path, {f"z{n:02}.yaml": "rules: []" for n in range(58)})

    assert lines(tmp_path) == [
        "z57.yaml:1:1: ada 65 berkas YAML di folder ini, paling banyak 64; gabungkan sebagian."
    ]


def test_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": DIRECTORY.encode().replace(b"Gawat", b"G\xc3\xa9wat\xe9")})

    assert lines(tmp_path) == [
        "directory.yaml:3:21: byte 0xe9 bukan UTF-8; simpan berkas ini dengan pengodean UTF-8."
    ]


def test_byte_order_mark(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": b"\xef\xbb\xbf" + DIRECTORY.encode()})

    assert lines(tmp_path) == [
        "directory.yaml:1:1: berkas diawali tanda urutan byte (U+FEFF); simpan sebagai UTF-8 tanpa BOM."
    ]


@pytest.mark.parametrize(
    ("char", "shown"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\u2028", "U+2028"), ("\r", "U+000D")]
)
def test_control_character(tmp_path: Path, char: str, shown: str) -> None:
    write(tmp_path, {"directory.yaml": DIRECTORY.replace("situs", f"si{char}tus{char}")})

    assert lines(tmp_path) == [
        f"directory.yaml:7:15: ada tanda kendali yang tidak tampak ({shown}, seluruhnya 2); hapus."
    ]


def test_tab(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": DIRECTORY.replace("    reach:", "\treach:")})

    assert lines(tmp_path) == ["directory.yaml:4:1: ada tab (seluruhnya 1); ganti dengan spasi."]


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": DIRECTORY.replace("\n", "\r\n")})

    assert load_rulebook(tmp_path).contacts[0].reach == "119"


def test_unprintable_file_name(tmp_path: Path) -> None:
    write(tmp_path, {"a\nb.yaml": ""})

    assert lines(tmp_path) == [
        "a\\u000ab.yaml:1:1: berkas ini kosong; isi, atau hapus bila tidak diperlukan."
    ]


def test_cases_invariants_and_hidden_files_are_no_part(tmp_path: Path) -> None:
    write(tmp_path)
    before = load_rulebook(tmp_path)
    write(tmp_path, {"safety.cases.yaml": "\t", "invariants.yaml": "\t", ".x.yaml": "\t", "README.md": ""})

    assert load_rulebook(tmp_path) == before
    assert [belongs(name) for name in ("a.yaml", "a.cases.yaml", "invariants.yaml", ".a.yaml", "a.md")] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_fingerprint_covers_names_and_bytes(tmp_path: Path) -> None:
    """The same bytes anywhere give the same sha256; any other name or byte another."""
    files, problems = read_files(write(tmp_path))
    whole = b"".join(
        b"%d:%d:%s%s" % (len(name), len(text.encode()), name.encode(), text.encode())
        for name, text in sorted(FILES.items())
    )

    assert problems == ()
    assert fingerprint(files) == hashlib.sha256(whole).hexdigest() == load_rulebook(tmp_path).sha256
    assert fingerprint(reversed(files)) == fingerprint(files)
    moved = [RulebookFile("ab", b"c"), RulebookFile("a", b"bc")]
    assert len({fingerprint([one]) for one in moved}) == 2
    (tmp_path / "lagi.yaml").write_text(FILES["severity.yaml"])
    assert fingerprint(read_files(tmp_path)[0]) != fingerprint(files)
