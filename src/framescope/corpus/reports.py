"""What is said of a file that could not be read as it is: one line each, counted where many rows share a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

#: How many places a line names before it says how many more there are.
_SHOWN = 3
#: Lines that are said of one file at most.
_REASONS = 20


@dataclass(frozen=True)
class Report:
    """One line about one file."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}{self.message}"

    @classmethod
    def left_out(cls, path: str, reason: object) -> Report:
        """Report a file that was not read at all."""
        said = reason.strerror if isinstance(reason, OSError) and reason.strerror else reason
        return cls(path, f" was left out: {said}")


@dataclass
class Tally:
    """Collects what is wrong within one file, reason by reason, so that thousands of rows make one line."""

    path: str
    places: dict[str, list[str]] = field(default_factory=dict)
    rows: int = 0

    def add(self, reason: str, place: str = "") -> None:
        """Count a place (`line 7`) under a reason; without a place the reason alone is said."""
        places = self.places.setdefault(reason, [])
        if place:
            places.append(place)

    def skip(self, reason: str, place: str) -> None:
        """Count a row that no reader came to see."""
        self.rows += 1
        self.add(f"left out: {reason}", place)

    def reports(self) -> list[Report]:
        """Return one line per reason: how many of how many rows, and the first places."""
        said = [_line(reason, places, self.rows) for reason, places in self.places.items()]
        if len(said) > _REASONS:
            said[_REASONS:] = [f"and {len(said) - _REASONS:,} more remarks on this file."]
        return [Report(self.path, f": {line}") for line in said]


def _line(reason: str, places: list[str], rows: int) -> str:
    if not places:
        return reason
    more = f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else ""
    counted = f"{len(places):,} of {rows:,} rows " if rows else ""
    return f"{counted}{reason} ({', '.join(places[:_SHOWN])}{more})."
