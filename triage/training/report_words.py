"""The words of the trainer's report. Words of the domain are the rulebook's."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    # cover
    "title": Text("Laporan latihan", "Practice report"),
    "subtitle": Text(
        "Apa yang sudah dikuasai, dan apa yang masih salah dibaca",
        "What is mastered, and what is still misread",
    ),
    "who": Text("Peserta", "Learners"),
    "people_count": Text("{n} guru: {codes}", "{n} teachers: {codes}"),
    "period": Text("Masa", "Period"),
    "from_to": Text("{first} sampai {last}", "{first} to {last}"),
    "answers": Text("Jawaban", "Answers"),
    "answers_count": Text(
        "{alone} tanpa alat, {tool} dengan alat", "{alone} without the tool, {tool} with it"
    ),
    "rulebook": Text("Buku aturan", "Rulebook"),
    "made": Text("Dibuat", "Made"),
    "codes_only": Text(
        "Peserta disebut dengan kode. Kasus latihannya rekaan; tidak ada data siswa di sini.",
        "Learners are told by codes. The practice cases are made up; there is no data of any student here.",
    ),
    # in short
    "in_short": Text("Ringkasan", "In short"),
    "sum_none": Text(
        "Belum ada jawaban tanpa alat, jadi belum ada yang dapat dikatakan.",
        "There are no answers without the tool yet, so there is nothing to tell.",
    ),
    "sum_less": Text(
        "{n} jawaban ({share}) kurang dari yang diperlukan kasusnya. Di lapangan, siswanya bisa terlambat "
        "ditolong; ini yang didahulukan.",
        "Answers that were less than the case needs: {n} ({share}). In real life the student might get help "
        "too late; this comes first.",
    ),
    "sum_no_less": Text(
        "Tidak ada jawaban yang kurang dari yang diperlukan kasusnya.",
        "No answer was less than the case needs.",
    ),
    "sum_right": Text("{share} dari semua jawaban tepat.", "{share} of all answers were right."),
    "sum_trend": Text(
        "Pada minggu pertama {was} tepat, pada minggu terakhir {now}.",
        "In the first week {was} were right, in the last one {now}.",
    ),
    "sum_rule": Text(
        "Latih dulu “{rule}”: {n} kali jawabannya kurang.",
        "Practise “{rule}” first: the answer was too little {n}×.",
    ),
    "sum_misread": Text(
        "Salah dibaca, dan paling perlu dibahas: {what} ({n} kali).",
        "Misread, and most in need of talking over: {what} ({n}×).",
    ),
    # kinds of answers
    "legend": Text("Warna", "Colours"),
    "tepat": Text("tepat", "right"),
    "kurang": Text("kurang (berbahaya)", "too little (dangerous)"),
    "lebih": Text("berlebihan", "too much"),
    "lain": Text("langkah atau orang lain", "another step or person"),
    "lain_misread": Text("salah, tetapi tidak kurang", "wrong, but not too little"),
    # over time
    "weeks": Text("Dari minggu ke minggu", "Week by week"),
    "weeks_about": Text(
        "Satu batang untuk satu minggu, menurut tanggal hari Seninnya; di bawahnya jumlah jawaban. "
        "Makin tinggi bagian “tepat”, makin baik.",
        "One column for each week, by the date of its Monday; below it the number of answers. The taller the "
        "part “right”, the better.",
    ),
    "weeks_left": Text("{n} minggu sebelumnya tidak digambar.", "{n} earlier weeks are not drawn."),
    "week": Text("Minggu", "Week"),
    # misread
    "misread": Text("Yang salah dibaca", "What is misread"),
    "misread_about": Text(
        "Syarat yang paling mungkin menjelaskan jawaban keliru: seandainya keadaannya seperti yang terbaca, "
        "jawabannya tepat.",
        "The condition that most likely explains a wrong answer: had it been as it was read, the answer "
        "would have been right.",
    ),
    "misread_none": Text(
        "Tidak ada jawaban keliru yang dapat dijelaskan oleh satu syarat.",
        "No wrong answer is explained by a single condition.",
    ),
    "of_them_less": Text("Di antaranya kurang", "Of them too little"),
    "suspected": Text("Dugaan dari pola jawaban", "What the answers suggest"),
    "suspected_about": Text(
        "Kekeliruan tetap yang paling baik menjelaskan jawaban-jawaban seorang guru. Ini dugaan: tanyakan "
        "dulu kepada orangnya.",
        "The steady misconception that best explains a teacher's answers. It is a guess: ask the teacher "
        "first.",
    ),
    "suspicion": Text("{what} (menjelaskan {n} jawaban keliru)", "{what} (wrong answers it explains: {n})"),
    # rules
    "rules": Text("Aturan yang keliru dijawab", "Rules answered wrongly"),
    "rules_about": Text(
        "Aturan di balik kasus yang keliru dijawab, yang paling sering berakhir kurang dulu; jumlah yang "
        "kecil tidak didahulukan. Satu jawaban keliru terhitung pada setiap aturan di baliknya.",
        "Rules behind the cases that were answered wrongly, first those that most often end in too little; "
        "small numbers do not come first. A wrong answer counts for every rule behind it.",
    ),
    "rules_none": Text("Belum ada aturan yang keliru dijawab.", "No rule was answered wrongly."),
    "rule": Text("Aturan", "Rule"),
    "asked": Text("Ditanyakan", "Asked"),
    "wrong": Text("Keliru", "Wrong"),
    "because": Text("Sebabnya aturan itu ada", "Why the rule is there"),
    # categories
    "categories": Text("Penguasaan per jenis masalah", "Mastery by kind of problem"),
    "categories_about": Text(
        "{mastered} dari {met} jenis masalah yang sudah dilatih dikuasai. Dikuasai berarti: dari "
        "jawaban terakhir seorang guru hampir semua tepat, dan tidak satu pun kurang.",
        "{mastered} of the {met} kinds of problems practised are mastered. Mastered means: of a "
        "teacher's last answers nearly all were right, and none was too little.",
    ),
    "categories_about_group": Text(
        "{mastered} dari {met} jenis masalah yang sudah dilatih dikuasai semua guru yang menemuinya. "
        "Dikuasai berarti: dari jawaban terakhir seorang guru hampir semua tepat, dan tidak satu pun kurang.",
        "{mastered} of the {met} kinds of problems practised are mastered by every teacher who met them. "
        "Mastered means: of a teacher's last answers nearly all were right, and none was too little.",
    ),
    "category": Text("Jenis masalah", "Kind of problem"),
    "state": Text("Keadaan", "State"),
    "state_mastered": Text("dikuasai", "mastered"),
    "state_group": Text("dikuasai {n} dari {all} guru", "mastered by {n} of {all} teachers"),
    "state_learning": Text("masih dilatih", "still learning"),
    # confidence
    "sure": Text("Yakin dan tepat", "Sure and right"),
    "sure_about": Text(
        "Yang yakin dan keliru tidak akan bertanya kepada siapa pun. {n} jawaban yang yakin ternyata kurang.",
        "Whoever is sure and wrong asks nobody. Given as sure and yet too little: {n}.",
    ),
    "sure_1": Text("menebak", "guessed"),
    "sure_2": Text("ragu", "in doubt"),
    "sure_3": Text("cukup yakin", "fairly sure"),
    "sure_4": Text("yakin", "sure"),
    # agreement
    "agreement": Text("Kesepakatan antarguru", "Agreement between teachers"),
    "agreement_about": Text(
        "Kappa Fleiss: 0 berarti sepakat seperti kebetulan saja, 1 berarti selalu sepakat. Hanya kasus yang "
        "dijawab sedikitnya dua guru, dan hanya jawaban pertama masing-masing, yang dihitung.",
        "Fleiss' kappa: 0 means agreement as by chance alone, 1 means agreement always. Only cases answered "
        "by at least two teachers count, and only each one's first answer.",
    ),
    "with_tool": Text("dengan alat", "with the tool"),
    "without_tool": Text("tanpa alat", "without the tool"),
    "whole_path": Text("Seluruh jalur", "Whole path"),
    "severity_only": Text("Tingkat saja", "Severity alone"),
    "kappa": Text(
        "kappa {kappa}; {observed}% pasangan jawaban sama ({cases} kasus, {raters} guru)",
        "kappa {kappa}; {observed}% of pairs of answers are the same ({cases} cases, {raters} teachers)",
    ),
    "lacking_raters": Text(
        "belum dapat dihitung: belum ada kasus yang dijawab dua guru",
        "cannot be told: no case was answered by two teachers",
    ),
    "lacking_cases": Text(
        "belum dapat dihitung: baru {cases} kasus yang dijawab dua guru atau lebih, perlu 5",
        "cannot be told: only {cases} cases were answered by two teachers or more, 5 are needed",
    ),
    "lacking_one_answer": Text(
        "tidak bermakna: semua memberi satu jawaban yang sama untuk semuanya ({cases} kasus, {raters} guru)",
        "means nothing: all gave one and the same answer to everything ({cases} cases, {raters} teachers)",
    ),
    "by_chance": Text("seperti kebetulan", "as by chance"),
    "always": Text("selalu sepakat", "always"),
    # people
    "people": Text("Tiap guru", "Each teacher"),
    "people_about": Text(
        "Menurut kode, bukan peringkat. Latihan memberi setiap guru kasus yang lain, yang sukar lebih "
        "sering; karena itu angka dua guru tidak dapat dibandingkan.",
        "By code, no ranking. Practice gives each teacher other cases, hard ones more often; so the figures "
        "of two teachers cannot be compared.",
    ),
    "code": Text("Kode", "Code"),
    "right": Text("Tepat", "Right"),
    "mastered": Text("Dikuasai", "Mastered"),
    "mastered_of": Text("{n} dari {all} jenis masalah", "{n} of {all} kinds of problems"),
    "last_seen": Text("Terakhir berlatih", "Last practised"),
    # how to read
    "reading": Text("Cara membaca halaman ini", "How to read this page"),
    "reading_exam": Text(
        "Latihan bukan ujian. Yang sukar dan yang pernah keliru ditanyakan lagi lebih sering, jadi bagian "
        "yang tepat di sini lebih rendah daripada di pekerjaan sehari-hari.",
        "Practice is no exam. What is hard and what was missed is asked again more often, so the share of "
        "right answers here is lower than in daily work.",
    ),
    "reading_few": Text(
        "Jumlah kecil berkata sedikit. Di bawah lima jawaban yang ditulis jumlahnya, bukan persennya.",
        "Small numbers say little. Below five answers the number is written, not a percentage.",
    ),
    "reading_key": Text(
        "Kunci jawaban dihitung dari buku aturan, dan aturannya belum tentu benar. Bila banyak guru "
        "berpengalaman menjawab lain, periksalah juga aturannya.",
        "The key is computed from the rulebook, and rules may be wrong. Where many experienced teachers "
        "answer otherwise, look at the rule too.",
    ),
    "reading_tool": Text(
        "Jawaban “dengan alat” diberikan sambil melihat saran triage; jawaban itu hanya dipakai untuk "
        "kesepakatan.",
        "Answers “with the tool” were given while looking at what triage advises; they are used for "
        "agreement only.",
    ),
    "details": Text("Angkanya", "The figures"),
}

MONTHS: Final = (
    Text("Januari", "January"),
    Text("Februari", "February"),
    Text("Maret", "March"),
    Text("April", "April"),
    Text("Mei", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("Agustus", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Desember", "December"),
)


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)
