"""One row per thing measured and peer: seconds of the processor, and how they compare within the same run."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["measured", "stored reference", "skipped"]
OURS = "framescope"
#: A turn lasts so many seconds of the processor, or so many runs. Who is quick and comes behind a long run of another
#: tool finds caches and memory emptied, and one run would tell of that more than of the tool.
_TURN_SECONDS = 4.0
_TURN_RUNS = 5


@dataclass(frozen=True)
class Row:
    """How long one tool took for one task.

    Attributes
    ----------
    task, tool
        What was done, by whom.
    seconds
        Median of the runs, of the processor; None where nothing was run.
    found
        How many things it found (matches, lines, pairs): tools differ in what they count.
    at_least
        How many times our seconds this tool must take, if the ratio to it is required.
    kind
        ``measured`` in this run; a ``stored reference`` scaled by another tool's time in this run; ``skipped``.
    note
        What a reader must know to judge it.
    """

    task: str
    tool: str
    seconds: float | None
    found: int | None = None
    at_least: float | None = None
    kind: Kind = "measured"
    note: str = ""


@dataclass(frozen=True)
class Measured:
    """The median seconds of the processor that a tool took, and what it found."""

    seconds: float
    found: int


def side_by_side(tools: Mapping[str, Callable[[], int]], runs: int) -> dict[str, Measured]:
    """Run tools one after the other, and that several times, so that a busy minute meets them all.

    Seconds of the processor, not of the clock: what other programs on the machine do does not enter, but for
    the caches they empty. The rubbish of the last run is collected before each. A quick tool is run several times
    in its turn.
    """
    taken: dict[str, list[float]] = {tool: [] for tool in tools}
    found: dict[str, int] = {}
    for _ in range(runs):
        for tool, run in tools.items():
            turn: list[float] = []
            while sum(turn) < _TURN_SECONDS and len(turn) < _TURN_RUNS:
                gc.collect()
                start = time.process_time()
                found[tool] = run()
                turn.append(time.process_time() - start)
            taken[tool] += turn
    return {tool: Measured(statistics.median(seconds), found[tool]) for tool, seconds in taken.items()}


def measured_row(task: str, tool: str, result: Measured, at_least: float | None = None, note: str = "") -> Row:
    """Return the row of a tool measured in this run."""
    return Row(task, tool, result.seconds, result.found, at_least, note=note)


def stored_row(task: str, tool: str, then: tuple[float, float], now: float, at_least: float | None = None) -> Row:
    """Return the row of a tool that was measured once, beside scikit-learn: scaled by scikit-learn's seconds `now`.

    `then` holds the seconds of the tool and those of scikit-learn.
    """
    note = f"{then[0]} s when scikit-learn took {then[1]} s; scikit-learn took {now:.1f} s in this run"
    return Row(task, tool, then[0] * now / then[1], None, at_least, "stored reference", note)


def ratios(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return the rows as records, each with its ratio to ours in the same task and whether it is enough."""
    rows = list(rows)
    ours = {row.task: row.seconds for row in rows if row.tool == OURS}
    records = []
    for row in rows:
        base = ours.get(row.task)
        ratio = row.seconds / base if row.seconds and base else None
        enough = None if ratio is None or row.at_least is None else ratio >= row.at_least
        records.append({**asdict(row), "ratio": ratio, "enough": enough})
    return records


def as_text(rows: Iterable[Row]) -> str:
    """Return the rows as lines to be printed, task by task."""
    lines, task = [], None
    for record in ratios(rows):
        if record["task"] != task:
            task = record["task"]
            lines.append(str(task))
        seconds = "skipped" if record["seconds"] is None else f"{record['seconds']:.3f} s"
        ratio = "" if record["ratio"] is None else f"{record['ratio']:.1f} ×"
        required = "" if record["at_least"] is None else f"(at least {record['at_least']:g}: {record['enough']})"
        found = "" if record["found"] is None else f"{record['found']:,}"
        extra = " · ".join(str(part) for part in (record["kind"], record["note"]) if part and part != "measured")
        lines.append(f"  {record['tool']:<28}{seconds:>11}{ratio:>10} {required:<22}{found:>12}  {extra}".rstrip())
    return "\n".join(lines)


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write the rows with their ratios as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(ratios(rows), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
