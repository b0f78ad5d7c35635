"""Kernels killed at random moments: whatever falls, nothing half-written is taken for done.

Tests use it for a few kills, the benchmark of the runner for fifty.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from framescope.study.plan import Run, plan
from framescope.study.process import AtWork, RunProcess
from framescope.study.record import Record, read_record, run_folders
from framescope.study.run import run_study
from framescope.study.spec import Study, read_study

# No heavy imports: what is tried is the runner. Writing takes a while, so that kills fall into it, too.
_WRITES = """
import os, pathlib, time
folder = pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"]) / "tables"
with (folder / "t.csv").open("w") as file:
    for line in range(20):
        print(number, line, sep=",", file=file, flush=True)
        time.sleep(0.01)
print(number)
"""


def tiny_study(root: Path, n_runs: int) -> Study:
    """Write a study of some runs of one small notebook, and read it."""
    code: dict[str, object] = {"cell_type": "code", "execution_count": None, "outputs": []}
    cells = [
        {**code, "id": "parameters", "metadata": {"tags": ["parameters"]}, "source": "number = 0"},
        {**code, "id": "writes", "metadata": {}, "source": _WRITES},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    root.mkdir(parents=True, exist_ok=True)
    (root / "tiny.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    numbers = list(range(n_runs))
    text = f"name: tiny\ncorpora: {{}}\nnotebooks: [{{notebook: tiny.ipynb, grid: {{number: {numbers}}}}}]\n"
    (root / "study.yaml").write_text(text, encoding="utf-8")
    return read_study(root / "study.yaml")


class Quiet:
    """Progress nobody reads."""

    def started(self, run: Run) -> None:
        """Say nothing."""

    def at_work(self, processes: Sequence[AtWork]) -> None:
        """Say nothing."""

    def ended(self, record: Record) -> None:
        """Say nothing."""


class Killer(Quiet):
    """Kills a process of a run now and then: the kernel, or the process that minds it."""

    def __init__(self, kills: int, seed: int) -> None:
        self.left = kills
        self.random = random.Random(seed)

    def at_work(self, processes: Sequence[AtWork]) -> None:
        """Kill one of the processes at work, or none."""
        # About one in ten looks, that is once in a run of about a second.
        if not self.left or not processes or self.random.random() > 0.1:
            return
        process = self.random.choice(list(processes))
        assert isinstance(process, RunProcess)
        with suppress(psutil.NoSuchProcess):
            minder = psutil.Process(process.pid)
            victims = [minder, *minder.children(recursive=True)]
            self.random.choice(victims).kill()
            self.left -= 1


def outputs(study: Study) -> dict[str, dict[str, str]]:
    """Return the digests of what every run has left, by run; records that cannot be read raise."""
    records = [read_record(folder) for folder in run_folders(study)]
    return {record.name: dict(record.outputs) for record in records if record.succeeded}


def disturb(study: Study, expected: dict[str, dict[str, str]], *, kills: int, seed: int, jobs: int = 2) -> None:
    """Run a study again and again while kernels are killed, then once undisturbed.

    Parameters
    ----------
    study
        The study.
    expected
        What `outputs` gives for the same study, undisturbed.
    kills
        How many processes are killed.
    seed
        Of the moments and the victims.
    jobs
        How many notebooks run at once.

    Raises
    ------
    AssertionError
        If anything half-written was taken for done, or the bytes differ in the end.
    """
    runs, killer = plan(study), Killer(kills, seed)
    while killer.left:
        run_study(study, runs, killer, jobs=jobs, force=True)
        for name, found in outputs(study).items():
            assert found == expected[name], f"{name} was taken for done with other bytes"
    run_study(study, runs, Quiet(), jobs=jobs)
    assert outputs(study) == expected, "the next run did not finish with the same bytes"
