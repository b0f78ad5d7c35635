"""The record of a run: what decided it, how it ended and what it left, written last and atomically."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from framescope.errors import InputError
from framescope.study.files import file_digest, files_below
from framescope.study.spec import Study
from framescope.writing import write_atomically

STATUS_FILE = "status.json"
NOTEBOOK_FILE = "notebook.ipynb"
LOG_FILE = "log.txt"
#: Folders of a run whose files are its results.
OUTPUT_FOLDERS = ("tables", "figures")

Status = Literal["succeeded", "failed", "died", "timed out", "memory exceeded", "interrupted"]

_PACKAGES = (
    "framescope", "ipykernel", "matplotlib", "nbclient", "nltk", "numpy", "pandas", "papermill",
    "pyarrow", "scikit-learn", "scipy",
)  # fmt: skip


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Failure(_Frozen):
    """Where a run stopped and why; `cell` counts the cells of the notebook as written, from 1."""

    cell: int | None = None
    source: str = ""
    error: str
    message: str


class Environment(_Frozen):
    """What surrounded a run; none of it is part of its `run_id`."""

    commit: str | None
    dirty: bool | None
    versions: dict[str, str]
    platform: str


class Record(_Frozen):
    """One run. `outputs` maps each file it left to its SHA-256; `started` is UTC."""

    format: Literal[1] = 1
    run_id: str
    study: str
    name: str
    notebook: str
    status: Status
    failure: Failure | None
    inputs: dict[str, Any]
    outputs: dict[str, str]
    started: str
    seconds: float
    peak_memory_mb: float
    environment: Environment

    @property
    def succeeded(self) -> bool:
        """Whether the notebook ran to its end."""
        return self.status == "succeeded"

    @property
    def figures(self) -> list[str]:
        """The names of the files the run left in `figures/`."""
        return [name.removeprefix("figures/") for name in self.outputs if name.startswith("figures/")]


def write_record(record: Record, folder: Path) -> None:
    """Write a record into its run's folder."""
    write_atomically(folder / STATUS_FILE, record.model_dump_json(indent=2) + "\n")


def read_record(folder: Path) -> Record:
    """Read the record of a run's folder.

    Raises
    ------
    InputError
        If there is none, or it is not a record of this version.
    """
    path = folder / STATUS_FILE
    try:
        return Record.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no record; the run was cut off. Run the study again.") from None
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: not a record this version can read ({reason}). Run the study again.") from None


def run_folders(study: Study) -> Iterator[Path]:
    """Return the folders of all runs of a study that ended, in order of their ids."""
    if study.runs.is_dir():
        yield from sorted(path for path in study.runs.iterdir() if path.is_dir() and not path.name.startswith("."))


def output_digests(folder: Path) -> dict[str, str]:
    """Return the digest of each result of a run: the executed notebook, tables and figures."""
    found = files_below(folder)
    results = {name for name in found if name.split("/")[0] in OUTPUT_FOLDERS or name == NOTEBOOK_FILE}
    return {name: file_digest(found[name]) for name in sorted(results)}


def environment(root: Path) -> Environment:
    """Return what surrounds the runs of a study: commit, versions, platform."""
    commit = _git(root, "rev-parse", "HEAD")
    changes = _git(root, "status", "--porcelain")
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    dirty = None if commit is None or changes is None else changes != ""
    return Environment(commit=commit, dirty=dirty, versions=versions, platform=machine()["platform"])


def machine() -> dict[str, str]:
    """Return what of a machine may change the bytes of a result: platform and Python."""
    return {"platform": f"{sys.platform}-{platform.machine()}", "python": platform.python_version()}


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return None  # no git, or no repository: the record says so
    return done.stdout.strip()
