"""One run as a process of its own: started, watched, and ended together with everything it started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import psutil

from framescope.study.execute import CELL_FILE, JOB_FILE, RESULT_FILE
from framescope.study.plan import Run
from framescope.study.record import LOG_FILE, NOTEBOOK_FILE, Failure, Status
from framescope.study.spec import OUTPUT_VARIABLE, STUDY_VARIABLE, Study
from framescope.writing import FORMATS_VARIABLE, RUN_FOLDER_VARIABLE

# Kernels live in process groups of their own; this variable finds every process of a run all the same.
_TOKEN_VARIABLE = "FRAMESCOPE_RUN_TOKEN"  # noqa: S105  # no secret

# The same bits whatever the user's settings and however many cores: one thread, one hash seed, UTC.
_FIXED_ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}
_MEGABYTE = 1e6
# A run's time counts from its first cell: how long a kernel takes to start says nothing of the notebook.
_START_SECONDS = 120


@dataclass(frozen=True)
class Outcome:
    """How a run's process ended."""

    status: Status
    failure: Failure | None
    seconds: float
    peak_memory_mb: float


@dataclass(frozen=True)
class Cell:
    """The cell a run is at."""

    number: int
    total: int
    source: str


class AtWork(Protocol):
    """A run that has been started, here or elsewhere; `folder` is where it writes."""

    run: Run
    folder: Path

    @property
    def seconds(self) -> float:
        """Seconds since the start."""

    @property
    def doing(self) -> str:
        """What it is at, in two or three words."""

    def poll(self) -> Outcome | None:
        """Return how the run ended, or None while it goes on."""

    def stop(self, status: Status, message: str) -> Outcome:
        """End the run with everything it started."""


class RunProcess:
    """A run that has been started.

    Parameters
    ----------
    study, run
        What to run.
    folder
        Where it writes; must exist.
    """

    def __init__(self, study: Study, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.peak = 0.0
        self._first_cell: float | None = None
        self._token = uuid4().hex
        self._scratch = tempfile.TemporaryDirectory(prefix="framescope-", ignore_cleanup_errors=True)
        scratch = Path(self._scratch.name)
        job = {
            "source": str(run.notebook),
            "output": str(folder / NOTEBOOK_FILE),
            "parameters": dict(run.parameters),
            "cwd": str(run.notebook.parent),
        }
        (scratch / JOB_FILE).write_text(json.dumps(job), encoding="utf-8")
        self._began = time.monotonic()
        with (folder / LOG_FILE).open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  # this interpreter, our module
                [sys.executable, "-m", "framescope.study.execute", str(scratch / JOB_FILE)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=self._environment(study, scratch),
                start_new_session=True,
            )
        self._handle = psutil.Process(self._process.pid)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    @property
    def pid(self) -> int:
        """The process that minds the kernel."""
        return self._process.pid

    def cell(self) -> Cell | None:
        """Return the cell the run is at, if it has come to one."""
        content = self._read(CELL_FILE)
        return Cell(content["cell"], content["of"], content["source"]) if content else None

    @property
    def doing(self) -> str:
        """The cell the run is at, or that it is starting."""
        cell = self.cell()
        return f"cell {cell.number}/{cell.total}" if cell else "starting"

    def poll(self) -> Outcome | None:
        """Return how the run ended, or None while it goes on; ends it if it is over a limit."""
        if self._process.poll() is not None:
            return self._ended()
        used = sum(map(_private_memory, self._tree())) / _MEGABYTE
        self.peak = max(self.peak, used)
        if used > self.run.memory_mb:
            message = f"It held {used:,.0f} MB of memory; memory_mb allows {self.run.memory_mb:,}."
            return self.stop("memory exceeded", message)
        if self._first_cell is None and self.cell() is not None:
            self._first_cell = self.seconds
        limit = self.run.timeout_seconds + (_START_SECONDS if self._first_cell is None else self._first_cell)
        if self.seconds > limit:
            return self.stop("timed out", f"It ran longer than timeout_seconds allows ({self.run.timeout_seconds:g}).")
        return None

    def stop(self, status: Status, message: str) -> Outcome:
        """End the run with everything it started."""
        self._kill()
        return self._outcome(status, self._failure(status, message))

    def _ended(self) -> Outcome:
        result = self._read(RESULT_FILE)
        self._kill()  # whatever the notebook started and left
        if result is None:
            code = self._process.returncode
            message = f"The process of the run ended with code {code} before it could say how it went."
            return self._outcome("died", self._failure("died", message))
        failure = Failure.model_validate(result["failure"]) if result["failure"] else None
        return self._outcome(result["status"], failure)

    def _outcome(self, status: Status, failure: Failure | None) -> Outcome:
        self._scratch.cleanup()
        return Outcome(status, failure, self.seconds, self.peak)

    def _failure(self, error: str, message: str) -> Failure:
        cell = self.cell()
        return Failure(
            cell=cell.number if cell else None, source=cell.source if cell else "", error=error, message=message
        )

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            content: dict[str, Any] = json.loads((Path(self._scratch.name) / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return content

    def _environment(self, study: Study, scratch: Path) -> Mapping[str, str]:
        """Return the user's environment without what would change the result."""
        # A kernel of the user's own called `python3` must not take the place of this interpreter's.
        kept = {name: value for name, value in os.environ.items() if name not in ("JUPYTER_PATH", "PYTHONSTARTUP")}
        return {
            **kept,
            **_FIXED_ENVIRONMENT,
            "IPYTHONDIR": str(scratch / "ipython"),
            "JUPYTER_CONFIG_DIR": str(scratch / "config"),
            "JUPYTER_DATA_DIR": str(scratch / "data"),
            "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
            "TMPDIR": str(scratch),
            FORMATS_VARIABLE: ",".join(study.spec.figure_formats),
            RUN_FOLDER_VARIABLE: str(self.folder),
            STUDY_VARIABLE: str(study.path),
            OUTPUT_VARIABLE: str(study.output),
            _TOKEN_VARIABLE: self._token,
        }

    def _tree(self) -> list[psutil.Process]:
        try:
            return [self._handle, *self._handle.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def _kill(self) -> None:
        """Kill until nothing of the run is left: a process may start another meanwhile."""
        for _ in range(250):
            alive = [p for p in psutil.process_iter() if _runs(p, self._token)]
            if not alive:
                break
            for process in alive:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            time.sleep(0.02)
        self._process.wait()


def _runs(process: psutil.Process, token: str) -> bool:
    """Return whether a process belongs to a run and is more than an entry nobody has collected yet."""
    try:
        return process.environ().get(_TOKEN_VARIABLE) == token and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, OSError):
        return False  # another user's, or gone


def _private_memory(process: psutil.Process) -> float:
    try:
        memory = process.memory_info()
    except psutil.Error:
        return 0.0
    # A memory-mapped corpus is in every kernel and only once in memory: leave shared pages out where told.
    return float(memory.rss - getattr(memory, "shared", 0))
