"""Tokens on disk: a file for each column, to which documents are appended and which is never rewritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framescope.corpus.model import Tokens
from framescope.errors import InputError
from framescope.text.tokens import TOKENIZER
from framescope.text.vocabulary import Vocabulary, VocabularyBuilder

#: Files by name, with the type of an entry and what decides how many there are. They hold nothing but entries.
_FILES = {
    "term": ("<u4", "tokens"),
    "start": ("<i8", "tokens"),
    "length": ("<u4", "tokens"),
    "article": ("<i4", "tokens"),
    "zone": ("u1", "tokens"),
    "voice": ("u1", "tokens"),
    "breaks": ("?", "tokens"),
    "documents": ("<i8", "bounds"),
    "fold": ("<u4", "forms"),
    "forms": ("u1", "bytes"),  # UTF-8, one form a line
}
#: The state of a folder without tokens.
EMPTY: Mapping[str, Any] = {
    "tokenizer": TOKENIZER,
    "tokens": 0,
    "bounds": 0,
    "forms": 0,
    "bytes": 0,
    "articles": 0,
}
#: Written last: what it does not count was never there.
_ABOUT = "tokens.json"
_BLOCK = 250_000
#: In a state: the file that holds the zones, if they are not those that were appended.
ZONES = "zones"


class TokenWriter:
    """Appends the tokens of documents to a folder; documents written in steps give the bytes of those written at once.

    Parameters
    ----------
    folder
        A folder with tokens, or one to be made.
    about
        A state (`about`) to go back to; what was written after it is dropped.

    Attributes
    ----------
    about
        The state: how much was written.

    Raises
    ------
    InputError
        If the folder holds tokens of another tokenizer.

    Notes
    -----
    Ids are handed out in the order in which forms are first met and never change, so what was written
    stays as it is. After a broken-off `append` the next one writes over what was left.
    """

    def __init__(self, folder: Path, about: Mapping[str, Any] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        if about is None:
            about = _read_about(folder) if (folder / _ABOUT).exists() else EMPTY
        self.about = {name: about[name] for name in EMPTY}
        self._builder = VocabularyBuilder(open_tokens(folder, about).vocabulary)
        for name, (dtype, entries) in _FILES.items():
            with (folder / name).open("ab") as file:
                file.truncate(self.about[entries] * np.dtype(dtype).itemsize)

    def append(self, tokens: Tokens, n_articles: int) -> None:
        """Write the tokens of further documents, which hold `n_articles` articles."""
        about = self.about
        ids = self._builder.add(tokens.vocabulary)
        for first in range(0, len(tokens), _BLOCK):  # arrays larger than memory are copied piece by piece
            block = slice(first, first + _BLOCK)
            self._write("term", ids[tokens.term[block]])
            article = tokens.article[block]
            self._write("article", np.where(article < 0, article, article + about["articles"]))
            for column in ("start", "length", "zone", "voice", "breaks"):
                self._write(column, getattr(tokens, column)[block])
        if not about["bounds"]:
            self._write("documents", np.zeros(1))
        self._write("documents", tokens.documents[1:] + about["tokens"])
        new, fold = self._builder.since(about["forms"])
        forms = "\n".join([*new, ""]).encode()
        self._write("forms", np.frombuffer(forms, dtype=np.uint8))
        self._write("fold", fold)
        self.about = about | {
            "tokens": about["tokens"] + len(tokens),
            "bounds": (about["bounds"] or 1) + len(tokens.documents) - 1,
            "forms": about["forms"] + len(new),
            "bytes": about["bytes"] + len(forms),
            "articles": about["articles"] + n_articles,
        }
        beside = self._folder / f".{_ABOUT}"
        beside.write_text(json.dumps(self.about, indent=2) + "\n", encoding="utf-8")
        beside.replace(self._folder / _ABOUT)

    def _write(self, name: str, values: npt.NDArray[Any]) -> None:
        with (self._folder / name).open("ab") as file:
            file.write(np.ascontiguousarray(values, dtype=_FILES[name][0]).data)


def open_tokens(folder: Path, about: Mapping[str, Any] | None = None) -> Tokens:
    """Open tokens by memory map: nothing is read before it is used, so any number opens at once.

    Parameters
    ----------
    folder
        Where a `TokenWriter` wrote.
    about
        What it said of its state (`TokenWriter.about`) when the tokens wanted had been written; what it has
        appended since is not seen. Unless given, all there is.

    Raises
    ------
    InputError
        If the folder holds no tokens, those of another tokenizer, or fewer than were written.
    """
    about = about or _read_about(folder)
    named = {"zone": about.get(ZONES, "zone")}
    columns = {
        name: _map(folder / named.get(name, name), dtype, about[entries]) for name, (dtype, entries) in _FILES.items()
    }
    vocabulary = Vocabulary(columns.pop("forms"), columns.pop("fold"))
    return Tokens(**columns, vocabulary=vocabulary, tokenizer=about["tokenizer"])


def write_zones(folder: Path, zones: npt.NDArray[np.uint8], about: Mapping[str, Any]) -> dict[str, Any]:
    """Write all zones anew, into a file of their own; return the state of the tokens that have them.

    What a comparison of all documents says of their lines changes with every document that is added.
    """
    name = f"{ZONES}-{hashlib.sha256(zones.data).hexdigest()[:12]}"
    beside = folder / f".{name}"
    beside.write_bytes(zones.data)
    beside.replace(folder / name)
    return {**about, ZONES: name}


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: holds no saved tokens ({error}). Save a corpus with corpus.save(...).") from error
    if about.get("tokenizer") != TOKENIZER:
        raise InputError(
            f"{folder}: cut by tokenizer {about.get('tokenizer')!r}; this version knows {TOKENIZER!r}. "
            "Build the corpus again from its sources with read_corpus(...)."
        )
    return dict(about)


def _map(path: Path, dtype: str, n: int) -> npt.NDArray[Any]:
    if not n:
        return np.empty(0, dtype=dtype)
    try:
        return np.memmap(path, dtype=dtype, mode="r", shape=(n,))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: cannot be opened ({error}); the saved corpus is damaged. Build it again from its sources with "
            "read_corpus(...)."
        ) from error
