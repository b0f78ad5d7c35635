"""Runs of a study side by side: each in its own process and folder, none in the way of the others.

One loop looks at all of them several times a second. A pool of workers (joblib) would give each run a worker that
does nothing but wait for the process it started, and could neither end a run that is over its limits, nor all of
them at Ctrl-C, nor say what each is at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from filelock import BaseFileLock

from framescope.study.plan import Run
from framescope.study.process import AtWork, Outcome, RunProcess
from framescope.study.record import Environment, Record, environment
from framescope.study.settle import settle
from framescope.study.spec import Study
from framescope.study.state import state_of
from framescope.study.work import clear_abandoned, new_folder, take

_INTERVAL = 0.05  # seconds between two looks at the processes


Start = Callable[[Study, Run, Path], AtWork]


class Progress(Protocol):
    """Is told how the runs of a study go."""

    def started(self, run: Run) -> None:
        """Take note that a run has begun."""

    def at_work(self, processes: Sequence[AtWork]) -> None:
        """Take note of what runs; called several times a second."""

    def ended(self, record: Record) -> None:
        """Take note of how a run ended."""


@dataclass(frozen=True)
class _Place:
    """A run at work, since when, and the lock that keeps it."""

    process: AtWork
    started: str
    lock: BaseFileLock


@dataclass
class _Bench:
    """The runs at work and those that ended."""

    study: Study
    surroundings: Environment
    progress: Progress
    begin: Start
    force: bool
    places: list[_Place] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def start(self, run: Run) -> bool:
        """Start a run, or take what another runner has made of it; False if one is still at it."""
        lock = take(self.study, run.run_id)
        if lock is None:
            return False
        state = state_of(self.study, run)
        if state.is_done and state.record is not None and not self.force:
            lock.release()
            self.records.append(state.record)
            self.progress.ended(state.record)
            return True
        self.progress.started(run)
        process = self.begin(self.study, run, new_folder(self.study, run))
        self.places.append(_Place(process, datetime.now(UTC).isoformat(timespec="seconds"), lock))
        return True

    def collect(self, outcome_of: Callable[[AtWork], Outcome | None]) -> None:
        for place in tuple(self.places):
            outcome = outcome_of(place.process)
            if outcome is None:
                continue
            self.places.remove(place)
            process = place.process
            record = settle(self.study, process.run, process.folder, outcome, place.started, self.surroundings)
            place.lock.release()
            self.records.append(record)
            self.progress.ended(record)


def run_study(
    study: Study,
    runs: Sequence[Run],
    progress: Progress,
    *,
    jobs: int = 1,
    force: bool = False,
    start: Start = RunProcess,
) -> list[Record]:
    """Execute runs, `jobs` at a time, and record each.

    Parameters
    ----------
    study, runs
        The study and those of its runs that are to be made.
    progress
        Is told how it goes.
    jobs
        How many notebooks run at once.
    force
        Make a run also if it is recorded with results that still match.
    start
        Starts a run: as a process here, or on a cluster.

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
    clear_abandoned(study)
    bench = _Bench(study, environment(study.root), progress, start, force)
    waiting = list(runs)
    try:
        while waiting or bench.places:
            for run in tuple(waiting):
                if len(bench.places) >= jobs:
                    break
                if bench.start(run):  # else another runner is at it: ask again in the next round
                    waiting.remove(run)
            time.sleep(_INTERVAL)
            bench.collect(lambda process: process.poll())
            progress.at_work([place.process for place in bench.places])
    except KeyboardInterrupt:
        bench.collect(lambda process: process.stop("interrupted", "The study was stopped."))
    finally:
        for place in bench.places:  # only if something unforeseen was raised
            with suppress(OSError):
                place.process.stop("interrupted", "The runner failed.")
            place.lock.release()
    order = {run.run_id: i for i, run in enumerate(runs)}
    return sorted(bench.records, key=lambda record: order[record.run_id])
