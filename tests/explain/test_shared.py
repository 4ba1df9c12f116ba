"""Parts that answers share read like any other data, and refuse to be changed."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from triage.explain.shared import SharedPartChanged, plain, shared
from triage.service.advisor import Advisor

DATA = {"id": "bicara", "who": ["guru"], "deep": [{"n": 1}]}

CHANGES: list[Callable[[Any], object]] = [
    lambda data: data.update(id="x"),
    lambda data: data.__setitem__("id", "x"),
    lambda data: data.pop("id"),
    lambda data: data.popitem(),
    lambda data: data.clear(),
    lambda data: data.setdefault("new", 1),
    lambda data: data.__delitem__("id"),
    lambda data: data.__ior__({"id": "x"}),
    lambda data: data["who"].append("x"),
    lambda data: data["who"].__setitem__(0, "x"),
    lambda data: data["who"].__delitem__(0),
    lambda data: data["who"].__iadd__(["x"]),
    lambda data: data["who"].__imul__(2),
    lambda data: data["who"].clear(),
    lambda data: data["who"].extend("x"),
    lambda data: data["who"].insert(0, "x"),
    lambda data: data["who"].pop(),
    lambda data: data["who"].remove("guru"),
    lambda data: data["who"].reverse(),
    lambda data: data["who"].sort(),
    lambda data: data["deep"][0].update(n=2),
]


def test_it_reads_like_what_it_was_made_of() -> None:
    one = shared(DATA)
    assert one == DATA
    assert json.dumps(one) == json.dumps(DATA)
    assert msgspec.json.encode(one) == msgspec.json.encode(DATA)
    assert {**one, "id": "other"} == {**DATA, "id": "other"}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_is_let_through(change: Callable[[Any], object]) -> None:
    one = shared(DATA)
    with pytest.raises(SharedPartChanged):
        change(one)
    assert one == DATA


@pytest.mark.parametrize("copied", [copy.deepcopy, plain, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_may_be_changed(copied: Callable[[Any], Any]) -> None:
    one = shared({"who": ["guru"]})
    other = copied(one)
    other["new"] = 1
    assert (one, other) == ({"who": ["guru"]}, {"who": ["guru"], "new": 1})


def test_a_deep_copy_is_free_all_the_way_down() -> None:
    other = copy.deepcopy(shared(DATA))
    other["who"].append("x")
    other["deep"][0]["n"] = 2
    assert other == {"id": "bicara", "who": ["guru", "x"], "deep": [{"n": 2}]}
    assert type(copy.copy(shared([1]))) is list


def test_no_answer_can_spoil_another(quick: Advisor) -> None:
    decision = quick.decide(quick.read({"asker": "guru", "problems": ["narkoba"]}))
    before = json.dumps(quick.told(decision))
    told = quick.told(decision)
    told["severity"] = "x"
    told["tracks"][0]["rules"].append("x")
    told["justification"][0]["facts"].append(["x", "y"])
    with pytest.raises(SharedPartChanged):
        told["tracks"][0]["steps"][0]["text"] = "x"
    assert json.dumps(quick.told(decision)) == before
