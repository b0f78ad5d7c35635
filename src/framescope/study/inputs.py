"""What a study reads: corpora, built once and opened by memory map, lexicons and codings."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import BaseFileLock, FileLock

from framescope.dispatch import Dispatch, over_cores
from framescope.errors import InputError, unknown_name
from framescope.study.files import (
    digest,
    file_digest,
    files_below,
    library_digest,
)
from framescope.study.spec import Study, find_study
from framescope.writing import RUN_FOLDER_VARIABLE, write_atomically

if TYPE_CHECKING:
    from pydantic import BaseModel

    from framescope.corpus.model import Corpus
    from framescope.framing.session import CodedUnits
    from framescope.lexicon.model import Lexicon

#: Bytes of a corpus that are read sooner here than other processes have started.
_WORTH_PROCESSES = 4_000_000
#: In the run's folder from the start: what decides the result.
INPUTS_FILE = "inputs.json"


def open_corpus(name: str) -> Corpus:
    """Open a corpus of the study by memory map; outside a run it is built first if its files have changed.

    Raises
    ------
    UnknownNameError
        If the study names no such corpus, or the run did not name it in its parameters (its result
        would depend on something its record does not hold).
    InputError
        If the corpus cannot be read.
    """
    from framescope.corpus.store import load_corpus

    study = find_study()
    if not _declared("corpora", name):
        build_corpus(study, name)
    return load_corpus(study.build / name)


def open_lexicon(name: str) -> Lexicon:
    """Read a lexicon of the study; raises as `open_corpus` does."""
    from framescope.lexicon.read import read_lexicon

    _declared("lexicons", name)
    return read_lexicon(find_study().input_path("lexicons", name))


def open_codings(name: str) -> CodedUnits:
    """Read a folder of codings of the study; raises as `open_corpus` does."""
    from framescope.framing.session import read_coded_units

    _declared("codings", name)
    return read_coded_units(find_study().input_path("codings", name))


def provenance(parameters: BaseModel) -> dict[str, dict[str, Any]]:
    """Return what decides the results of a run, as `save_figure` takes it: ``parameters`` and ``digests``.

    Outside a run there are no digests: what is drawn there is a draft.
    """
    return {"parameters": parameters.model_dump(mode="json"), "digests": _digests(_run_inputs() or {})}


def build_corpus(study: Study, name: str, dispatch: Dispatch | None = None) -> str:
    """Build a corpus of the study into its build folder, unless that is there already; return its digest.

    What is there is used if neither the files of the corpus nor the library have changed since; what
    was said of its files when it was built is said again. A build that was stopped goes on.
    """
    from framescope.corpus.read import CorpusWarning

    source, columns = study.input_path("corpora", name), study.spec.corpora[name].columns
    folder, stamp = study.build / name, study.build / f"{name}.json"
    files = _source_files(source)
    key = digest([{file: file_digest(path) for file, path in files.items()}, columns, library_digest()])
    with _alone(study.build / f".{name}.lock"):
        built = _read_stamp(stamp) if folder.is_dir() else {}
        if built.get("source") != key:
            stamp.unlink(missing_ok=True)  # first: a stamp must never stand for a corpus it was not written for
            size = sum(path.stat().st_size for path in files.values())
            place = dispatch or over_cores(1 if size < _WORTH_PROCESSES else os.cpu_count() or 1)
            built = {"source": key, **_build(source, columns, folder, place)}
            write_atomically(stamp, json.dumps(built, indent=2, ensure_ascii=False) + "\n")
    for message in built["warnings"]:
        warnings.warn(message, CorpusWarning, stacklevel=2)
    return str(built["corpus"])


def _alone(lock: Path) -> BaseFileLock:
    """Keep two runners from building the same corpus at once; a runner that dies lets go."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{lock.parent}: corpora cannot be kept here ({error.strerror}).") from error
    return FileLock(lock)


def _build(source: Path, columns: Mapping[str, str], folder: Path, dispatch: Dispatch) -> dict[str, Any]:
    """Build a corpus; return its digest and what was said of its files."""
    from framescope.corpus.sharded import build_sharded
    from framescope.corpus.store import ABOUT, load_corpus

    if (folder / ABOUT).exists():
        # Grown by new files it would hold the same documents in another order: not the same bytes as from scratch.
        shutil.rmtree(folder)
    reports = build_sharded(source, folder, columns=columns, dispatch=dispatch)
    return {"corpus": load_corpus(folder).digest, "warnings": [str(report) for report in reports]}


def _run_inputs() -> dict[str, Any] | None:
    """Return what decides the run this process belongs to, or None outside a run."""
    folder = os.environ.get(RUN_FOLDER_VARIABLE)
    if not folder or not (Path(folder) / INPUTS_FILE).is_file():
        return None
    inputs: dict[str, Any] = json.loads((Path(folder) / INPUTS_FILE).read_text(encoding="utf-8"))
    return inputs


def _declared(kind: str, name: str) -> bool:
    """Return whether a run named this input in its parameters; False outside a run."""
    inputs = _run_inputs()
    if inputs is not None and name not in inputs[kind]:
        raise unknown_name(f"name among the {kind} of this run's parameters", name, inputs[kind])
    return inputs is not None


def _digests(inputs: Mapping[str, Any]) -> dict[str, str]:
    named = {"corpora": "corpus", "lexicons": "lexicon", "codings": "codings"}
    several = {f"{one} {name}": known for kind, one in named.items() for name, known in inputs.get(kind, {}).items()}
    # The library's digest names the run and stands in its status; here it would change the published record of
    # a figure with every edit that does not change the figure.
    return several | {name: inputs[name] for name in ("cells", "constraints") if inputs.get(name)}


def _source_files(source: Path) -> dict[str, Path]:
    """Return the files that decide a corpus, those that lie beside its articles included."""
    from framescope.corpus.files import find_files

    if source.is_dir():
        return files_below(source)
    if not source.exists():  # a glob
        return dict(find_files(source).by_name)
    beside = [source.with_name("metadata.yaml"), source.with_name("corrections.yaml")]
    return {path.name: path for path in (source, *beside) if path.is_file()}


def _read_stamp(path: Path) -> dict[str, Any]:
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:  # also what is not UTF-8; the corpus is built again
        return {}
    return stamp if isinstance(stamp, dict) and stamp.keys() >= {"corpus", "source", "warnings"} else {}
