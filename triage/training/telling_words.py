"""Words of the practice room that a screen, a page and another program's cards share."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    # what a condition speaks of
    "name_asker": Text("Yang bertanya", "Who asks"),
    "name_problem": Text("Masalah", "Problem"),
    "name_severity": Text("Tingkat kasus", "Severity of the case"),
    "name_urgency": Text("Kemendesakan", "Urgency"),
    "name_parents": Text("Orang tua", "Parents"),
    "name_peran": Text("Peran siswa ({category})", "Role of the student ({category})"),
    "name_base": Text("Tingkat sebelum fakta ({category})", "Grade before facts ({category})"),
    "name_grade": Text("Tingkat masalah ({category})", "Grade of the problem ({category})"),
    # what is asked
    "ask_severity": Text("Seberapa berat kasus ini?", "How serious is this case?"),
    "ask_action": Text("Apa yang dilakukan lebih dulu?", "What comes first?"),
    "ask_to": Text("Kepada atau oleh siapa?", "To whom, or by whom?"),
    "ask_path": Text(
        "Seberapa berat kasus ini, dan apa yang dilakukan lebih dulu?",
        "How serious is this case, and what comes first?",
    ),
    "ask_reason": Text("Apa yang menentukan jawaban itu?", "What settles it?"),
    "ask_confidence": Text("Seberapa yakin Anda?", "How sure are you?"),
    # what is said of an answer
    "tepat": Text("Tepat.", "Right."),
    "kurang": Text(
        "Kurang: kasus ini perlu lebih dari itu. Di lapangan, siswa ini bisa terlambat ditolong.",
        "Too little: this case needs more than that. In real life this student might get help too late.",
    ),
    "lebih": Text(
        "Berlebihan: kasus ini tidak perlu sejauh itu.", "Too much: this case does not need to go that far."
    ),
    "lain": Text(
        "Sama beratnya, tetapi langkah pertama atau orangnya lain.",
        "As serious, but the first step or the person is another.",
    ),
    # what was misread
    "missed": Text("Anda melewatkan: {stated}.", "You missed: {stated}."),
    "missed_opposite": Text(
        "Terbaca terbalik: di kasus ini “{name}: {found}”, bukan “{as_if}”.",
        "Read the other way round: in this case “{name}: {found}”, not “{as_if}”.",
    ),
    "missed_unknown": Text(
        "Jawaban Anda baru tepat bila sudah pasti “{name}: {as_if}”. Belum tahu tidak sama dengan tidak.",
        "Your answer would be right only if “{name}: {as_if}” were certain. Not known is not the same as no.",
    ),
    "missed_assumed": Text(
        "Jawaban Anda baru tepat bila “{name}: {as_if}”, dan itu belum diketahui.",
        "Your answer would be right only if “{name}: {as_if}”, and that is not known.",
    ),
    "missed_problem": Text("Anda melewatkan masalah: {found}.", "You missed a problem: {found}."),
    "half_severity": Text("Tingkatnya {right}: {why}", "Why {right}: {why}"),
    "half_step": Text("Langkah pertamanya: {why}", "Why that step first: {why}"),
    "half_rule": Text("begitulah aturan “{rule}”.", "so says the rule “{rule}”."),
    "misreading_missed": Text("{name}: {found}, terlewat", "{name}: {found}, missed"),
    "misreading": Text("{name}: {found}, dibaca {as_if}", "{name}: {found}, read as {as_if}"),
    # what is suspected after several answers
    "suspect_rule": Text(
        "aturan “{rule}” tampaknya belum dikenal", "the rule “{rule}” does not seem to be known"
    ),
    "suspect_condition": Text(
        "pada aturan “{rule}”, syarat “{name}” terlewat",
        "of the rule “{rule}”, the condition “{name}” is missed",
    ),
    "suspect_ignores": Text(
        "“{name}” terlewat setiap kali diceritakan", "“{name}” is missed whenever it is told"
    ),
    "suspect_opposite": Text("“{name}” terbaca terbalik", "“{name}” is read the other way round"),
    "suspect_unknown": Text(
        "“{name}” yang belum diketahui dianggap tidak", "“{name}” is taken for no where it is not known"
    ),
    "suspect_unknown_all": Text(
        "apa pun yang belum diketahui dianggap tidak", "whatever is not known is taken for no"
    ),
    # rules that changed
    "touched_condition": Text(
        "Aturan “{rule}” berubah: syaratnya.", "The rule “{rule}” has changed: its condition."
    ),
    "touched_conclusion": Text(
        "Aturan “{rule}” berubah: akibatnya.", "The rule “{rule}” has changed: what follows from it."
    ),
    "touched_standing": Text(
        "Aturan “{rule}” berubah: tempatnya di antara aturan lain.",
        "The rule “{rule}” has changed: its place among the others.",
    ),
    "touched_gone": Text("Aturan “{rule}” tidak berlaku lagi.", "The rule “{rule}” is no longer in force."),
    "touched_path": Text(
        "Aturan “{rule}” kini memutus sebuah kasus yang pernah Anda jawab.",
        "The rule “{rule}” now decides a case that you answered.",
    ),
    "touched_paths": Text(
        "Beberapa aturan kini memutus lain sebuah kasus yang pernah Anda jawab.",
        "Several rules now decide otherwise a case that you answered.",
    ),
    # the explanation
    "right_path": Text("Yang benar: {path}.", "The right path: {path}."),
    "beside": Text(
        "Tidak perlu menunggu “{first}”, jadi boleh didahulukan: {tracks}.",
        "Need not wait for “{first}”, so may come first: {tracks}.",
    ),
    "beside_given": Text(
        "Langkah Anda diterima: “{given}” tidak perlu menunggu. “{first}” tetap diadakan juga.",
        "Your step is accepted: “{given}” need not wait. “{first}” is held as well.",
    ),
    "for_now": Text("{severity} untuk sementara", "{severity} for now"),
    "make_sure": Text("Pastikan dulu: {facts}.", "Make sure first: {facts}."),
    "why": Text("Mengapa", "Why"),
    "pair": Text(
        "Bila hanya satu hal berbeda ({name}: {there}, bukan {here}), jalurnya menjadi {path}.",
        "Were only one thing different ({name}: {there}, not {here}), the path would be {path}.",
    ),
    "sources": Text("Sumber", "Sources"),
    "dissent": Text("Yang berkata lain", "What says otherwise"),
    "practice": Text("praktik, bukan dari dokumen sumber", "practice, not from the source documents"),
    "reason_right": Text("Ya, itu ikut menentukan.", "Yes, that is part of what settles it."),
    "reason_wrong": Text("Itu tidak menentukan di kasus ini.", "That does not settle this case."),
    "advice": Text(
        "Jawaban ini dihitung dari buku aturan, dan buku itu memberi saran. Keputusan tetap pada guru BK "
        "atau konselor.",
        "This answer is computed from the rulebook, and the rulebook advises. The decision stays with the "
        "school counsellor.",
    ),
    "made_up": Text("Kasusnya rekaan.", "The case is made up."),
    # decks in other programs
    "deck": Text("Latihan triage", "Triage practice"),
    "deck_path": Text("Jalur", "Path"),
    "deck_reason": Text("Alasan", "Reason"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)
