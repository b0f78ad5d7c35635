"""One row per thing measured and peer: seconds, and how they compare within the same run."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["measured", "stored reference", "skipped"]
OURS = "framescope"


@dataclass(frozen=True)
class Row:
    """How long one tool took for one task.

    Attributes
    ----------
    task, tool
        What was done, by whom.
    seconds
        Median of the runs; None where nothing was run.
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


def median_seconds(run: Callable[[], object], runs: int) -> float:
    """Return the median of some runs, one after the other, with the rubbish of the last one collected before."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


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
