"""The words of the report. The rulebook's words for categories, facts and levels are its own."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    "title": Text("Laporan kasus", "Report on cases"),
    "subtitle": Text(
        "Apa yang disarankan, apa yang dipilih, dan apa yang sudah dikerjakan",
        "What was recommended, what was chosen, and what has been done",
    ),
    "period": Text("Masa", "Period"),
    "period_from": Text("sejak {since}", "since {since}"),
    "period_until": Text("sampai {until}", "until {until}"),
    "period_between": Text("{since} sampai {until}", "{since} to {until}"),
    "period_all": Text("sejak catatan pertama", "since the first entry"),
    "made": Text("Dibuat", "Made"),
    "ledger": Text("Buku catatan", "Ledger"),
    "last_entry": Text("Catatan terakhir", "Last entry"),
    "entry_number": Text("nomor {seq}", "number {seq}"),
    "rules": Text("Aturan yang dipakai laporan ini", "Rules whose words this report uses"),
    "checked": Text("Keutuhan", "Integrity"),
    "demo": Text(
        "BUKU CATATAN DEMO: kuncinya terbuka, jadi tidak ada yang dirahasiakannya. Jangan dipakai untuk "
        "siswa sungguhan.",
        "DEMO LEDGER: its key lies open and it keeps nothing secret. Not for real students.",
    ),
    "privacy": Text(
        "Kelompok yang berisi kurang dari {n} siswa tidak ditampilkan tersendiri, agar tidak ada anak yang "
        "dikenali.",
        "Groups of fewer than {n} students are not shown by themselves, so that no child is recognised.",
    ),
    "advice": Text(
        "Angka di sini menceritakan catatan, bukan menilai siswa atau guru. Saran diberikan alat ini; "
        "keputusan diambil orang.",
        "These numbers tell of records; they judge neither students nor teachers. The tool advises, people "
        "decide.",
    ),
    "nothing": Text("Belum ada kasus dalam masa ini.", "There are no cases in this period."),
    "too_few": Text(
        "Kasus dalam masa ini menyangkut kurang dari {n} siswa, jadi tidak ada angka yang ditampilkan. "
        "Pilih masa yang lebih panjang.",
        "The cases in this period concern fewer than {n} students, so no number is shown. Choose a longer "
        "period.",
    ),
    # figures
    "cases": Text("kasus", "cases"),
    "students": Text("siswa", "students"),
    "heavy": Text("berat", "heavy"),
    "followed": Text("saran diikuti", "advice followed"),
    "half_acted": Text("sampai tindakan pertama (tengah)", "to the first action (median)"),
    "hidden": Text("–", "–"),
    # pictures
    "severity": Text("Kasus menurut tingkat", "Cases by severity"),
    "urgency": Text("Kasus menurut kemendesakan", "Cases by urgency"),
    "category": Text("Kasus menurut masalah", "Cases by problem"),
    "category_about": Text(
        "Satu kasus dapat memuat beberapa masalah, jadi jumlahnya dapat melebihi jumlah kasus.",
        "One case may hold several problems, so these may add up to more than the cases.",
    ),
    "months": Text("Kasus menurut bulan", "Cases by month"),
    "months_joined": Text(
        "Kolom yang lebar memuat beberapa bulan yang digabung karena siswanya sedikit. Angkanya adalah semua "
        "kasus di bulan-bulan itu, tingginya rata-rata per bulan.",
        "A wide column holds several months, put together because there were few students. Its number is all "
        "the cases of those months, its height their monthly average.",
    ),
    "choices": Text("Apa yang dipilih", "What was chosen"),
    "choices_about": Text(
        "Diikuti: jalur yang dipilih sama dengan saran. Turun: ada yang dibuat lebih ringan, kurang "
        "mendesak, atau jalur penting ditinggalkan; itu memerlukan alasan dan orang kedua.",
        "Followed: the path chosen is the one recommended. Down: something was made lighter, less urgent, or "
        "an important track was left out; that takes a reason and a second person.",
    ),
    "direction_same": Text("Diikuti", "Followed"),
    "direction_up": Text("Naik", "Up"),
    "direction_down": Text("Turun", "Down"),
    "direction_sideways": Text("Lain", "Otherwise"),
    "direction_none": Text("Belum dicatat", "Not recorded"),
    "overridden": Text("Aturan yang paling sering tidak diikuti", "Rules most often overridden"),
    "overridden_about": Text(
        "Bila sebuah aturan sering tidak diikuti, mungkin aturannya yang perlu ditinjau. Nomornya adalah "
        "catatan pilihan; yang berhak dapat membukanya dengan triage audit show NOMOR.",
        "If a rule is often overridden, it may be the rule that wants review. The numbers are entries of "
        "choices; whoever may do so opens them with triage audit show NUMBER.",
    ),
    "overridden_none": Text(
        "Tidak ada aturan yang tidak diikuti pada {n} siswa atau lebih.",
        "No rule was overridden for {n} students or more.",
    ),
    "overridden_few": Text(
        "Ada aturan lain yang tidak diikuti pada kurang dari {n} siswa; tidak ditampilkan.",
        "Other rules were overridden for fewer than {n} students; they are not shown.",
    ),
    "questions": Text("Pertanyaan yang paling sering belum terjawab", "Questions most often unanswered"),
    "questions_about": Text(
        "Dihitung dari saran terakhir setiap kasus: apa yang belum diketahui dan masih dapat mengubah saran.",
        "Counted from the last advice on each case: what was not known and could still change the advice.",
    ),
    "first_action": Text("Waktu sampai tindakan pertama", "Time to the first action"),
    "first_action_about": Text(
        "Dari saran pertama sampai langkah pertama yang dicatat. Yang dikerjakan tetapi tidak dicatat tidak "
        "terlihat di sini.",
        "From the first advice to the first step recorded. What was done and not recorded is not seen here.",
    ),
    "all_cases": Text("Semua kasus", "All cases"),
    # columns
    "column_rule": Text("Aturan", "Rule"),
    "column_cases": Text("Kasus", "Cases"),
    "column_of": Text("dari", "out of"),
    "column_direction": Text("Arah", "Direction"),
    "column_behind": Text("Catatan", "Entries"),
    "column_urgency": Text("Kemendesakan", "Urgency"),
    "column_half": Text("Separuh dalam", "Half within"),
    "column_most": Text("Tiga perempat dalam", "Three quarters within"),
    "column_waiting": Text("Belum ada langkah", "No step yet"),
    "rest": Text("kelompok kecil, digabung", "small groups, together"),
    "nearly_all": Text("hampir semua", "nearly all"),
    "not_parted": Text(
        "Kelompok-kelompoknya terlalu kecil untuk ditampilkan terpisah.",
        "The groups are too small to be shown apart.",
    ),
    "withheld": Text("kurang dari {n} siswa: tidak ditampilkan", "fewer than {n} students: not shown"),
    "none": Text("tidak ada", "none"),
    # how to read
    "reading": Text("Cara membaca laporan ini", "How to read this report"),
    "reading_case": Text(
        "Satu kasus adalah satu siswa dalam satu bulan, dengan saran terakhirnya bulan itu. Siswa yang "
        "disarankan lagi karena ada yang baru diketahui tidak dihitung dua kali.",
        "One case is one student in one month, with the last advice of that month. A student decided on "
        "again because more became known is not counted twice.",
    ),
    "reading_small": Text(
        "Kelompok kecil digabung dengan kelompok lain sampai bersama-sama berisi {n} siswa, sehingga juga "
        "tidak dapat dihitung dengan mengurangkan. Tanda – berarti tidak ditampilkan karena alasan itu.",
        "Small groups are put together with others until they hold {n} students, so that subtracting does "
        "not find them either. A – stands for what is not shown for that reason.",
    ),
    "reading_erased": Text(
        "Data yang sudah dihapus atas permintaan tidak ikut dihitung.",
        "Data erased on request is not counted.",
    ),
    "reading_together": Text(
        "Laporan dari dua masa yang hampir sama dapat saling menjelaskan. Bagikan hanya laporan dari masa "
        "yang tetap, misalnya satu semester.",
        "Reports on two periods that are almost the same may explain each other. Share only reports on fixed "
        "periods, such as a term.",
    ),
    "minutes": Text("{n} menit", "{n} min"),
    "hours": Text("{n} jam", "{n} h"),
    "days": Text("{n} hari", "{n} days"),
    "month_names": Text(
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)
