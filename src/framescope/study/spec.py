"""`study.yaml`: what a study reads, which notebooks it runs and what it publishes."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from framescope.errors import InputError, unknown_name
from framescope.study.entries import StudySpec
from framescope.study.grid import MOST_RUNS, Cell, cells_of
from framescope.yamlfile import YamlFile, read_yaml, validate

#: The file a study is told by, looked for in the folder at hand and those around it.
STUDY_FILE = "study.yaml"
#: Tells a kernel which study it runs in; without it `find_study` looks around.
STUDY_VARIABLE = "FRAMESCOPE_STUDY"
#: Tells it where corpora were built, if not in the study's own folder.
OUTPUT_VARIABLE = "FRAMESCOPE_OUTPUT"


@dataclass(frozen=True)
class Study:
    """A study file that was read: its content, where each part of it stood, and the runs it asks for.

    What is made of it goes below `output`, which is its own folder unless everything is made again elsewhere.
    """

    spec: StudySpec
    file: YamlFile
    cells: tuple[Cell, ...]
    output: Path

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
        return self.output / "runs" / self.spec.name

    @property
    def build(self) -> Path:
        """Where corpora are kept once they were read."""
        return self.output / "build"

    def input_path(self, kind: Literal["corpora", "lexicons", "codebooks", "codings"], name: str) -> Path:
        """Return the path of a corpus, lexicon, codebook or folder of codings; that of a corpus may be a glob.

        Raises
        ------
        UnknownNameError
            If the study does not name it.
        InputError
            If nothing is there.
        """
        known: Mapping[str, Any] = getattr(self.spec, kind)
        if name not in known:
            raise unknown_name(f"name under {kind} in {self.path.name}", name, known)
        given = self.spec.corpora[name].path if kind == "corpora" else known[name]
        path = self.root / given
        if not path.exists() and not (kind == "corpora" and glob.has_magic(given)):
            raise self.file.error((kind, name), f"{given!r} does not exist; give a path that does.")
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
    cells = tuple(cell for i, entry in enumerate(spec.notebooks) for cell in cells_of(entry, i, file))
    _check_runs(spec, cells, file)
    _check_claims(spec, file)
    return Study(spec, file, cells, path.absolute().parent)


def find_study(start: str | Path = ".") -> Study:
    """Read the study one stands in: the one a run names, else the nearest study file in or above `start`."""
    named = os.environ.get(STUDY_VARIABLE)
    if named:
        study = read_study(named)
        return replace(study, output=Path(os.environ.get(OUTPUT_VARIABLE, study.root)))
    here = Path(start).absolute()
    for folder in (here, *here.parents):
        if (folder / STUDY_FILE).is_file():
            return read_study(folder / STUDY_FILE)
    raise InputError(f"No {STUDY_FILE} in {here} or in a folder above it; start the notebook inside the study.")


def _check_runs(spec: StudySpec, cells: Sequence[Cell], file: YamlFile) -> None:
    if len(cells) > MOST_RUNS:
        raise file.error(("notebooks",), f"these are {len(cells):,} runs; a study has at most {MOST_RUNS:,}.")
    first: dict[str, Cell] = {}
    for cell in cells:
        if other := first.get(cell.name):
            line = file.line(other.place)
            raise file.error(
                cell.place, f"{cell.name!r} is in use since line {line}; give this run a `name:` of its own."
            )
        first[cell.name] = cell
    for i, name in enumerate(spec.publish):
        if name in first:
            continue
        several = [cell.name for cell in cells if cell.entry.name == name]
        if several:
            message = f"{name!r} makes {len(several):,} runs that would write the same figures; name one: "
            raise file.error(("publish", i), f"{message}{', '.join(several[:20])}{' ...' if several[20:] else ''}.")
        raise file.error(("publish", i), str(unknown_name("run", name, first)))


def _check_claims(spec: StudySpec, file: YamlFile) -> None:
    first: dict[str, int] = {}
    for i, claim in enumerate(spec.claims):
        place = ("claims", i)
        if claim.name in first:
            line = file.line(("claims", first[claim.name]))
            raise file.error((*place, "name"), f"{claim.name!r} is in use since line {line}.")
        first[claim.name] = i
        named: list[tuple[str, str, Mapping[str, Any]]]
        named = [("corpus", claim.corpus, spec.corpora), ("lexicon", claim.lexicon, spec.lexicons)]
        named += [("multiverse", name, spec.lexicons) for name in claim.multiverse.over(spec.multiverse).lexicon]
        for key, name, known in named:
            if name not in known:
                what = "corpora" if key == "corpus" else "lexicons"
                raise file.error((*place, key), str(unknown_name(f"name under {what}", name, known)))
