"""What users name on the command line, opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from framescope.corpus.model import Corpus

#: For every command that reads articles; `pairs` takes it apart.
column_option = click.option(
    "--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of a field, as in text=maintext."
)


def named_corpus(named: str, columns: tuple[str, ...] = ()) -> Corpus:
    """Open a saved corpus, read articles (file, folder, glob, address), or take a corpus of the study one stands in.

    Raises
    ------
    InputError
        If `columns` are named for a corpus whose articles were read before.
    """
    from framescope.corpus.read import read_corpus
    from framescope.corpus.remote import is_address
    from framescope.corpus.store import load_corpus
    from framescope.errors import InputError

    path = Path(named)
    is_saved = (path / "corpus.json").is_file()
    if not is_saved and (path.exists() or is_address(named) or set(named) & set("*?[")):
        return read_corpus(named, columns=column_pairs(columns))
    if columns:
        kind = "is a saved corpus" if is_saved else "is neither a path nor a pattern of one"
        raise InputError(f"--column {columns[0]}: {named} {kind}; columns are named where articles are read.")
    if is_saved:
        return load_corpus(path)
    from framescope.study.inputs import open_corpus

    return open_corpus(named)


def corpus_name(named: str) -> str:
    """Return what to call the corpus of a path or a pattern in file names."""
    return Path(named).resolve().stem.strip("*?[]. ") or "corpus"


def column_pairs(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the column of each field."""
    return pairs(columns, "--column text=maintext")


def pairs(said: tuple[str, ...], example: str) -> dict[str, str]:
    """Take NAME=VALUE apart; `example` is told to whom it is not clear."""
    from framescope.errors import InputError

    if wrong := [one for one in said if "=" not in one]:
        raise InputError(f"{example.split()[0]} {wrong[0]}: write NAME=VALUE, as in {example}.")
    return dict(one.split("=", 1) for one in said)
