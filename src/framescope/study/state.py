"""What stands on disk of each run, compared with what the study would make now: what resuming and verifying ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from framescope.errors import InputError
from framescope.study.files import canonical, digest
from framescope.study.plan import Run
from framescope.study.progress import outcome
from framescope.study.record import STATUS_FILE, Record, Status, output_digests, read_record, run_folders
from framescope.study.spec import Study

_WORDS = {
    "cells": "the notebook's cells",
    "constraints": "constraints.txt",
    "figure_formats": "the figure formats",
    "library": "the code of framescope",
}


class State(NamedTuple):
    """How a run stands: as its record says, ``stale`` (the record no longer fits), or not run at all; and why."""

    status: Status | Literal["stale", "not run"]
    why: str
    record: Record | None

    @property
    def is_done(self) -> bool:
        """Whether its results are there and are what the study would make."""
        return self.status == "succeeded"

    @property
    def failed(self) -> bool:
        """Whether it was run as it is now, and did not succeed."""
        return self.status not in ("succeeded", "stale", "not run")

    @property
    def holds(self) -> bool:
        """Whether its record, of success or failure, is of what the study would make."""
        return self.is_done or self.failed


def states(study: Study, runs: Sequence[Run]) -> dict[str, State]:
    """Return how each run stands, by its name."""
    latest: dict[str, Record] = {}
    for folder in run_folders(study):
        try:
            record = read_record(folder)
        except InputError:
            continue  # if it is one of these runs, `state_of` says so; if not, `verify` does
        if record.name not in latest or latest[record.name].started < record.started:
            latest[record.name] = record
    return {run.name: state_of(study, run, latest.get(run.name)) for run in runs}


def state_of(study: Study, run: Run, latest: Record | None = None) -> State:
    """Return how a run stands; `latest` is the last record of its name, of whatever inputs."""
    folder = study.runs / run.run_id
    if not (folder / STATUS_FILE).exists():
        if latest is None:
            return State("not run", "there is no record of it", None)
        return State("stale", f"{', '.join(changes(latest.inputs, run.inputs))} changed since the run", latest)
    try:
        found = read_record(folder)
    except InputError as error:
        return State("stale", str(error), None)
    record = found.model_copy(update={"name": run.name})  # whatever it was called when it ran
    if canonical(record.inputs) != canonical(dict(run.inputs)):
        return State("stale", "the record was changed: it is not of these inputs", record)
    if not record.succeeded:
        return State(record.status, outcome(record), record)
    damaged = list(damage(folder, record))
    if damaged:
        return State("stale", "; ".join(damaged), record)
    return State("succeeded", f"recorded on {record.started}", record)


def chosen(runs: Sequence[Run], standing: Mapping[str, State], *, force: bool, only_failed: bool) -> list[Run]:
    """Return which runs are to be made: those not done, only those that were begun and failed, or all.

    What took longest last time comes first, so that it is not what everybody waits for at the end.
    """

    def wanted(state: State) -> bool:
        return state.failed if only_failed else force or not state.is_done

    def seconds(run: Run) -> float:
        record = standing[run.name].record
        return 0.0 if record is None else record.seconds

    return sorted((run for run in runs if wanted(standing[run.name])), key=seconds, reverse=True)


def kept(runs: Sequence[Run], standing: Mapping[str, State], made: Iterable[Record]) -> list[Record]:
    """Return the record of each run, in their order: the one just made, else the one that still holds."""
    now = {record.run_id: record for record in made}
    held = {run.run_id: standing[run.name].record for run in runs if standing[run.name].holds}
    records = [now.get(run.run_id) or held.get(run.run_id) for run in runs]
    return [record for record in records if record is not None]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Name what decides a result and is no longer the same."""
    for key in sorted({*before, *now}):
        old, new = before.get(key), now.get(key)
        if canonical(old) == canonical(new):
            continue
        if not isinstance(new, Mapping):
            yield _WORDS.get(key, key)
            continue
        old = old if isinstance(old, Mapping) else {}
        for name in sorted({*old, *new}):
            if name in old and name in new and canonical(old[name]) == canonical(new[name]):
                continue
            if key == "parameters":
                yield f"parameter {name} ({old.get(name)!r}, now {new.get(name)!r})"
            else:
                yield f"{'corpus' if key == 'corpora' else key.removesuffix('s')} {name!r}"


def damage(folder: Path, record: Record) -> Iterator[str]:
    """Name the results of a run that are not what its record says."""
    if digest(record.inputs)[:16] != record.run_id or folder.name != record.run_id:
        yield "the record was changed: it no longer gives its run_id"
    there = output_digests(folder)
    for name, known in record.outputs.items():
        if name not in there:
            yield f"output {name} is missing"
        elif there[name] != known:
            yield f"output {name} was changed after the run"
    for name in there.keys() - record.outputs.keys():
        yield f"output {name} was added after the run"
