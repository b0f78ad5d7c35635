"""Runs of a study side by side: each in its own process and folder, none in the way of the others."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import psutil

from framescope.errors import InputError
from framescope.study.files import canonical, replace_folder
from framescope.study.inputs import INPUTS_FILE
from framescope.study.plan import Run
from framescope.study.process import Outcome, RunProcess
from framescope.study.record import (
    NOTEBOOK_FILE,
    OUTPUT_FOLDERS,
    Environment,
    Failure,
    Record,
    environment,
    output_digests,
    read_record,
    write_record,
)
from framescope.study.spec import Study
from framescope.writing import write_atomically

_INTERVAL = 0.1  # seconds between two looks at the processes


class Progress(Protocol):
    """Is told how the runs of a study go."""

    def started(self, run: Run) -> None:
        """Take note that a run has begun."""

    def at_work(self, processes: Sequence[RunProcess]) -> None:
        """Take note of what runs; called several times a second."""

    def ended(self, record: Record) -> None:
        """Take note of how a run ended."""


@dataclass
class _Bench:
    """The runs at work and those that ended."""

    study: Study
    surroundings: Environment
    progress: Progress
    at_work: list[tuple[RunProcess, str]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def start(self, run: Run) -> None:
        self.progress.started(run)
        folder = _new_folder(self.study, run)
        self.at_work.append((RunProcess(self.study, run, folder), datetime.now(UTC).isoformat(timespec="seconds")))

    def collect(self, outcome_of: Callable[[RunProcess], Outcome | None]) -> None:
        for process, started in tuple(self.at_work):
            outcome = outcome_of(process)
            if outcome is None:
                continue
            self.at_work.remove((process, started))
            record = _settle(self.study, process, outcome, started, self.surroundings)
            self.records.append(record)
            self.progress.ended(record)


def run_study(study: Study, runs: Sequence[Run], progress: Progress, *, jobs: int = 1) -> list[Record]:
    """Execute runs, `jobs` at a time, and record each.

    Parameters
    ----------
    study, runs
        The study and what `plan` made of it.
    progress
        Is told how it goes.
    jobs
        How many notebooks run at once.

    Returns
    -------
    list of Record
        One per run, in the order given. A run that fails stops no other. After an interruption (Ctrl-C)
        those at work are ended and recorded as interrupted; those not begun have no record.

    Raises
    ------
    InputError
        If the folder for runs cannot be written.
    """
    _clear_abandoned(study)
    bench = _Bench(study, environment(study.root), progress)
    waiting = list(runs)
    try:
        while waiting or bench.at_work:
            while waiting and len(bench.at_work) < jobs:
                bench.start(waiting.pop(0))
            time.sleep(_INTERVAL)
            bench.collect(lambda process: process.poll())
            progress.at_work([process for process, _ in bench.at_work])
    except KeyboardInterrupt:
        bench.collect(lambda process: process.stop("interrupted", "The study was stopped."))
    finally:
        for process, _ in bench.at_work:  # only if something unforeseen was raised
            process.stop("interrupted", "The runner failed.")
    order = {run.run_id: i for i, run in enumerate(runs)}
    return sorted(bench.records, key=lambda record: order[record.run_id])


def _work(study: Study) -> Path:
    return study.runs / ".work"


def _new_folder(study: Study, run: Run) -> Path:
    """Make the folder a run writes to: beside the finished ones, named by run and runner."""
    folder = _work(study) / f"{run.run_id}.{psutil.Process().pid}"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        for name in OUTPUT_FOLDERS:
            (folder / name).mkdir(parents=True)
        write_atomically(folder / INPUTS_FILE, json.dumps({"run_id": run.run_id, **run.inputs}, indent=2) + "\n")
    except OSError as error:
        raise InputError(f"{study.runs}: runs cannot be written here ({error.strerror}).") from error
    return folder


def _settle(study: Study, process: RunProcess, outcome: Outcome, started: str, around: Environment) -> Record:
    """Write the record of a run that ended and put its folder where it belongs."""
    run, folder = process.run, process.folder
    status, failure = outcome.status, outcome.failure
    _forget_paths(folder / NOTEBOOK_FILE)
    if status == "succeeded" and not (folder / NOTEBOOK_FILE).is_file():
        status, failure = "failed", Failure(error="OutputError", message="The executed notebook is missing.")
    record = Record(
        run_id=run.run_id,
        study=study.spec.name,
        name=run.name,
        notebook=run.notebook.relative_to(study.root).as_posix(),
        status=status,
        failure=failure,
        inputs=dict(run.inputs),
        outputs=output_digests(folder),
        started=started,
        seconds=round(outcome.seconds, 3),
        peak_memory_mb=round(outcome.peak_memory_mb, 1),
        environment=around,
    )
    write_record(record, folder)
    final = study.runs / run.run_id
    if status == "interrupted" and _is_done(final, run):
        shutil.rmtree(folder)  # what was finished before is worth more than what was cut off
    else:
        replace_folder(folder, final)
    with suppress(OSError):
        _work(study).rmdir()  # empty when the last run has ended
    return record


def _is_done(folder: Path, run: Run) -> bool:
    try:
        record = read_record(folder)
    except InputError:
        return False
    return record.succeeded and canonical(record.inputs) == canonical(dict(run.inputs))


def _forget_paths(notebook: Path) -> None:
    """Remove the absolute paths papermill writes into the notebook's metadata."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        for name in ("input_path", "output_path"):
            content["metadata"]["papermill"].pop(name, None)
    except (OSError, ValueError, KeyError):
        return  # not there, or cut off while papermill wrote it
    write_atomically(notebook, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _clear_abandoned(study: Study) -> None:
    """Remove what runners that were killed have left."""
    if not _work(study).is_dir():
        return
    for folder in _work(study).iterdir():
        owner = folder.suffix.removeprefix(".")
        if not (owner.isdecimal() and psutil.pid_exists(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)
