"""The files of an overlay: a folder with only what one school adds to a rulebook.

Needs neither YAML nor pydantic, like ``triage.rulebook.files``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.rulebook.files import RulebookFile, read_files, shown_name
from triage.rulebook.model import Place
from triage.rulebook.nearest import nearest
from triage.rulebook.problems import Problem, listed
from triage.vocabulary.values import replace

#: What stands in an overlay and is no part of the rulebook, as in the rulebook's own folder.
INVARIANTS: Final = "invariants.yaml"
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay as it was read. The names of its files begin with its own: ``NAME/safety.yaml``."""

    name: str
    folder: Path
    files: tuple[RulebookFile, ...]

    @property
    def invariants(self) -> Path | None:
        """Its own invariants, if it has any."""
        file = self.folder / INVARIANTS
        return file if file.is_file() else None


def added_by(place: Place) -> str | None:
    """The name of the overlay in which ``place`` lies; None for the rulebook itself."""
    name, slash, _ = place.file.partition("/")
    return name if slash else None


def read_overlays(
    folders: Iterable[Path], known: Sequence[str]
) -> tuple[tuple[Overlay, ...], tuple[Problem, ...]]:
    """The overlays in the order of their names, so that the order in which they are given is none.

    ``known``: the files of the rulebook; an overlay has files of these names only.
    """
    overlays: dict[str, Overlay] = {}
    problems: list[Problem] = []
    for folder in folders:
        overlay, wrong = _read(folder, known)
        problems += wrong
        if overlay.name in overlays:
            problems.append(Problem(Place(shown_name(overlay.name), 1, 1), "overlay-twice", overlay.name))
        overlays[overlay.name] = overlay
    return tuple(overlays[name] for name in sorted(overlays)), tuple(problems)


def merged_version(version: str, overlays: Iterable[Overlay]) -> str:
    """``1.0.0+NAME``; several names are joined with dots."""
    names = ".".join(overlay.name for overlay in overlays)
    return f"{version}+{names}" if names else version


def _read(folder: Path, known: Sequence[str]) -> tuple[Overlay, list[Problem]]:
    folder = folder.absolute()
    name = folder.resolve().name
    at = Place(shown_name(name), 1, 1)
    problems = []
    if len(name) > 40 or not _NAME.fullmatch(name):
        problems.append(Problem(at, "overlay-name", shown_name(name)))
    files, wrong = read_files(folder, required=())
    problems += [one if one.kind == "folder-unreadable" else _inside(name, one) for one in wrong]
    for file in files:
        if file.name not in known:
            place = Place(f"{shown_name(name)}/{shown_name(file.name)}", 1, 1)
            near = nearest(file.name, known)
            problems.append(Problem(place, "overlay-file", shown_name(file.name), listed(known), near))
    own = tuple(RulebookFile(f"{name}/{file.name}", file.data) for file in files)
    overlay = Overlay(name, folder, own)
    if not own and not problems and overlay.invariants is None:
        problems.append(Problem(at, "overlay-empty", "", listed(known)))
    return overlay, problems


def _inside(name: str, problem: Problem) -> Problem:
    place = replace(problem.place, file=f"{shown_name(name)}/{problem.place.file}")
    return replace(problem, place=place)
