"""From a file (or standard input) to a case, or to everything that is wrong with it, with places.

JSON if the text starts with ``{``, else strict YAML. Nothing of the text is ever repeated in a
problem but ids that look like ids: a case file may hold what must not be logged.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from triage.case.model import Case
from triage.case.problems import CaseError
from triage.case.reading import KEYS, read_case
from triage.cli.wording import WORDS
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: Largest case, in bytes.
LARGEST: Final = 1 << 20
STDIN: Final = "stdin"


class BadInput(Exception):
    """A case that cannot be read. ``problems`` pairs a place (``file:3:5``) with a sentence."""

    def __init__(self, problems: Iterable[tuple[str, Text]]) -> None:
        self.problems = tuple(problems)
        super().__init__(len(self.problems))

    def lines(self, lang: Lang) -> list[str]:
        """``place: sentence``, one a problem."""
        return [f"{where}: {text.said(lang)}" for where, text in self.problems]


def bad(where: str, key: str, **values: object) -> BadInput:
    """A single problem, worded by the command line."""
    words = WORDS[key]
    return BadInput([(where, Text(words.id.format(**values), words.en.format(**values)))])


def read_file(file: str, book: Rulebook) -> Case:
    """The case in ``file``; ``-`` is standard input. Raises ``BadInput``."""
    name = shown_name(file)
    return read_bytes(name, _bytes(file, name), book)


def read_bytes(name: str, data: bytes, book: Rulebook) -> Case:
    """The case in ``data``, called ``name`` in problems. Raises ``BadInput``."""
    text = decoded(name, data)
    start = text.lstrip()[:1]
    if not start:
        raise bad(name, "empty")
    if start == "{":
        return _case(parsed_json(name, text, book), book, lambda error: _placed_json(name, text, error))
    if start == "[":
        raise bad(name, "not_one_case")
    from triage.cli.yamlcase import parsed_yaml

    tree = parsed_yaml(name, text)
    return _case(tree.data, book, lambda error: [(str(tree.place(one)), one) for one in error.problems])


def decoded(name: str, data: bytes) -> str:
    """The text of ``data``; a byte order mark, as some editors write, is passed over."""
    if len(data) > LARGEST:
        raise bad(name, "too_large", limit=LARGEST // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad(name, "not_utf8") from None


def parsed_json(name: str, text: str, book: Rulebook, line: int | None = None) -> Any:
    """The value of a JSON text. ``line``: the line of the file that the text is. Raises ``BadInput``."""
    where = name if line is None else f"{name}:{line}"
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refused_constant)
    except json.JSONDecodeError as error:
        at = f"{name}:{line or error.lineno}:{error.colno}"
        more = line is None and error.msg.startswith("Extra data")
        raise bad(at, "more_than_one" if more else "not_json") from None
    except _Twice as error:
        known = error.args[0] in {*KEYS, "category", "peran", *book.vocabulary.facts}
        raise bad(where, "json_twice", name=error.args[0] if known else "…") from None
    except _Constant:
        raise bad(where, "json_constant") from None
    except RecursionError:
        raise bad(where, "too_deep") from None
    except ValueError:  # a number of thousands of digits
        raise bad(where, "not_json") from None


def read_line(name: str, number: int, data: bytes, book: Rulebook) -> Case:
    """The case in one line of a JSON Lines file. Raises ``BadInput`` with the line's number."""
    where = f"{name}:{number}"
    text = decoded(where, data)
    if text.lstrip()[:1] != "{":
        raise bad(where, "case_line")
    value = parsed_json(name, text.rstrip("\r\n"), book, number)
    return _case(value, book, lambda error: [(where, one) for one in error.problems])


def opened(file: str) -> BinaryIO:
    """The bytes of ``file``, for reading line by line. Raises ``BadInput``."""
    if file == "-":
        return sys.stdin.buffer
    name = shown_name(file)
    try:
        return Path(file).open("rb")
    except FileNotFoundError:
        raise bad(name, "not_found") from None
    except (OSError, ValueError) as error:
        raise bad(name, "unreadable", cause=_cause(error)) from None


def shown_name(file: str) -> str:
    """A file's name as a message prints it."""
    safe = file.encode("utf-8", "backslashreplace").decode()
    return STDIN if file == "-" else "".join(char if char.isprintable() else "?" for char in safe)


def _bytes(file: str, name: str) -> bytes:
    stream = opened(file)
    try:
        return stream.read(LARGEST + 1)
    except OSError as error:
        raise bad(name, "unreadable", cause=_cause(error)) from None
    finally:
        if file != "-":
            stream.close()


def _cause(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    return errno.errorcode.get(number or 0, type(error).__name__)


def _case(data: object, book: Rulebook, placed: Any) -> Case:
    try:
        return read_case(data, book.vocabulary)
    except CaseError as error:
        from triage.cli.caseproblems import worded

        raise BadInput([(where, worded(one, book)) for where, one in placed(error)]) from None


def _placed_json(name: str, text: str, error: CaseError) -> Sequence[tuple[str, Any]]:
    """The problems with places. JSON is YAML too, so where YAML can read it the places are known."""
    try:
        from triage.cli.yamlcase import parsed_yaml

        tree = parsed_yaml(name, text)
    except BadInput:
        return [(name, one) for one in error.problems]
    return [(str(tree.place(one)), one) for one in error.problems]


class _Twice(ValueError):
    pass


class _Constant(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return out


def _refused_constant(_name: str) -> None:
    raise _Constant
