"""Pinned floors: a quality figure that was reached once must not be lost unnoticed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_FLOORS = Path(__file__).with_name("floors.json")
#: Figures are compared as they are printed.
_PLACES = 4

Figures = Mapping[str, float]


def broken_floors(name: str, figures: Figures, path: Path = _FLOORS) -> list[str]:
    """Return one sentence per figure of a benchmark that is below its floor, or that is no longer measured."""
    said = []
    for figure, floor in _read(path).get(name, {}).items():
        if figure not in figures:
            said.append(f"{name}: {figure} has the floor {floor}, but was not measured.")
        elif round(figures[figure], _PLACES) < floor:
            said.append(f"{name}: {figure} is {figures[figure]:.4f}, below its floor {floor}.")
    return said


def raise_floors(name: str, figures: Figures, path: Path = _FLOORS) -> None:
    """Raise floors to what was measured, and pin figures that have none; a floor is never lowered here."""
    floors = _read(path)
    pinned = floors.setdefault(name, {})
    for figure, value in figures.items():
        pinned[figure] = max(pinned.get(figure, 0.0), round(value, _PLACES))
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, dict[str, float]]:
    if not path.exists():
        return {}
    floors: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return floors
