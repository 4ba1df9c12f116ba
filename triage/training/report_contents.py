"""What the trainer's report tells, put in order for its template.

People are told by their codes only, and in the order of the codes: the page ranks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from triage.rulebook.model import Rulebook
from triage.training.agreement import Agreement, agreement
from triage.training.diagnosis import Suspicion
from triage.training.drawing import Bar, Dot, Picture, Row, bars, columns, scale
from triage.training.mastery import Learned, Mastery, Misreadings, State, learned
from triage.training.records import Answered
from triage.training.remarks import read_as
from triage.training.remarks import suspected as suspected_told
from triage.training.report_figures import Agreeing, Person, Sure, counted, parts, person, worst
from triage.training.report_words import MONTHS, say
from triage.training.telling import Telling
from triage.vocabulary.closed import Lang

#: So many weeks, rules and misread conditions are drawn; what is left out is said.
WEEKS: Final = 16
RULES: Final = 12
MISREAD: Final = 10
SUSPECTED: Final = 2
#: With fewer answers than this a share is told as a number only.
FEW: Final = 5


class Contents:
    """What the page tells, put in order for its template; nothing is decided here."""

    def __init__(
        self,
        book: Rulebook,
        answers: Mapping[str, Sequence[Answered]],
        lang: Lang,
        on: date,
        suspected: Mapping[str, Sequence[Suspicion]] | None = None,
    ) -> None:
        self.telling = Telling(book, lang)
        self.book, self.lang, self.on = book, lang, on
        self._suspected = suspected or {}
        self.answers = {code: answers[code] for code in sorted(answers)}
        everything = sorted((one for listed in answers.values() for one in listed), key=lambda one: one.at)
        self.learned: Learned = learned(everything)
        self.with_tool = counted([one for one in everything if one.tool])
        self.alone = [one for one in everything if not one.tool]
        self.first: date | None = everything[0].at.date() if everything else None
        self.last: date | None = everything[-1].at.date() if everything else None
        self.group = len(self.answers) > 1
        self._own: dict[str, dict[str, State]] = {
            code: {known.subject: known.state for known in learned(listed).categories}
            for code, listed in self.answers.items()
        }

    def say(self, key: str, **values: object) -> str:
        """A sentence of the page."""
        return say(key, self.lang, **values)

    def day(self, day: date) -> str:
        """``5 Januari 2026``."""
        return f"{day.day} {MONTHS[day.month - 1].said(self.lang)} {day.year}"

    def number(self, value: float) -> str:
        """``0,52``."""
        return f"{value:.2f}".replace(".", "," if self.lang == "id" else ".")

    def share(self, part: int, of: int) -> str:
        """``40%``, or ``2/5`` where there are too few answers for a share to say anything."""
        return f"{round(100 * part / of)}%" if of >= FEW else f"{part}/{of}"

    # --- in short -----------------------------------------------------------------------------------

    def summary(self) -> list[str]:
        """The most important in sentences, danger first."""
        counts = self.learned.counts
        if not counts.asked:
            return [self.say("sum_none")]
        lines = [self.say("sum_right", share=self.share(counts.right, counts.asked))]
        if counts.less:
            lines.insert(0, self.say("sum_less", n=counts.less, share=self.share(counts.less, counts.asked)))
        else:
            lines.insert(0, self.say("sum_no_less"))
        lines += self._trend()
        weak = [one for one in self.rules() if one.counts.less]
        if weak:
            title = self.telling.rule(weak[0].subject)
            lines.append(self.say("sum_rule", rule=title, n=weak[0].counts.less))
        misread = self.misread()
        if misread:
            lines.append(self.say("sum_misread", what=self.misreading(misread[0]), n=misread[0].times))
        return lines

    def _trend(self) -> list[str]:
        weeks = [week for week in self.learned.weeks if week.counts.asked >= FEW]
        if len(weeks) < 2:
            return []
        was, now = (self.share(week.counts.right, week.counts.asked) for week in (weeks[0], weeks[-1]))
        return [self.say("sum_trend", was=was, now=now)]

    # --- over time ----------------------------------------------------------------------------------

    def weeks(self) -> Picture:
        """The last weeks, a column each."""
        rows: list[Row] = [
            (f"{week.monday.day}/{week.monday.month}", week.counts.asked, parts(week.counts))
            for week in self.learned.weeks[-WEEKS:]
        ]
        return columns(rows)

    def weeks_left_out(self) -> int:
        """How many earlier weeks the picture does not show."""
        return max(0, len(self.learned.weeks) - WEEKS)

    # --- mistakes -----------------------------------------------------------------------------------

    def misread(self) -> tuple[Misreadings, ...]:
        """The conditions most often misread, dangerous ones first."""
        return self.learned.misread[:MISREAD]

    def misreading(self, one: Misreadings) -> str:
        """``Siswa terluka: ya, dibaca tidak``."""
        return read_as(self.telling, one.name, one.found, one.as_if)

    def misread_bars(self) -> tuple[Bar, ...]:
        """A bar for each misread condition: how often, and how often it led to too little."""
        return bars(
            [
                (self.misreading(one), one.times, (("kurang", one.less), ("lain", one.times - one.less)))
                for one in self.misread()
            ]
        )

    def rules(self) -> list[Mastery]:
        """The rules answered worst: by the share of answers that were too little, then wrong.

        A count would only show the rules that most cases rest on.
        """
        missed = [one for one in self.learned.rules if one.counts.right < one.counts.asked]
        known = [one for one in missed if self.telling.found([one.subject])]
        return sorted(known, key=worst)[:RULES]

    def rule_bars(self) -> tuple[Bar, ...]:
        """A bar for each of these rules, all of one length."""
        rows: list[Row] = [
            (self.telling.rule(one.subject), one.counts.asked, parts(one.counts)) for one in self.rules()
        ]
        return bars(rows, whole=True)

    def because(self, rule: str) -> str:
        """Why a rule is as it is."""
        return " ".join(one.because.said(self.lang) for one in self.telling.found([rule]))

    def suspicions(self) -> list[tuple[str, str]]:
        """What the answers of each learner suggest: the code, and what may be believed wrongly."""
        return [
            (
                code,
                self.say("suspicion", what=suspected_told(self.telling, one.hypotheses[0]), n=one.explains),
            )
            for code in self.answers
            for one in self._suspected.get(code, ())[:SUSPECTED]
        ]

    # --- mastery ------------------------------------------------------------------------------------

    def categories(self) -> list[Mastery]:
        """The kinds of problems met, in the rulebook's order."""
        order = list(self.book.vocabulary.categories)
        return sorted(
            (one for one in self.learned.categories if one.subject in order),
            key=lambda one: order.index(one.subject),
        )

    def category_bars(self) -> tuple[Bar, ...]:
        """A bar for each kind of problem, all of one length."""
        rows: list[Row] = [
            (
                f"{self.telling.category(one.subject)} · {self.state(one)}",
                one.counts.asked,
                parts(one.counts),
            )
            for one in self.categories()
        ]
        return bars(rows, whole=True)

    def state(self, one: Mastery) -> str:
        """``dikuasai`` or ``masih dilatih``; of a group, how many master it."""
        if not self.group:
            return self.say(f"state_{one.state}")
        met = [own[one.subject] for own in self._own.values() if one.subject in own]
        return self.say("state_group", n=met.count("mastered"), all=len(met))

    def mastered(self) -> int:
        """How many kinds of problems are mastered, by every one who met them."""
        return sum(
            all(own.get(one.subject, "mastered") == "mastered" for own in self._own.values())
            for one in self.categories()
        )

    # --- confidence ---------------------------------------------------------------------------------

    def sure(self) -> list[Sure]:
        """The answers by confidence, from guessed to sure; those that were never given are left out."""
        of = {n: counted([one for one in self.alone if one.answer.confidence == n]) for n in (1, 2, 3, 4)}
        return [Sure(n, counts) for n, counts in of.items() if counts.asked]

    def sure_bars(self) -> tuple[Bar, ...]:
        """A bar for each degree of confidence, all of one length."""
        rows: list[Row] = [
            (self.say(f"sure_{one.confidence}"), one.counts.asked, parts(one.counts)) for one in self.sure()
        ]
        return bars(rows, whole=True)

    def sure_but_less(self) -> int:
        """Answers given as sure that were less than the case needs."""
        return sum(one.counts.less for one in self.sure() if one.confidence == 4)

    # --- agreement ----------------------------------------------------------------------------------

    def agreeing(self) -> tuple[Agreeing, ...]:
        """Without the tool and with it."""
        return tuple(
            Agreeing(
                tool,
                agreement(self.answers, tool=tool),
                agreement(self.answers, tool=tool, whole=False),
            )
            for tool in (False, True)
        )

    def agreement_dots(self) -> tuple[Dot, ...]:
        """A dot for each kappa that there is."""
        found = [
            (
                "tool" if one.tool else "alone",
                self.tool(one.tool),
                one.whole.kappa,
                self.number(one.whole.kappa),
            )
            for one in self.agreeing()
            if one.whole.kappa is not None
        ]
        return scale(found)

    def tool(self, tool: bool) -> str:
        """``dengan alat`` or ``tanpa alat``."""
        return self.say("with_tool" if tool else "without_tool")

    def agreed(self, one: Agreement) -> str:
        """A kappa in words, or why there is none."""
        if one.kappa is None:
            return self.say(f"lacking_{one.lacking}", cases=one.cases, raters=one.raters)
        observed = round(100 * (one.observed or 0))
        return self.say(
            "kappa", kappa=self.number(one.kappa), observed=observed, cases=one.cases, raters=one.raters
        )

    # --- people -------------------------------------------------------------------------------------

    def people(self) -> list[Person]:
        """The learners, by their codes."""
        return [person(code, listed) for code, listed in self.answers.items() if listed]
