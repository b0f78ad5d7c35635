"""Everything made again beside what is there, and compared byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framescope.errors import InputError
from framescope.study.plan import Run, plan
from framescope.study.progress import outcome
from framescope.study.record import Record, read_record
from framescope.study.run import Progress, run_study
from framescope.study.spec import Study
from framescope.study.verify import Finding


def rerun_study(study: Study, runs: Sequence[Run], progress: Progress, *, jobs: int = 1) -> list[Finding]:
    """Build the corpora and make every run again in a folder of its own, and compare the results with the records.

    Returns
    -------
    list of Finding
        One per run, called ``again NAME``: which corpora, tables, figures or executed notebooks differ. A run
        without a record to compare with is a problem of its own.
    """
    study.build.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".again-", dir=study.build))
    try:
        other = replace(study, output=aside)
        again = plan(other)
        made = {record.name: record for record in run_study(other, again, progress, jobs=jobs, force=True)}
        return [_compared(study, run, made.get(run.name)) for run in runs]
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _compared(study: Study, run: Run, made: Record | None) -> Finding:
    name = f"again {run.name}"
    if made is None:
        return Finding(name, run.run_id, ("it was not made again: the runs were stopped",))
    if not made.succeeded:
        return Finding(name, run.run_id, (f"made again, it {outcome(made)}",))
    if made.run_id != run.run_id:
        return Finding(name, run.run_id, ("built again, its corpus is another one",))
    try:
        before = read_record(study.runs / run.run_id).outputs
    except InputError as error:
        return Finding(name, run.run_id, (f"there is nothing to compare it with: {error}",))
    return Finding(name, run.run_id, tuple(_differences(before, made.outputs)))


def _differences(before: dict[str, str], now: dict[str, str]) -> list[str]:
    found = []
    for name in sorted({*before, *now}):
        if name not in now:
            found.append(f"output {name} was not made again")
        elif name not in before:
            found.append(f"output {name} is new")
        elif before[name] != now[name]:
            found.append(f"output {name} has other bytes")
    return found
