"""What a reader decided about the lines of one document, and the rows it is about."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from framescope.corpus.lines import Row
from framescope.errors import InputError, unknown_name
from framescope.schema import LINE_KINDS


@dataclass(frozen=True)
class Decisions:
    """What a reader decided about one document; line numbers count from 1.

    `boundaries`: line -> whether an article begins there; `kinds`: line -> its kind.
    """

    boundaries: Mapping[int, bool] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)


def of_paragraphs(decisions: Decisions, held: Sequence[int]) -> Decisions:
    """Return decisions about lines as decisions about the lines of the unwrapped text."""
    _check(decisions, len(held))
    if isinstance(held, range):
        return decisions
    boundaries = {held[number - 1] + 1: begins for number, begins in decisions.boundaries.items()}
    return Decisions(boundaries, {held[number - 1] + 1: kind for number, kind in decisions.kinds.items()})


def decided_rows(bounds: Sequence[int], rows: list[Row], decisions: Decisions) -> list[tuple[Row, str]]:
    """Return the rows whose kind a reader decided; the rules about places see it, but text has no kind yet.

    A row is added for a blank line of which something was decided.
    """
    known = {row.number: row for row in rows} if decisions.kinds else {}
    decided = []
    for number, kind in decisions.kinds.items():
        row = known.get(number - 1)
        if row is None:
            row = Row(number - 1, bounds[number - 1], bounds[number], "", "", 0, False, False, True, 0)
            insort(rows, row, key=attrgetter("number"))
        row.kind, row.hint = ("" if kind == "body" else kind), ""
        decided.append((row, kind))
    return decided


def _check(decisions: Decisions, n_lines: int) -> None:
    for number in (*decisions.boundaries, *decisions.kinds):
        if not 1 <= number <= n_lines:
            raise InputError(
                f"A decision is about line {number}, but the document has {n_lines} lines, counted from 1."
            )
    for kind in decisions.kinds.values():
        if kind not in LINE_KINDS:
            raise unknown_name("kind of line", kind, LINE_KINDS)
