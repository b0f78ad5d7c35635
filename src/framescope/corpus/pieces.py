"""The files of a corpus in pieces that fit into memory: small files together, a large one cut where its records end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framescope.corpus.archives import ARCHIVE_SUFFIXES
from framescope.corpus.formats import PAGE_SUFFIXES, RECORD_SUFFIXES
from framescope.corpus.reports import Report
from framescope.corpus.sources import Reading, Row, Source, as_reading, file_digest, read_files, stamp

#: Characters of a piece, about: its labels, tokens and tables take some 40 times as many bytes while they are made.
PIECE = 8_000_000
#: What a byte of a file becomes: compressed text swells, of a page mostly markup is left.
_SWELLS = ((".gz", 5.0), (".tgz", 5.0), (".zip", 5.0), (".parquet", 2.0), *((suffix, 0.2) for suffix in PAGE_SUFFIXES))


@dataclass(frozen=True)
class Piece:
    """Documents to be labelled together.

    Attributes
    ----------
    key
        Names what it holds: files, their state, and which part of them.
    files
        The files that are read for it, by their names; of a part of a large file, the file.
    stamps
        Size and time of change of each, as they were before it was read.
    part
        What was read of a large file; None where the files are yet to be read.
    """

    key: str
    files: tuple[tuple[str, Path], ...]
    stamps: tuple[tuple[int, int], ...]
    part: Reading | None = None

    def read(self, columns: Mapping[str, str]) -> Reading:
        """Return its documents."""
        return read_files(self.files, columns) if self.part is None else self.part

    def states(self, reading: Reading) -> dict[str, tuple[int, int, str]]:
        """Return size, time of change and digest of each file; a large one was read once, not for each of its parts."""
        digests = dict(zip(reading.documents["path"], reading.documents["sha256"], strict=True))
        seen = zip(self.files, self.stamps, strict=True)
        return {name: (*seen_at, digests.get(name) or file_digest(path)) for (name, path), seen_at in seen}


@dataclass
class Findings:
    """What is known of large files once they have been read to their end.

    Attributes
    ----------
    reports
        What went wrong.
    spoilt
        Keys of pieces that must not be used after all.
    orders
        File -> column -> orders of day and month that its dates show.
    """

    reports: list[Report] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    orders: dict[str, dict[str, set[str]]] = field(default_factory=dict)


def pieces(
    files: Iterable[tuple[str, Path]], columns: Mapping[str, str], findings: Findings, *, size: int = PIECE
) -> Iterator[Piece]:
    """Yield the pieces of files, in their order; the same files in the same state give the same pieces.

    Parameters
    ----------
    files
        Files by their name in the corpus.
    columns
        Field -> column, where the names of columns do not tell.
    findings
        Takes what turns out while large files are read; complete when the last piece was taken.
    size
        Characters of a piece, about.
    """
    together: list[tuple[str, Path]] = []
    room = float(size)
    for name, path in files:
        expected = _expected(path)
        if together and expected > room:
            yield _of_files(together)
            together, room = [], float(size)
        if expected > size and path.name.lower().removesuffix(".gz").endswith((*RECORD_SUFFIXES, *ARCHIVE_SUFFIXES)):
            yield from _parts(Source(name, path, columns), findings, size)
        else:
            together.append((name, path))
            room -= expected
    if together:
        yield _of_files(together)


def _parts(source: Source, findings: Findings, size: int) -> Iterator[Piece]:
    """Yield a large file in parts: whole contents together, a large content alone, so that each can be taken back."""
    made: list[tuple[str, str]] = []  # content and key of each part
    whole, open_ = _Batch(), _Batch()

    def part(batch: _Batch) -> Piece:
        seen = _stamp(source.path)
        key = _digest(f"{source.name} {seen}", str(len(made)))
        made.append((batch.content, key))
        return Piece(key, ((source.name, source.path),), (seen,), as_reading(batch.documents, batch.claims))

    for content, row, claims in source.documents():
        if content != open_.content:
            if source.usable(open_.content):
                whole = whole.joined(open_)
            if whole.size >= size:
                yield part(whole)
                whole = _Batch()
            open_ = _Batch(content)
        open_.add(row, claims)
        if open_.size >= size:
            if whole.documents:
                yield part(whole)
                whole = _Batch()
            yield part(open_)
            open_ = _Batch(content)
    if source.usable(open_.content):
        whole = whole.joined(open_)
    if whole.documents and not source.spoilt & {source.name}:
        yield part(whole)
    findings.spoilt |= {key for content, key in made if not source.usable(content)}
    findings.reports += source.reports
    findings.orders[source.name] = source.orders


@dataclass
class _Batch:
    content: str = ""
    documents: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    size: int = 0

    def add(self, row: Row, claims: list[Row]) -> None:
        self.documents.append(row)
        self.claims += claims
        self.size += len(row[-1])

    def joined(self, other: _Batch) -> _Batch:
        """Return both as one; it belongs to a content only if all of it does."""
        content = other.content if not self.documents else ""
        return _Batch(content, self.documents + other.documents, self.claims + other.claims, self.size + other.size)


def _of_files(files: list[tuple[str, Path]]) -> Piece:
    stamps = tuple(_stamp(path) for _, path in files)
    named = [f"{name} {seen}" for (name, _), seen in zip(files, stamps, strict=True)]
    return Piece(_digest(*named), tuple(files), stamps)


def _stamp(path: Path) -> tuple[int, int]:
    return stamp(path)[1:]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _expected(path: Path) -> float:
    lower = path.name.lower()
    swells = next((factor for suffix, factor in _SWELLS if lower.endswith(suffix)), 1.0)
    return path.stat().st_size * swells if path.exists() else 0.0
