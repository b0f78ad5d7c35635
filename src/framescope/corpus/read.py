"""The front door: files to documents and claims, and from these a corpus. A bad file stops nobody else."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.corpus.archives import Content, contents
from framescope.corpus.build import build_corpus
from framescope.corpus.corrections import Corrections, read_corrections
from framescope.corpus.fields import Claim, check_columns
from framescope.corpus.files import find_files
from framescope.corpus.formats import Found, documents_in, readable
from framescope.corpus.metadata import Metadata, read_metadata
from framescope.corpus.model import Corpus
from framescope.corpus.reports import Report, Tally
from framescope.errors import InputError
from framescope.schema import DOCUMENTS, EVIDENCE

Row = tuple[Any, ...]


class CorpusWarning(UserWarning):
    """Something in a corpus was left out or guessed; the message says what and why."""


@dataclass(frozen=True)
class Reading:
    """What was read: the table `documents`, what records and pages claim (`evidence`), and what went wrong."""

    documents: pd.DataFrame
    claims: pd.DataFrame
    reports: tuple[Report, ...]


def read_corpus(path: str | Path, *, columns: Mapping[str, str] | None = None) -> Corpus:
    """Read articles and build their corpus.

    ``metadata.yaml`` and ``corrections.yaml`` in a folder are applied. ``docs/corpus.md`` tells what
    can be read and how.

    Parameters
    ----------
    path
        A file, a folder (read with all below it) or a glob. Text (``.txt .md .text``), pages (``.html
        .htm .xhtml``), tables and records (``.csv .tsv .jsonl .ndjson .json .parquet``), each also
        with ``.gz``, and archives that hold them (``.zip .tar .tar.gz .tgz``).
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
    reading = read_documents(path, columns=columns)
    for report in reading.reports:
        warnings.warn(str(report), CorpusWarning, stacklevel=2)
    if reading.documents.empty:
        reasons = "".join(f"\n  {report}" for report in reading.reports)
        raise InputError(f"{path}: none of its files could be read.{reasons}")
    folder = Path(path)
    metadata, corrections = folder / "metadata.yaml", folder / "corrections.yaml"
    return build_corpus(
        reading.documents,
        claims=reading.claims,
        metadata=read_metadata(metadata) if metadata.exists() else Metadata(),
        corrections=read_corrections(corrections) if corrections.exists() else Corrections(),
    )


def read_documents(path: str | Path, *, columns: Mapping[str, str] | None = None) -> Reading:
    """Read files into documents and what is claimed of them; parameters and errors as in `read_corpus`."""
    columns = columns or {}
    check_columns(columns)
    files = find_files(path)
    reports = list(files.reports)
    documents: dict[str, Row] = {}
    claims: list[Row] = []
    for name, file in files.by_name:
        try:
            found = _read_file(file, name, columns, reports)
        except (OSError, InputError, MemoryError) as error:
            reports.append(Report.left_out(name, error or "there is not enough memory for it."))
            continue
        for row, said in found:
            if row[0] in documents:
                reports.append(Report.left_out(row[0], "another file has the same name in another composition."))
                continue
            documents[row[0]] = row
            claims += said
    return Reading(DOCUMENTS.frame(documents.values()), EVIDENCE.frame(claims), tuple(reports))


def _read_file(file: Path, name: str, columns: Mapping[str, str], reports: list[Report]) -> list[tuple[Row, list[Row]]]:
    """Return the documents of one file; all of them or, if it changes meanwhile, none."""
    tally = Tally(name)
    before = _stamp(file)
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    rows = []
    for content in contents(file, name, tally):
        if content.name == name:
            found = documents_in(content, columns, tally)
        elif readable(content.format_name):
            found = _member(content, columns, reports)
        else:
            tally.add("files of formats that are not read were passed over", content.format_name)
            continue
        rows += [_rows(content.name, name, sha256, one) for one in found]
    if _stamp(file) != before:
        raise InputError("it changed while it was read. Read it again when nothing writes to it.")
    reports += tally.reports()
    return rows


def _member(content: Content, columns: Mapping[str, str], reports: list[Report]) -> list[Found]:
    """Return the documents of one member of an archive; a bad one is reported and stops no other."""
    tally = Tally(content.name)
    try:
        found = documents_in(content, columns, tally)
    except InputError as error:
        reports.append(Report.left_out(content.name, error))
        return []
    reports += tally.reports()
    return found


def _rows(name: str, path: str, sha256: str, found: Found) -> tuple[Row, list[Row]]:
    """Return a document's row of `documents`, and its rows of `evidence`."""
    document_id = f"{name}::{found.record}" if found.record else name
    text_sha256 = hashlib.sha256(found.text.encode("utf-8")).hexdigest()
    decoding = "; ".join(found.steps)
    row = (document_id, path, sha256, text_sha256, found.encoding, decoding, found.basis, len(found.text), found.text)
    return row, [_claim_row(document_id, claim) for claim in found.claims]


def _claim_row(document_id: str, claim: Claim) -> Row:
    confidence = "certain" if claim.certain else "uncertain"
    where = (None, None, claim.rule, confidence, claim.guessed)
    return (document_id, None, claim.field, claim.value, claim.source, *where)


def _stamp(file: Path) -> tuple[int, int, int]:
    state = file.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns
