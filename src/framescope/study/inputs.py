"""What a study reads: corpora, built once and opened by memory map, and lexicons; all by the study's names."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import BaseFileLock, FileLock

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
    from framescope.lexicon.model import Lexicon

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


def provenance(parameters: BaseModel) -> dict[str, dict[str, Any]]:
    """Return what decides the results of a run, as `save_figure` takes it: ``parameters`` and ``digests``.

    Outside a run there are no digests: what is drawn there is a draft.
    """
    return {"parameters": parameters.model_dump(mode="json"), "digests": _digests(_run_inputs() or {})}


def build_corpus(study: Study, name: str) -> str:
    """Build a corpus of the study into its build folder, unless that is there already; return its digest.

    What is there is used if neither the files of the corpus nor the library have changed since; what
    was said of its files when it was built is said again.
    """
    from framescope.corpus.read import CorpusWarning

    source, columns = study.input_path("corpora", name), study.spec.corpora[name].columns
    folder, stamp = study.build / name, study.build / f"{name}.json"
    key = digest([_source_digests(source), columns, library_digest()])
    with _alone(study.build / f".{name}.lock"):
        built = _read_stamp(stamp) if folder.is_dir() else {}
        if built.get("source") != key:
            stamp.unlink(missing_ok=True)  # first: a stamp must never stand for a corpus it was not written for
            built = {"source": key, **_build(source, columns, folder)}
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


def _build(source: Path, columns: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Read and save a corpus; return its digest and what was said of its files."""
    from framescope.corpus.read import CorpusWarning, read_corpus
    from framescope.corpus.store import save_corpus

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", CorpusWarning)
        corpus = read_corpus(source, columns=columns)
    save_corpus(corpus, folder)
    return {"corpus": corpus.digest, "warnings": [str(w.message) for w in said if w.category is CorpusWarning]}


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
    named = {"corpora": "corpus", "lexicons": "lexicon"}
    several = {f"{one} {name}": known for kind, one in named.items() for name, known in inputs.get(kind, {}).items()}
    # The library's digest names the run and stands in its status; here it would change the published record of
    # a figure with every edit that does not change the figure.
    return several | {name: inputs[name] for name in ("cells", "constraints") if inputs.get(name)}


def _source_digests(source: Path) -> dict[str, str]:
    from framescope.corpus.files import find_files

    if source.is_dir():
        files = files_below(source)
    elif not source.exists():  # a glob
        files = dict(find_files(source).by_name)
    else:  # one file, and the decisions that may lie beside it
        beside = [source.with_name("metadata.yaml"), source.with_name("corrections.yaml")]
        files = {path.name: path for path in (source, *beside) if path.is_file()}
    return {name: file_digest(path) for name, path in files.items()}


def _read_stamp(path: Path) -> dict[str, Any]:
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:  # also what is not UTF-8; the corpus is built again
        return {}
    return stamp if isinstance(stamp, dict) and stamp.keys() >= {"corpus", "source", "warnings"} else {}
