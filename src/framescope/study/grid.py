"""From the entries of a study file to its runs: grids crossed, exclusions taken out, cases added, each named."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from framescope.errors import unknown_name
from framescope.study.entries import NotebookEntry
from framescope.yamlfile import Location, YamlFile

#: More runs than this are a slip of the pen, or a job for a scheduler.
MOST_RUNS = 2000
_LONGEST = 60  # a name becomes a file's


@dataclass(frozen=True)
class Cell:
    """One run of an entry: its name, the parameters the study file gives it, and where each of them stands."""

    name: str
    entry: NotebookEntry
    place: Location
    parameters: Mapping[str, Any]
    places: Mapping[str, Location]


def cells_of(entry: NotebookEntry, number: int, file: YamlFile) -> list[Cell]:
    """Return the runs an entry asks for, in the order of the file.

    Parameters
    ----------
    entry, number
        The entry, and its place under ``notebooks``.
    file
        The study file, for the lines of what is wrong.

    Raises
    ------
    InputError
        If there are more than `MOST_RUNS` (with their number), an exclusion names what the grid does not
        have or leaves out nothing, or nothing is left.
    """
    place: Location = ("notebooks", number)
    size = math.prod(len(values) for values in entry.grid.values()) if entry.grid else 0
    if size > MOST_RUNS:
        crossed = " x ".join(f"{name} {len(values):,}" for name, values in entry.grid.items())
        message = f"this grid has {size:,} combinations ({crossed}); a study has at most {MOST_RUNS:,} runs."
        raise file.error((*place, "grid"), message)
    varied = [*_crossed(entry, place, file), *_cases(entry, place)]
    if not entry.grid and not entry.cases:
        varied = [{}]
    if not varied:
        raise file.error((*place, "exclude"), "this leaves out every combination of the grid.")
    names = _names(entry.name, [{name: value for name, (value, _) in one.items()} for one in varied])
    fixed = {name: (value, (*place, "parameters", name)) for name, value in entry.parameters.items()}
    made = []
    for name, one in zip(names, varied, strict=True):
        given = {**fixed, **one}
        parameters = {key: value for key, (value, _) in given.items()}
        made.append(Cell(name, entry, place, parameters, {key: where for key, (_, where) in given.items()}))
    return made


def _crossed(entry: NotebookEntry, place: Location, file: YamlFile) -> Iterator[dict[str, tuple[Any, Location]]]:
    """Yield each combination of the grid that is not excluded, every value with its place."""
    if not entry.grid:
        if entry.exclude:
            raise file.error((*place, "exclude"), "there is no grid to leave anything out of.")
        return
    for i, excluded in enumerate(entry.exclude):
        for name, value in excluded.items():
            where = (*place, "exclude", i, name)
            if name not in entry.grid:
                raise file.error(where, str(unknown_name("parameter of the grid", name, entry.grid)))
            if value not in entry.grid[name]:
                raise file.error(where, str(unknown_name(f"value of {name} in the grid", value, entry.grid[name])))
    options = [[(name, value, (*place, "grid", name, i)) for i, value in enumerate(values)]
               for name, values in entry.grid.items()]  # fmt: skip
    for chosen in product(*options):
        values = {name: value for name, value, _ in chosen}
        if not any(excluded.items() <= values.items() for excluded in entry.exclude):
            yield {name: (value, where) for name, value, where in chosen}


def _cases(entry: NotebookEntry, place: Location) -> Iterator[dict[str, tuple[Any, Location]]]:
    for i, case in enumerate(entry.cases):
        yield {name: (value, (*place, "cases", i, name)) for name, value in case.items()}


def _names(base: str, varied: list[dict[str, Any]]) -> list[str]:
    """Name each run by what sets it apart, or by number where that is too long or not distinct."""
    if varied == [{}]:
        return [base]
    told = ["-".join([base, *(_word(part) for item in one.items() for part in item)]) for one in varied]
    if len(set(told)) == len(told) and max(map(len, told)) <= _LONGEST:
        return told
    digits = len(str(len(varied)))
    return [f"{base[: _LONGEST - digits - 1]}-{i:0{digits}d}" for i in range(1, len(varied) + 1)]


def _word(value: Any) -> str:
    text = "-".join(map(str, value)) if isinstance(value, list) else str(value)
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")
