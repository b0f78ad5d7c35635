"""A corpus on disk: tables as Arrow files, tokens as raw arrays, all opened by memory map."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import feather

from framescope.corpus.model import Corpus, Tokens
from framescope.errors import InputError
from framescope.schema import CORPUS_TABLES
from framescope.text.tokens import TOKENIZER
from framescope.text.vocabulary import Vocabulary

_FORMAT = 1
_ARRAYS = ("term", "start", "length", "article", "zone", "voice", "breaks", "documents")


class _SavedTables(Mapping[str, pd.DataFrame]):
    """Tables of a saved corpus, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in CORPUS_TABLES:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = _text_categories(feather.read_feather(self._folder / f"{name}.arrow", memory_map=True))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CORPUS_TABLES)

    def __len__(self) -> int:
        return len(CORPUS_TABLES)


def save_corpus(corpus: Corpus, folder: str | Path) -> Path:
    """Write a corpus into a folder, which appears whole or not at all.

    Raises
    ------
    InputError
        If the folder exists and holds anything but a saved corpus.
    """
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / "corpus.json").exists():
        raise InputError(f"{folder}: holds files that are not a saved corpus; name another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(corpus, beside)
        if folder.exists():
            shutil.rmtree(folder)
        beside.replace(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return folder


def load_corpus(folder: str | Path) -> Corpus:
    """Open a saved corpus by memory map; tables are read when they are first used.

    Raises
    ------
    InputError
        If the folder holds no saved corpus, or one of another format or tokenizer.
    """
    folder = Path(folder)
    try:
        about = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: holds no saved corpus ({error}). Save one with corpus.save(...).") from error
    if (about.get("format"), about.get("tokenizer")) != (_FORMAT, TOKENIZER):
        raise InputError(
            f"{folder}: saved in format {about.get('format')} with tokenizer {about.get('tokenizer')!r}; this version "
            f"reads format {_FORMAT} with {TOKENIZER!r}. Build it again from its sources with read_corpus(...)."
        )
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    with pa.memory_map(str(folder / "forms.arrow")) as source:
        forms = tuple(pa.ipc.open_file(source).read_all()["form"].to_pylist())
    vocabulary = Vocabulary(forms, np.load(folder / "fold.npy", mmap_mode="r"))
    return Corpus(_SavedTables(folder), Tokens(**arrays, vocabulary=vocabulary), about["digest"])


def _text_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with text as the type of all categories; Arrow forgets it where there are none."""
    for name, values in table.items():
        if isinstance(values.dtype, pd.CategoricalDtype) and values.isna().all():
            table[name] = values.cat.set_categories(pd.Index([], dtype="str"))
    return table


def _write(corpus: Corpus, folder: Path) -> None:
    for name in CORPUS_TABLES:
        feather.write_feather(corpus.tables[name], folder / f"{name}.arrow", compression="uncompressed")
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(corpus.tokens, name))
    np.save(folder / "fold.npy", corpus.tokens.vocabulary.fold)
    forms = pa.table({"form": pa.array(corpus.tokens.vocabulary.forms, type=pa.string())})
    feather.write_feather(forms, folder / "forms.arrow", compression="uncompressed")
    about = {"format": _FORMAT, "tokenizer": corpus.tokens.tokenizer, "digest": corpus.digest}
    (folder / "corpus.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
