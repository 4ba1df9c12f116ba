"""``triage train``: a session from greeting to end, with going back, pausing, and every kind of answer."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path as File

import pytest

from tests.cli.conftest import Run
from tests.cli.train_room import Room
from tests.training.asked import case_of, drill_of
from tests.training.quiz_drills import key_of
from triage.case.model import Case
from triage.cli.train_feedback import show_feedback
from triage.service.advisor import Advisor
from triage.service.practised import Feedback
from triage.training.choosing import reasons
from triage.training.judging import judge
from triage.training.model import Answer, Path

GOLDEN = File(__file__).parent / "golden_train"
LIGHT = Path("ringan", "penanganan", "wali_kelas")
EMERGENCY = Path("berat", "darurat", "layanan_darurat")

Shown = Callable[[], str]


@pytest.fixture
def room(quick: Advisor, tmp_path: File, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(quick, tmp_path, monkeypatch)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    """What was printed since the last look."""
    return lambda: capsys.readouterr().out


def test_a_whole_session(room: Room, shown: Shown) -> None:
    assert room.train(lambda drill: [*room.answer(drill), ""])

    text = shown()
    assert len(re.findall(r"KASUS \d DARI 5", text)) == 5
    assert text.count("✓ Tepat.") == 5
    assert "Alasan Anda ikut menentukan." in text
    assert "5 dari 5 tepat." in text
    assert "tidak satu siswa pun terlambat ditolong" in text
    assert room.practice.standing("guru-a").learned.counts.right == 5


def test_less_than_the_case_needs_stands_before_everything(room: Room, shown: Shown) -> None:
    weapon = next(drill for drill in room.drills() if drill.differs == "senjata")
    room.train(lambda drill: [*room.answer(drill, LIGHT if drill.id == weapon.id else None), ""])

    text = shown()
    case = text[text.index(weapon.story[:40]) :]
    after = case[case.index("!! Kurang: ") :]
    order = [
        "!! Kurang: kasus ini perlu lebih dari itu.",
        "Yang benar: Berat: Wajib lapor → Polisi.",
        "Jawaban Anda: Ringan: Penanganan → Wali kelas.",
        "Anda yakin tadi.",
        "→ Anda melewatkan: senjata.",
        "MENGAPA",
        "KASUS SEBELAHNYA",
        "SELURUH JALUR",
    ]
    places = [after.index(words) for words in order]
    assert places == sorted(places)
    end = text[text.index("SESI SELESAI") :]
    assert "!! 1 jawaban kurang" in end
    assert "Anda melewatkan: senjata." in end


def told_after(room: Room, shown: Shown, case: Case, given: Path) -> str:
    """What is shown after ``given`` to ``case``, on one line."""
    book, advisor = room.book, room.session.advisor
    drill = drill_of(case)
    key = key_of(advisor, drill)
    answer = Answer(given, "", 3)
    judged = judge(book, advisor.decide, drill, key, answer)
    sitting = room.practice.open("guru-a").session
    feedback = Feedback(drill, answer, key, judged, None, None, sitting)
    show_feedback(room.session, feedback, reasons(book, advisor.decide, drill, key), room.now)
    return " ".join(shown().split())


def test_a_handover_of_the_same_day_is_accepted_and_the_conference_is_held_as_well(
    room: Room, shown: Shown
) -> None:
    case = case_of("guru_bk", "menyakiti_diri")
    told = told_after(room, shown, case, Path("berat", "alih_tangan_kasus", "psikolog"))
    assert told.startswith(
        "✓ Tepat. Berat: Konferensi kasus → Guru BK. Langkah Anda diterima: “Alih tangan kasus → Psikolog” "
        "tidak perlu menunggu. “Konferensi kasus → Guru BK” tetap diadakan juga."
    )
    told = told_after(room, shown, case, Path("berat", "konferensi_kasus", "guru_bk"))
    assert told.startswith(
        "✓ Tepat. Berat: Konferensi kasus → Guru BK. Tidak perlu menunggu “Konferensi kasus → Guru BK”, "
        "jadi boleh didahulukan: Alih tangan kasus → Psikolog."
    )


def test_the_gravest_miss_is_never_left_unexplained(room: Room, shown: Shown) -> None:
    told = told_after(room, shown, case_of("guru_bk", "kekerasan_seksual", bahaya_saat_ini="tidak"), LIGHT)
    order = [
        "!! Kurang",
        "Tidak ada satu hal yang menjelaskan seluruh jawaban itu:",
        "→ Tingkatnya berat: begitulah aturan “Kekerasan seksual: berat”.",
        "→ Langkah pertamanya: begitulah aturan “Kekerasan seksual dilaporkan ke polisi”.",
        "MENGAPA",
    ]
    places = [told.index(words) for words in order]
    assert places == sorted(places)


def test_too_much_is_told_without_alarm(room: Room, shown: Shown) -> None:
    room.train(
        lambda drill: [*room.answer(drill, EMERGENCY if drill.id == "membolos-1" else None, sure=1), ""]
    )

    text = shown()
    assert "✗ Berlebihan: kasus ini tidak perlu sejauh itu." in text
    assert "!!" not in text
    assert "1 berlebihan." in text


def test_a_pause_keeps_everything_and_goes_on_there(room: Room, shown: Shown) -> None:
    drills = room.drills()
    room.train([*room.answer(drills[0]), "", "3", "q"])
    assert "Dijeda sesudah 1 dari 5 kasus; semuanya tersimpan." in shown()

    room.train(["2", "^C"])
    text = shown()
    assert "Melanjutkan sesi yang dijeda: 1 dari 5 sudah dijawab." in text
    assert "KASUS 2 DARI 5" in text
    assert drills[1].story[:30] in text
    assert "Dijeda sesudah 1 dari 5 kasus" in text

    assert room.train(lambda drill: [*room.answer(drill), ""])
    assert "5 dari 5 tepat." in shown()  # those before the pause count too


def test_a_paused_session_that_the_rules_do_not_know_any_more(room: Room, shown: Shown) -> None:
    room.train(["q"])
    log = room.practice.folder / "guru-a.jsonl"
    old = log.read_text(encoding="utf-8").replace('"category":"kriminal"', '"category":"kriminal_lama"')
    assert "kriminal_lama" in old
    log.write_text(old, encoding="utf-8")
    shown()

    assert room.train(lambda drill: [*room.answer(drill), ""])
    text = shown()
    assert text.startswith("Sesi yang dijeda memuat kasus yang tidak dikenal lagi")
    assert "Melanjutkan" not in text
    assert "5 dari 5 tepat." in text


def test_ctrl_c_and_pausing_after_an_answer(room: Room, shown: Shown) -> None:
    drills = room.drills()
    assert room.train(["^C"]) is False
    assert room.train([*room.answer(drills[0]), "q"]) is True
    assert "Dijeda sesudah 1 dari 5 kasus" in shown()
    assert room.train([*room.answer(drills[1]), "^C"]) is False
    assert "Dijeda sesudah 2 dari 5 kasus" in shown()


def test_going_back_skips_what_was_not_asked(room: Room, shown: Shown) -> None:
    # A conference has one party only: it is told and not asked, and back leads before it.
    room.train(["k", "3", "konferensi", "k", "k", "1", "penanganan", "wali", "k", "k", "q"])

    text = shown()
    assert "Ini sudah pertanyaan pertama." in text
    assert "  Konferensi kasus → Guru BK" in text
    asked = re.findall(r"(Seberapa berat|Apa yang dilakukan|Kepada atau|Apa yang menentukan)", text)
    assert asked == [
        *("Seberapa berat", "Seberapa berat", "Apa yang dilakukan", "Apa yang menentukan"),
        *("Apa yang dilakukan", "Seberapa berat", "Apa yang dilakukan", "Kepada atau"),
        *("Apa yang menentukan", "Kepada atau", "Apa yang dilakukan"),
    ]


def test_the_story_again_and_nonsense(room: Room, shown: Shown) -> None:
    story = room.drills()[0].story[:30]
    room.train(["9", "", "zzz", "?", "q"])

    text = shown()
    assert text.count("Ketik salah satu nomor di atas.") == 3
    assert text.count(story) == 2


def test_a_word_within_a_choice_is_enough_where_only_one_has_it(room: Room, shown: Shown) -> None:
    room.train(["1", "kasus", "tangan", "agama", "q"])
    text = shown()
    assert text.count("Ketik salah satu nomor di atas.") == 1  # two choices speak of a case
    assert "Apa yang menentukan jawaban itu?" in text


def test_no_reason_is_an_answer_too(room: Room, shown: Shown) -> None:
    lines = room.answer(room.drills()[0])
    room.train([*lines[:-2], "bukan salah satu", "2", "q"])
    assert "Yang menentukan: “" in shown()


def test_a_wrong_reason_is_told_beside_the_right_one(room: Room, shown: Shown) -> None:
    room.train([*room.answer(room.drills()[0], reason=False), "q"])
    assert re.search(r"Alasan yang menentukan bukan “[^”]+”,\s+tetapi\s+“", shown())


def test_the_full_advice_on_request(room: Room, shown: Shown) -> None:
    room.train([*room.answer(room.drills()[0]), "r", "q"])
    assert "YANG DILAKUKAN, berurutan" in shown()


def test_with_the_tool_the_advice_stands_before_the_questions(room: Room, shown: Shown) -> None:
    room.train(["q"], tool=True)
    text = shown()
    assert "Dengan alat: " in text
    assert text.index("YANG DILAKUKAN") < text.index("Seberapa berat kasus ini?")
    room.train(["q"])
    assert "bukan yang Anda minta sekarang" in shown()
    room.train(["q"], anew=True)
    assert "bukan yang Anda minta sekarang" not in shown()


def test_a_placement_test_ends_with_where_to_begin(room: Room, shown: Shown) -> None:
    drills = room.drills("placement")
    assert len(drills) == 5
    room.train(lambda drill: [*room.answer(drill, LIGHT), ""], kind="placement")
    text = shown()
    assert "Tes awal" in text
    assert "Latihan dimulai dari: berat dengan bahaya; " in text

    room.train(lambda drill: [*room.answer(drill), ""], "guru-b", kind="placement")
    assert "Tidak ada bagian yang lemah" in shown()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_a_teacher_sees(
    quick: Advisor, tmp_path: File, monkeypatch: pytest.MonkeyPatch, shown: Shown, lang: str
) -> None:
    """Kept word by word. Refresh with ``UPDATE_GOLDEN=1`` and then read what changed."""
    room = Room(quick, tmp_path, monkeypatch, "en" if lang == "en" else "id")
    monkeypatch.setattr("triage.cli.train_session.now", lambda: room.now)
    monkeypatch.setattr("triage.cli.train_end.now", lambda: room.now)
    given = {"senjata": LIGHT, "perundungan.peran": EMERGENCY}
    room.train(
        lambda drill: [
            *room.answer(drill, given.get(drill.differs), reason=drill.differs not in given),
            "",
        ]
    )
    text = "\n".join(line.rstrip() for line in shown().splitlines()) + "\n"
    path_of_page = GOLDEN / f"session.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        path_of_page.write_text(text, encoding="utf-8")
    assert path_of_page.read_text(encoding="utf-8") == text


def test_a_narrow_screen_shows_the_pair_below_each_other(
    room: Room, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    weapon = next(drill for drill in room.drills() if drill.differs == "senjata")
    before = room.drills()[: room.drills().index(weapon)]
    room.train([*(line for drill in before for line in [*room.answer(drill), ""]), *room.answer(weapon), "q"])
    text = shown()
    assert "│" not in text
    assert max(len(line) for line in text.splitlines() if not line.startswith(("Enter", "!!"))) <= 44


def test_never_prompts_without_a_terminal(run: Run) -> None:
    for lang, words in (("id", "perlu terminal"), ("en", "needs a terminal")):
        ran = run("--lang", lang, "train", stdin="1\n1\n")
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err


def test_at_a_real_terminal(tmp_path: File) -> None:
    pytest.importorskip("pexpect", reason="pexpect needs a POSIX terminal")
    from tests.cli.test_ask import Person

    person = Person("train", "--seed", "1", "--data", str(tmp_path), "--deck", "kriminal")
    shown = person.types("3", "2", "1", "1", "4")
    assert "MENGAPA" in shown
    person.types("")
    person.terminal.sendintr()
    assert person.code() == 130
    person = Person("train", "--data", str(tmp_path))
    person.terminal.sendline("q")
    assert person.code() == 0
