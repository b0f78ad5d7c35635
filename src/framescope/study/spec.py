"""`study.yaml`: what a study reads, which notebooks it runs and what it publishes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from framescope.errors import InputError, unknown_name
from framescope.yamlfile import YamlFile, read_yaml, validate

#: The file a study is told by, looked for in the folder at hand and those around it.
STUDY_FILE = "study.yaml"
#: Tells a kernel which study it runs in; without it `find_study` looks around.
STUDY_VARIABLE = "FRAMESCOPE_STUDY"

# Names become folders and pages: no separators, no leading dot, the same on every file system.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NotebookEntry(_Entry):
    """One notebook to run: its parameters and its limits."""

    notebook: str
    name: Name = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    timeout_seconds: float = Field(default=600, gt=0)
    memory_mb: int = Field(default=4000, gt=0)

    @model_validator(mode="before")
    @classmethod
    def _named_like_its_file(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("notebook"), str) and "name" not in data:
            return {**data, "name": Path(data["notebook"]).stem}
        return data


class StudySpec(_Entry):
    """The content of a study file. Paths are relative to it."""

    name: Name
    seed: int = Field(default=0, ge=0)
    corpora: dict[Name, str]
    lexicons: dict[Name, str] = Field(default_factory=dict)
    notebooks: list[NotebookEntry] = Field(min_length=1)
    publish: list[str] = Field(default_factory=list)


@dataclass(frozen=True)
class Study:
    """A study file that was read: its content, and where each part of it stood."""

    spec: StudySpec
    file: YamlFile

    @property
    def path(self) -> Path:
        """The study file."""
        return self.file.path.absolute()

    @property
    def root(self) -> Path:
        """The folder every path of the study is relative to."""
        return self.path.parent

    @property
    def runs(self) -> Path:
        """Where the runs of this study are kept."""
        return self.root / "runs" / self.spec.name

    @property
    def build(self) -> Path:
        """Where corpora are kept once they were read."""
        return self.root / "build"

    def input_path(self, kind: str, name: str) -> Path:
        """Return the path of a corpus or lexicon the study names (`kind` is ``corpora`` or ``lexicons``).

        Raises
        ------
        UnknownNameError
            If the study does not name it.
        InputError
            If nothing is there.
        """
        known: Mapping[str, str] = getattr(self.spec, kind)
        if name not in known:
            raise unknown_name(f"name under {kind} in {self.path.name}", name, known)
        path = self.root / known[name]
        if not path.exists():
            raise self.file.error((kind, name), f"{known[name]!r} does not exist; give a path that does.")
        return path


def read_study(path: str | Path = STUDY_FILE) -> Study:
    """Read and check a study file.

    Raises
    ------
    InputError
        If the file cannot be read or does not hold what a study holds: each problem with its line,
        an unknown key with the nearest known one.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: there is no study file here. Name one, or start where one lies.")
    file = read_yaml(path)
    spec = validate(file, StudySpec)
    _check_names(spec, file)
    return Study(spec, file)


def find_study(start: str | Path = ".") -> Study:
    """Read the study one stands in: the one a run names, else the nearest study file in or above `start`."""
    named = os.environ.get(STUDY_VARIABLE)
    if named:
        return read_study(named)
    here = Path(start).absolute()
    for folder in (here, *here.parents):
        if (folder / STUDY_FILE).is_file():
            return read_study(folder / STUDY_FILE)
    raise InputError(f"No {STUDY_FILE} in {here} or in a folder above it; start the notebook inside the study.")


def _check_names(spec: StudySpec, file: YamlFile) -> None:
    first: dict[str, int] = {}
    for i, entry in enumerate(spec.notebooks):
        if entry.name in first:
            line = file.line(("notebooks", first[entry.name]))
            where = ("notebooks", i)
            raise file.error(where, f"{entry.name!r} is in use since line {line}; give this run a `name:` of its own.")
        first[entry.name] = i
    for i, name in enumerate(spec.publish):
        if name not in first:
            raise file.error(("publish", i), str(unknown_name("run", name, first)))
