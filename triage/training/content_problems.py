"""What can be wrong with the content of the practice room, beside what any file can have wrong."""

from __future__ import annotations

from typing import Final

from triage.rulebook.problems import Problem
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

SENTENCES: Final = {
    "part-unsaid": Text(
        "belum ada kalimat untuk {found}; tambahkan sedikitnya satu.",
        "there is no sentence for {found} yet; add one at least.",
    ),
    "unsaid-without-condition": Text(
        "semua kalimat untuk {found} bersyarat; tambahkan satu kalimat yang cocok untuk semua kasus.",
        "all sentences for {found} have conditions; add one that fits every case.",
    ),
    "odd-placeholder": Text(
        "{found} tidak dikenal dalam kalimat ini; yang dikenal: {expected}.",
        "{found} is not known in this sentence; known: {expected}.",
    ),
    "join-without-next": Text(
        "kata penghubung ini harus memuat {expected} tepat satu kali, di akhir.",
        "these joining words must hold {expected} exactly once, at the end.",
    ),
    "name-like": Text(
        "“{found}” tampak seperti nama; pakai sebutan umum, atau tulis di “proper” bila bukan nama orang.",
        "“{found}” looks like a name; use a general word, or list it under “proper” if it is nobody's name.",
    ),
    "says-two-things": Text(
        "kalimat yang sama menyatakan {found} dan {expected}; satu kalimat, satu arti.",
        "the same sentence says {found} and {expected}; one sentence, one meaning.",
    ),
    "words-not-in-story": Text(
        "kata-kata “{found}” tidak ada dalam ceritanya.", "the words “{found}” are not in the story."
    ),
    "stated-undeclared": Text(
        "kasus menyatakan {found}, tetapi “says” tidak menunjukkan kata-kata cerita yang mengatakannya.",
        "the case states {found}, but “says” does not show the words of the story that say so.",
    ),
    "declared-unstated": Text(
        "“says” menunjuk kata-kata untuk {found}, tetapi kasus tidak menyatakannya.",
        "“says” points to words for {found}, but the case does not state it.",
    ),
    "nearer-to-opposite": Text(
        "kata-kata untuk {found} lebih mirip kalimat untuk {expected}; periksa jawaban atau kata-katanya.",
        "the words for {found} are more like a sentence for {expected}; check the answer or the words.",
    ),
    "story-says-otherwise": Text(
        "cerita memuat kata-kata “{found}”, yang di tempat lain berarti {expected}; kasus ini tidak "
        "menyatakannya.",
        "the story holds the words “{found}”, which mean {expected} elsewhere; this case does not say that.",
    ),
    "covers-unknown": Text(
        "“{found}” bukan kategori dan bukan kode seperti G-03 atau H-05.",
        "“{found}” is neither a category nor a code such as G-03 or H-05.",
    ),
}


class ContentProblem(Problem, frozen=True):
    """A problem of templates or vignettes; owns its sentence."""

    def line(self, lang: Lang = "id") -> str:
        """``file:line:column`` and one sentence that says what to mend."""
        said = SENTENCES[self.kind].said(lang).format(found=self.found, expected=self.expected)
        if self.nearest is not None:
            said += f" Did you mean {self.nearest}?" if lang == "en" else f" Maksud Anda {self.nearest}?"
        return f"{self.place}: {said}"
