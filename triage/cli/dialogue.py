"""The conversation: who asks, which problems, then only the questions that can still change the result.

It holds no decision: after every answer the advisor decides anew, and what is asked next, and
whether there is an emergency, is read from that.
"""

from __future__ import annotations

from typing import Any

import click

from triage.case.model import Case
from triage.cli.contacts import emergency_contacts
from triage.cli.decision_page import show_decision, show_emergency
from triage.cli.draft import Draft
from triage.cli.labels import Labels
from triage.cli.matching import folded
from triage.cli.picking import pick_problems
from triage.cli.prompts import Key, choose, read, read_yes_no
from triage.cli.recording import Decides, Shown, noted
from triage.cli.session import Session
from triage.cli.sheet import QUIET, WARNING, Sheet
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

Told = dict[str, Any]
Step = Draft | Key


class Dialogue:
    """One conversation. ``decides``: records what is about to be shown; None where nothing is recorded."""

    def __init__(self, session: Session, decides: Decides | None = None) -> None:
        self._session = session
        self._decides = decides
        self._ref: str | None = None
        self._say = session.say
        self._words = session.book.vocabulary
        self._labels = Labels(session.book, session.lang)
        self._announced = False

    def run(self) -> Case | None:
        """Asks until nothing more can change the result or the person has enough; None if nothing was chosen.

        Going back takes the last answer away; from the result it leads back into the questions.
        """
        self._welcome()
        draft, before = Draft(), list[Draft]()
        while True:
            told = self._told(draft)
            step = self._emergency(draft, told) or self._next(draft, told)
            if step is Key.BACK:
                if before:
                    draft = before.pop()
                else:
                    click.echo(self._say("at_start"))
            elif isinstance(step, Draft):
                before.append(draft)
                draft = step
            elif told is None:
                return None
            elif self._finish(draft, told) is not Key.BACK:
                return draft.case()
            elif step is None:  # all was answered: back is to the last answer; else to the open question
                draft = before.pop()

    def _welcome(self) -> None:
        sheet = Sheet(self._session.console())
        sheet.put(self._say("welcome"))
        sheet.put(self._say("keys") + " " + self._say("advice"), style=QUIET)
        contacts = emergency_contacts(self._session.book, self._session.lang)
        if contacts:
            sheet.put(self._say("danger_now", contacts=contacts), style=WARNING)
        sheet.print()

    def _told(self, draft: Draft) -> Told | None:
        case = draft.case()
        if case is None:
            return None
        advisor = self._session.advisor
        return advisor.told(advisor.decide(advisor.check(case)), self._session.lang)

    def _recorded(self, draft: Draft, told: Told) -> Shown:
        """``told``, once it stands in the ledger; one code is made for the whole conversation."""
        case = draft.case()
        if self._decides is None or case is None:
            return Shown(told)
        shown = self._decides(replace(self._session.advisor.check(case), ref=self._ref))
        self._ref = shown.ref
        return shown

    def _emergency(self, draft: Draft, told: Told | None) -> Key | None:
        """Prints what to do at once, once for each time that an emergency arises."""
        there = told is not None and any(track["action"] == "darurat" for track in told["tracks"])
        if not there or self._announced or told is None:
            self._announced = there
            return None
        self._announced = True
        click.echo()
        shown = self._recorded(draft, told)
        show_emergency(self._session, shown.told)
        noted(self._session, shown)
        key = read(self._say("go_on"))
        return key if key in (Key.BACK, Key.QUIT) and isinstance(key, Key) else None

    def _next(self, draft: Draft, told: Told | None) -> Step | None:
        """Asks the next thing; None when there is nothing left to ask."""
        if draft.asker is None:
            return self._asker(draft)
        if not draft.complete:
            return pick_problems(self._session, draft)
        for problem in draft.problems:
            if problem.category not in draft.roles and self._has_roles(problem.category):
                return self._role(draft, problem.category)
        left = [] if told is None else [one for one in told["questions"] if one["fact"] not in draft.skipped]
        return self._question(draft, left[0], len(left)) if left else None

    def _asker(self, draft: Draft) -> Step:
        click.echo()
        click.secho(self._say("who_are_you"), bold=True)
        index = self._choose(self._words.askers)
        return index if isinstance(index, Key) else replace(draft, asker=list(self._words.askers)[index])

    def _has_roles(self, category: str) -> bool:
        """Whether the student may have a role other than the default; the first role is the plain one."""
        known = self._words.categories[category]
        return known.role != next(iter(self._words.roles)) or bool(known.role_read_as)

    def _role(self, draft: Draft, category: str) -> Step:
        known = self._words.categories[category]
        click.echo()
        click.secho(self._say("which_role", problem=known.label.said(self._session.lang)), bold=True)
        index = self._choose(self._words.roles, default=list(self._words.roles).index(known.role))
        return index if isinstance(index, Key) else draft.with_role(category, list(self._words.roles)[index])

    def _choose(self, entries: Any, default: int | None = None) -> int | Key:
        """One of a mapping from ids to texts, by number, id or label; there is no "not known" here."""
        texts: list[tuple[str, Text]] = list(entries.items())
        label = self._say("pick_number")
        if default is not None:
            label = self._say("pick_role", default=texts[default][1].said(self._session.lang))

        def find(typed: str) -> int | None:
            wanted = folded(typed)
            for exact in (True, False):
                found = [
                    n
                    for n, (id, text) in enumerate(texts)
                    if any(
                        folded(name) == wanted or (not exact and folded(name).startswith(wanted))
                        for name in (id, text.id, text.en)
                    )
                ]
                if len(found) == 1:
                    return found[0]
            return None

        while True:
            index = choose(
                self._session,
                [text.said(self._session.lang) for _, text in texts],
                label=label,
                hint=self._say("not_understood"),
                default=default,
                find=find,
            )
            if index is not Key.UNKNOWN:
                return index
            click.echo(self._say("not_understood"))

    def _question(self, draft: Draft, question: Told, left: int) -> Step:
        name = question["fact"]
        self._show_question(question, left)
        _, dot, attribute = name.partition(".")
        if dot:
            category = self._words.categories[name.partition(".")[0]]
            values = category.attributes[attribute].values
            index = choose(
                self._session,
                [text.said(self._session.lang) for text in values.values()],
                label=self._say("value_keys"),
                hint=self._say("answer_value_hint"),
            )
            if index is Key.UNKNOWN:
                return draft.without(name)
            return index if isinstance(index, Key) else draft.with_answer(name, list(values)[index])
        click.secho(self._say("yes_no"), dim=True)
        answer = read_yes_no(self._session)
        if answer is Key.UNKNOWN:
            return draft.without(name)
        return answer if isinstance(answer, Key) else draft.with_answer(name, "ya" if answer else "tidak")

    def _show_question(self, question: Told, left: int) -> None:
        sheet = Sheet(self._session.console())
        sheet.put(self._say("last_one") if left == 1 else self._say("left", n=left), style=QUIET)
        sheet.put(question["ask"], lead="! " if question["danger"] else "", style="bold")
        fact = self._words.facts.get(question["fact"])
        if fact is not None and fact.help is not None:
            sheet.put(fact.help.said(self._session.lang), indent=2, style=QUIET)
        click.echo()
        sheet.print()

    def _finish(self, draft: Draft, told: Told) -> Key | None:
        """Shows the result; answers ``Key.BACK`` if the person wants to go back into the questions."""
        click.echo()
        shown = self._recorded(draft, told)
        show_decision(self._session, shown.told)
        noted(self._session, shown)
        while True:
            click.echo()
            typed = read(self._say("at_end"))
            if typed == "r":
                show_decision(self._session, shown.told, full=True)
            elif isinstance(typed, Key) or not typed:
                return typed if isinstance(typed, Key) else None
