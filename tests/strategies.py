"""Cases as hypothesis draws them: any asker, problems, roles, attributes and facts of the contract."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.contract.tables import ASKERS, BY_ATTRIBUTE, FACTS, ROLES, SEVERITY

CATEGORIES = sorted({*SEVERITY, *BY_ATTRIBUTE})
ATTRIBUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "minuman_keras": ("tahap", ("awal", "menengah", "kecanduan")),
    "mencuri": ("tingkat", ("ringan", "sedang")),
    "gangguan_emosional": ("tingkat", ("sedang", "parah")),
}
ANSWERS = ("ya", "tidak", "tidak_tahu")


@st.composite
def problems(draw: st.DrawFn, category: str | None = None) -> dict[str, str]:
    """One problem, its role and attributes stated or left open."""
    chosen = category or draw(st.sampled_from(CATEGORIES))
    problem = {"category": chosen}
    role = draw(st.none() | st.sampled_from(ROLES))
    if role is not None:
        problem["peran"] = role
    if chosen in ATTRIBUTES:
        name, values = ATTRIBUTES[chosen]
        value = draw(st.none() | st.sampled_from(values))
        if value is not None:
            problem[name] = value
    return problem


@st.composite
def cases(draw: st.DrawFn, most: int = 3) -> dict[str, Any]:
    """A whole case with one to ``most`` problems."""
    chosen = draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=most, unique=True))
    return {
        "asker": draw(st.sampled_from(ASKERS)),
        "problems": [draw(problems(category)) for category in chosen],
        "facts": draw(st.dictionaries(st.sampled_from(FACTS), st.sampled_from(ANSWERS), max_size=len(FACTS))),
    }


def random_case(rnd: random.Random, most: int = 3) -> dict[str, Any]:
    """A case drawn by a plain random generator, for long runs where shrinking is not needed."""
    listed = []
    for category in rnd.sample(CATEGORIES, rnd.randint(1, most)):
        problem = {"category": category}
        if rnd.random() < 0.5:
            problem["peran"] = rnd.choice(ROLES)
        if category in ATTRIBUTES and rnd.random() < 0.7:
            name, values = ATTRIBUTES[category]
            problem[name] = rnd.choice(values)
        listed.append(problem)
    share = rnd.choice((0.1, 0.3, 0.6, 0.9))
    facts = {fact: rnd.choice(("ya", "tidak", "tidak_tahu")) for fact in FACTS if rnd.random() < share}
    return {"asker": rnd.choice(ASKERS), "problems": listed, "facts": facts}


def with_fact(case: Mapping[str, Any], fact: str, answer: str) -> dict[str, Any]:
    """``case`` with one fact answered otherwise."""
    return {**case, "facts": {**case["facts"], fact: answer}}
