"""What a study costs beyond its notebooks, beside papermill alone; and fifty kernels killed at random moments."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.disturbance import Quiet, disturb, outputs, tiny_study
from benchmarks.rows import OURS, Row
from framescope.study.plan import plan
from framescope.study.run import run_study
from framescope.study.spec import Study, read_study

#: Notebooks of about this many seconds of work, as many as two cores share evenly.
_SECONDS, _RUNS = 4.0, 8
_KILLS = 50
#: Largest share that a study may cost beyond its notebooks' own time divided by the cores.
MOST_OVERHEAD = 0.15
_WORKS = """
import time
import pandas
until = time.process_time() + seconds
while time.process_time() < until:
    sum(range(10_000))
"""


def measure() -> list[Row]:
    """Return the rows of the benchmark; the cores are those of this machine."""
    cores = os.cpu_count() or 1
    with _folder() as folder:
        study = _working_study(folder)
        runs = plan(study)
        alone = sum(_papermill(folder, number) for number in range(_RUNS)) / cores
        start = time.perf_counter()
        records = run_study(study, runs, Quiet(), jobs=cores)
        ours = time.perf_counter() - start
    assert all(record.succeeded for record in records)
    beyond = f"{ours / alone - 1:+.0%} of papermill's time by {cores} cores; at most {MOST_OVERHEAD:+.0%} is wanted"
    task = f"{_RUNS} notebooks of {_SECONDS:g} s of work"
    rows = [
        Row(task, OURS, ours, len(records), note=beyond),
        Row(task, "papermill", alone, _RUNS, note=f"one after the other, divided by {cores} cores"),
    ]
    return [*rows, _default_study(cores), _disturbed(cores)]


def _default_study(cores: int) -> Row:
    """Run the study of this repository from nothing, in a copy."""
    with _folder() as folder:
        for name in ("seeds", "lexicons", "codebooks", "notebooks", "study.yaml", "constraints.txt"):
            source = Path(name)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
        start = time.perf_counter()
        command = [sys.executable, "-c", "from framescope.cli import main; main()", "run", str(folder / "study.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        taken = time.perf_counter() - start
    n = done.stdout.count(": succeeded")
    return Row(f"the study of this repository on {cores} cores", OURS, taken, n, note="corpus, claims, report and all")


def _disturbed(cores: int) -> Row:
    with _folder() as folder:
        calm = tiny_study(folder / "calm", 6)
        run_study(calm, plan(calm), Quiet(), jobs=cores)
        expected = outputs(calm)
        start = time.perf_counter()
        disturb(tiny_study(folder / "disturbed", 6), expected, kills=_KILLS, seed=20170901, jobs=cores)
    taken = time.perf_counter() - start
    note = "processes killed at random moments; in the end the same bytes"
    return Row("runs whose kernels are killed", OURS, taken, _KILLS, note=note)


def _working_study(folder: Path) -> Study:
    """Write a study of notebooks that work for a while."""
    code: dict[str, object] = {"cell_type": "code", "execution_count": None, "outputs": []}
    parameters = f"number = 0\nseconds = {_SECONDS}"
    cells = [
        {**code, "id": "parameters", "metadata": {"tags": ["parameters"]}, "source": parameters},
        {**code, "id": "works", "metadata": {}, "source": _WORKS},
        {**code, "id": "says", "metadata": {}, "source": "number"},
    ]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "works.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    numbers = list(range(_RUNS))
    text = f"name: works\ncorpora: {{}}\nnotebooks: [{{notebook: works.ipynb, grid: {{number: {numbers}}}}}]\n"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return read_study(folder / "study.yaml")


def _papermill(folder: Path, number: int) -> float:
    """Execute one of the notebooks by papermill's own command, and return its seconds."""
    words = ["-k", "python3", "-p", "number", str(number), "--no-progress-bar", "--log-level", "ERROR"]
    start = time.perf_counter()
    files = [str(folder / "works.ipynb"), str(folder / f"alone-{number}.ipynb")]
    command = [sys.executable, "-m", "papermill", *files, *words]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="framescope-bench-") as name:
        yield Path(name)
