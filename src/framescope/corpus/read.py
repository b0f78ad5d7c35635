"""The front door: files to documents and claims, and from these a corpus. A bad file stops nobody else."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

from framescope.corpus.build import build_corpus
from framescope.corpus.corrections import Corrections, read_corrections
from framescope.corpus.doubts import doubts
from framescope.corpus.fields import check_columns
from framescope.corpus.files import find_files
from framescope.corpus.metadata import Metadata, read_metadata
from framescope.corpus.model import Corpus
from framescope.corpus.remote import local_files
from framescope.corpus.reports import Report
from framescope.corpus.sources import Reading, read_files
from framescope.errors import InputError


class CorpusWarning(UserWarning):
    """Something in a corpus was left out or guessed; the message says what and why."""


def read_corpus(path: str | Path, *, columns: Mapping[str, str] | None = None) -> Corpus:
    """Read articles and build their corpus.

    ``metadata.yaml`` and ``corrections.yaml`` in a folder are applied. ``docs/corpus.md`` tells what
    can be read and how.

    Parameters
    ----------
    path
        A file, a folder (read with all below it) or a glob. Text (``.txt .md .text``), pages (``.html
        .htm .xhtml``), tables and records (``.csv .tsv .jsonl .ndjson .json .parquet``), each also
        with ``.gz``, and archives that hold them (``.zip .tar .tar.gz .tgz``). Or an address of any of
        these that fsspec knows (``s3://bucket/articles``), where ``framescope[remote]`` is installed.
    columns
        Field -> column of tables and records, where the names of the columns do not tell:
        ``{"text": "maintext", "outlet": "domain"}``. Fields: id, text, title, author, outlet, date,
        url, language.

    Returns
    -------
    Corpus
        All tables of the contract. What cannot be used (a file, a row) is left out with a
        `CorpusWarning` that names it and the reason.

    Raises
    ------
    InputError
        If there is nothing to read: no such path, no file of a known format, or not one readable.
    UnknownNameError
        If `columns` names a field that does not exist.
    GuardError
        If a correction or a metadata entry no longer fits its document.

    Notes
    -----
    Bytes that are neither marked nor UTF-8 are read as their page declares, else as Windows-1252,
    which hardly ever fails and is therefore a guess; `evidence` says so for each such document.
    """
    with local_files(path) as place:
        reading = read_documents(place, columns=columns, called=str(path))
        metadata, corrections = decisions_beside(place)
    for report in reading.reports:
        warnings.warn(str(report), CorpusWarning, stacklevel=2)
    if reading.documents.empty:
        raise nothing_read(path, reading.reports)
    corpus = build_corpus(reading.documents, claims=reading.claims, metadata=metadata, corrections=corrections)
    for report in doubts(corpus.evidence):
        warnings.warn(str(report), CorpusWarning, stacklevel=2)
    return corpus


def decisions_beside(path: str | Path) -> tuple[Metadata, Corrections]:
    """Return what ``metadata.yaml`` and ``corrections.yaml`` in a folder say; nothing where they are not there."""
    metadata, corrections = Path(path) / "metadata.yaml", Path(path) / "corrections.yaml"
    return (
        read_metadata(metadata) if metadata.exists() else Metadata(),
        read_corrections(corrections) if corrections.exists() else Corrections(),
    )


def nothing_read(path: str | Path, reports: Iterable[Report]) -> InputError:
    """Return the error for files of which none could be read, with the reasons."""
    reasons = "".join(f"\n  {report}" for report in reports)
    return InputError(f"{path}: none of its files could be read.{reasons}")


def read_documents(path: str | Path, *, columns: Mapping[str, str] | None = None, called: str = "") -> Reading:
    """Read files into documents and what is claimed of them; parameters and errors as in `read_corpus`.

    `called` is what a report calls the path.
    """
    columns = columns or {}
    check_columns(columns)
    files = find_files(path, called=called)
    read = read_files(files.by_name, columns)
    return Reading(read.documents, read.claims, (*files.reports, *read.reports))
