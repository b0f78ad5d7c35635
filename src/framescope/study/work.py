"""Where runs at work write: folders beside the finished ones, each kept by a lock that ends with its runner.

A lock is of the operating system: it is gone when its process is, however that ended. So whatever lies here
without one was abandoned, and two runners of one study never work at the same run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import BaseFileLock, FileLock, Timeout

from framescope.errors import InputError
from framescope.study.inputs import INPUTS_FILE
from framescope.study.plan import Run
from framescope.study.record import OUTPUT_FOLDERS
from framescope.study.spec import Study
from framescope.writing import write_atomically


def take(study: Study, run_id: str) -> BaseFileLock | None:
    """Return the lock of a run, held; None if another runner holds it.

    Raises
    ------
    InputError
        If the folder for runs cannot be written.
    """
    with _writable(study):
        _work(study).mkdir(parents=True, exist_ok=True)
        lock = FileLock(_work(study) / f"{run_id}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return None
    return lock


def new_folder(study: Study, run: Run) -> Path:
    """Make the folder a run writes to, with what decides its result.

    Raises
    ------
    InputError
        If the folder for runs cannot be written.
    """
    folder = _work(study) / f"{run.run_id}.{uuid4().hex[:8]}"
    with _writable(study):
        for name in OUTPUT_FOLDERS:
            (folder / name).mkdir(parents=True)
        write_atomically(folder / INPUTS_FILE, json.dumps({"run_id": run.run_id, **run.inputs}, indent=2) + "\n")
    return folder


def clear_abandoned(study: Study) -> None:
    """Remove what runners that were killed have left, also half-moved folders."""
    folders = [path for path in _work(study).glob("*") if path.is_dir()]
    for run_id in {path.name.partition(".")[0] for path in folders}:
        lock = take(study, run_id)
        if lock is None:
            continue  # somebody is at it
        for path in folders:
            if path.name.startswith(f"{run_id}."):
                shutil.rmtree(path, ignore_errors=True)
        lock.release()


def put_in_place(study: Study, new: Path, run_id: str) -> None:
    """Put a finished folder where the run belongs; what was there before goes to the work folder and is removed.

    The lock of the run must be held. If the runner dies in between, there is no folder of the run, and it is run again.
    """
    final = study.runs / run_id
    away = _work(study) / f"{run_id}.{uuid4().hex[:8]}.old"
    if final.exists():
        final.rename(away)
    new.rename(final)
    shutil.rmtree(away, ignore_errors=True)


def _work(study: Study) -> Path:
    return study.runs / ".work"


@contextmanager
def _writable(study: Study) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{study.runs}: runs cannot be written here ({error.strerror}).") from error
