"""One way to change a copy, whichever way a class is made."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec import Struct

from triage.vocabulary.values import replace


class Made(Struct, frozen=True):
    name: str
    number: int


@dataclasses.dataclass(frozen=True)
class Written:
    name: str
    number: int


@pytest.mark.parametrize("kind", [Made, Written])
def test_a_copy_is_changed_and_the_value_stays(kind: type[Made] | type[Written]) -> None:
    one = kind("a", 1)
    assert replace(one, number=2) == kind("a", 2)
    assert one == kind("a", 1)


@pytest.mark.parametrize("value", [Made("a", 1), Written("a", 1)])
def test_an_unknown_field_is_refused(value: Made | Written) -> None:
    with pytest.raises(TypeError):
        replace(value, nombor=2)
