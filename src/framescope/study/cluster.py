"""Runs and pieces of work on an existing Dask cluster: asked first whether its workers see and hold the same.

No scheduler of ours: whoever has a cluster names its address. A worker that dies takes nothing with it, since what a
task writes appears whole or not at all, and Dask gives the task to another.
"""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from glob import has_magic
from pathlib import Path
from typing import Any
from uuid import uuid4

from framescope.dispatch import Dispatch, Item, Result
from framescope.errors import InputError
from framescope.study.files import library_digest, text_digest
from framescope.study.plan import Run
from framescope.study.process import Outcome, RunProcess
from framescope.study.record import Failure, Status, machine
from framescope.study.spec import Study, read_study

_STOP_FILE = ".stop"
_INTERVAL = 0.1  # seconds between two looks of a worker at its run
_ANSWER_SECONDS = 30  # for the scheduler to answer, and for a run to end when it is told to


@contextmanager
def cluster(address: str, study: Study) -> Iterator[Any]:
    """Connect to a Dask cluster and check its workers; gives the client.

    Raises
    ------
    InputError
        If `distributed` is not installed, nobody answers, there is no worker, or a worker does not see the study
        and its folders or does not hold the same framescope.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--cluster needs the package distributed: pip install 'framescope[cluster]'.") from None
    try:
        client = Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]  # ships half its types
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"{address}: no Dask scheduler answers there ({error}).") from error
    with client:
        check_workers(client, study)
        yield client


def check_workers(client: Any, study: Study) -> None:
    """Refuse a cluster whose workers do not see the same files or hold the same sources.

    Raises
    ------
    InputError
        With every worker that is not fit, and why.
    """
    study.runs.mkdir(parents=True, exist_ok=True)
    study.build.mkdir(parents=True, exist_ok=True)
    probe = study.runs / f".probe-{uuid4().hex}"
    probe.write_text("here", encoding="utf-8")
    try:
        answers = client.run(_look, str(study.path), str(study.output), probe.name, on_error="return")
    finally:
        probe.unlink()
    if not answers:
        raise InputError("The cluster has no worker; start some with `dask worker ADDRESS`.")
    ours = _look(str(study.path), str(study.output), None)
    wrong = [f"{worker}: {reason}" for worker, answer in sorted(answers.items()) for reason in _unfit(answer, ours)]
    if wrong:
        raise InputError("These workers of the cluster cannot be used:\n  " + "\n  ".join(wrong))


def over_cluster(client: Any) -> Dispatch:
    """Return a dispatch that hands items to the workers of a cluster, a few more at a time than they have threads."""

    def dispatch(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
        at_once, waiting = 2 * sum(client.nthreads().values()), deque[Any]()
        for item in items:
            # Not scattered: what lies in the memory of one worker is gone with that worker.
            waiting.append(client.submit(function, item, pure=False))
            if len(waiting) >= at_once:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    return dispatch


def starter(client: Any) -> Callable[[Study, Run, Path], ClusterRun]:
    """Return what starts a run on a cluster, as `run_study` takes it."""
    return partial(ClusterRun, client)


class ClusterRun:
    """A run that was given to a cluster; the same as `RunProcess` to whoever waits for it."""

    def __init__(self, client: Any, study: Study, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self._began = time.monotonic()
        self._future = client.submit(_execute, str(study.path), str(study.output), run, str(folder), pure=False)

    @property
    def seconds(self) -> float:
        """Seconds since it was handed over."""
        return time.monotonic() - self._began

    @property
    def doing(self) -> str:
        """What can be told from here."""
        return "on the cluster"

    def poll(self) -> Outcome | None:
        """Return how the run ended, or None while it goes on."""
        if not self._future.done():
            return None
        if self._future.status != "finished":
            message = f"The cluster gave it up: {self._future.exception()!r}."
            return Outcome("died", Failure(error="ClusterError", message=message), self.seconds, 0.0)
        outcome: Outcome
        outcome, place = self._future.result()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = Path(place)
        return outcome

    def stop(self, status: Status, message: str) -> Outcome:
        """Tell the worker to end the run with everything it started."""
        (self.folder / _STOP_FILE).touch()
        until = time.monotonic() + _ANSWER_SECONDS
        outcome = self.poll()
        while outcome is None and time.monotonic() < until:
            time.sleep(_INTERVAL)
            outcome = self.poll()
        self._future.cancel()
        peak = 0.0 if outcome is None else outcome.peak_memory_mb
        return Outcome(status, Failure(error=status, message=message), self.seconds, peak)


def _execute(study_file: str, output: str, run: Run, folder: str) -> tuple[Outcome, str]:
    """Run on a worker; what it writes has a place of its own, since a dying worker's kernel may still write."""
    study = replace(read_study(study_file), output=Path(output))
    place = Path(f"{folder}.{uuid4().hex[:8]}")
    shutil.copytree(folder, place)
    process = RunProcess(study, run, place)
    while (outcome := process.poll()) is None:
        if (Path(folder) / _STOP_FILE).exists() or not Path(folder).exists():
            outcome = process.stop("interrupted", "The study was stopped.")
            break
        time.sleep(_INTERVAL)
    return outcome, str(place)


def _look(study_file: str, output: str, probe: str | None) -> dict[str, Any]:
    """Return what a worker sees and holds."""
    try:
        study = replace(read_study(study_file), output=Path(output))
    except InputError:
        return {"study": None, "library": library_digest(), **machine()}
    corpora = [name for name, entry in study.spec.corpora.items() if not _there(study.root / entry.path)]
    return {
        "study": text_digest(Path(study_file)),
        "runs": probe is None or (study.runs / probe).is_file(),
        "build": study.build.is_dir(),
        "corpora": corpora,
        "library": library_digest(),
        **machine(),
    }


def _there(path: Path) -> bool:
    return path.exists() or has_magic(str(path))


def _unfit(answer: Any, ours: Mapping[str, Any]) -> Iterator[str]:
    """Name what keeps a worker from being used."""
    if isinstance(answer, BaseException):
        yield f"it has no framescope, or another version ({answer!r})"
        return
    if answer["library"] != ours["library"]:
        yield "its framescope has other sources than the one here; install the same"
    for name in ("python", "platform"):
        if answer[name] != ours[name]:
            yield f"its {name} is {answer[name]}, here it is {ours[name]}: results may have other bytes"
    if answer["study"] is None:
        yield "it does not see the study file under the same path; use a folder that all machines share"
        return
    if answer["study"] != ours["study"]:
        yield "it sees another study file under this path"
    for name in ("runs", "build"):
        if not answer[name]:
            yield f"it does not see the folder {name!r} of the study"
    for name in answer["corpora"]:
        yield f"it does not see the corpus {name!r}"


def _result(future: Any) -> Any:
    """Return the result of a task; Dask has already tried it on other workers if one died."""
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise InputError(
            f"The cluster gave up a piece of work: its workers died at it again and again ({error})."
        ) from None
