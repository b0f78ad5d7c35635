"""A corpus on disk: tables as Arrow files, tokens as raw columns, all opened by memory map."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow import feather

from framescope.corpus.model import Corpus
from framescope.corpus.tokenstore import TokenWriter, open_tokens
from framescope.errors import InputError
from framescope.schema import CORPUS_TABLES
from framescope.text.tokens import TOKENIZER

_FORMAT = 2


class _SavedTables(Mapping[str, pd.DataFrame]):
    """Tables of a saved corpus, each read when it is first asked for."""

    def __init__(self, folder: Path, digest: str) -> None:
        self._folder = folder
        self._digest = digest
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in CORPUS_TABLES:
            raise KeyError(name)
        if name not in self._read:
            if _read_about(self._folder)["digest"] != self._digest:
                raise InputError(f"{self._folder}: another corpus was saved here since it was opened. Open it again.")
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
    beside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        _write(corpus, beside / "new")
        _replace(folder, beside)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}). Name a folder you may write to.") from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return folder


def load_corpus(folder: str | Path) -> Corpus:
    """Open a saved corpus by memory map; tables are read when they are first used.

    Raises
    ------
    InputError
        If the folder holds no saved corpus, or one of another format or tokenizer.
    """
    folder = Path(folder)
    about = _read_about(folder)
    if (about.get("format"), about.get("tokenizer")) != (_FORMAT, TOKENIZER):
        raise InputError(
            f"{folder}: saved in format {about.get('format')} with tokenizer {about.get('tokenizer')!r}; this version "
            f"reads format {_FORMAT} with {TOKENIZER!r}. Build it again from its sources with read_corpus(...)."
        )
    return Corpus(_SavedTables(folder, about["digest"]), open_tokens(folder / "tokens"), about["digest"])


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / "corpus.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: holds no saved corpus ({error}). Save one with corpus.save(...).") from error


def _text_categories(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with text as the type of all categories; Arrow forgets it where there are none."""
    for name, values in table.items():
        if isinstance(values.dtype, pd.CategoricalDtype) and values.isna().all():
            table[name] = values.cat.set_categories(pd.Index([], dtype="str"))
    return table


def _replace(folder: Path, beside: Path) -> None:
    """Put ``beside/new`` in the place of a folder; if that fails, what was there stays there."""
    if folder.exists():
        folder.replace(beside / "old")
    try:
        (beside / "new").replace(folder)
    except OSError:
        if (beside / "old").exists():
            (beside / "old").replace(folder)
        raise


def _write(corpus: Corpus, folder: Path) -> None:
    TokenWriter(folder / "tokens").append(corpus.tokens, len(corpus.articles))
    for name in CORPUS_TABLES:
        feather.write_feather(corpus.tables[name], folder / f"{name}.arrow", compression="uncompressed")
    about = {"format": _FORMAT, "tokenizer": corpus.tokens.tokenizer, "digest": corpus.digest}
    (folder / "corpus.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
