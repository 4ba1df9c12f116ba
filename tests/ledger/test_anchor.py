"""An anchor says the same as a file, as text and as a QR code, and nothing else can be read from it."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from triage.ledger.anchor import Anchor, PageMark, read_anchor
from triage.ledger.errors import AnchorUnreadable
from triage.vocabulary.values import replace

SIGNING = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
PUBLIC = SIGNING.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
ANCHOR = Anchor(
    "0123456789abcdef" * 2, 41, b"h" * 32, datetime(2026, 3, 2, 7, 30, 1, 5, tzinfo=UTC), PUBLIC
).signed(SIGNING)


def test_all_forms_say_the_same() -> None:
    forms = [ANCHOR.json(), ANCHOR.text(), ANCHOR.compact(), ANCHOR.text().lower(), ANCHOR.json().encode()]
    assert [read_anchor(form) for form in forms] == [ANCHOR] * len(forms)


def test_the_text_can_be_copied_line_by_line() -> None:
    lines = ANCHOR.text().splitlines()
    assert lines[:2] == [f"{ANCHOR.ledger}  #41  2026-03-02T07:30:01.000005Z", "TA1:"]
    assert max(map(len, lines)) <= 70


@pytest.mark.parametrize("form", [ANCHOR.json(), ANCHOR.compact()], ids=["json", "compact"])
def test_any_other_letter_is_noticed(form: str) -> None:
    for place in range(len(form)):
        for other in {form[place].swapcase(), chr(ord(form[place]) ^ 1)} - {form[place]}:
            misread = form[:place] + other + form[place + 1 :]
            if form.startswith("{") or misread.upper() != form:
                with pytest.raises(AnchorUnreadable):
                    read_anchor(misread)


def test_what_was_not_signed_so_does_not_hold() -> None:
    assert ANCHOR.holds()
    mark = PageMark(1, 4096, 2, b"p" * 32)
    for other in (
        replace(ANCHOR, seq=40),
        replace(ANCHOR, head=b"x" * 32),
        replace(ANCHOR, pages=mark),
        replace(ANCHOR, key=b"k" * 32),
        replace(ANCHOR, ledger="f" * 32),
    ):
        assert not other.holds()
        with pytest.raises(AnchorUnreadable):
            read_anchor(other.json())
    assert read_anchor(replace(ANCHOR, pages=mark).signed(SIGNING).json()).pages == mark


@pytest.mark.parametrize("data", ["", "{}", "[]", "TA1:", "TA1:AAAA", b"\xff", '{"seq": 1', "x" * 10_000])
def test_what_is_no_anchor_is_refused(data: str | bytes) -> None:
    with pytest.raises(AnchorUnreadable):
        read_anchor(data)


def test_a_qr_code_is_drawn_for_paper_and_screen() -> None:
    assert ElementTree.fromstring(ANCHOR.qr("svg")).tag.endswith("svg")
    assert ANCHOR.qr("png").startswith(b"\x89PNG")
    assert "\u2588" in ANCHOR.qr("terminal").decode()
