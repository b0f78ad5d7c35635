"""A stream to documents, by the format its name tells: text, page, or many records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from unicodedata import normalize

from framescope.corpus import records
from framescope.corpus.archives import ARCHIVE_SUFFIXES, Content
from framescope.corpus.delimited import csv_records
from framescope.corpus.encoding import (
    Encoding,
    declared_encoding,
    decode,
    find_encoding,
    lost_marks,
    repair,
    without_noncharacters,
)
from framescope.corpus.fields import Assigned, Claim, assign, record_claims, written
from framescope.corpus.html import EXTRACT, LARGEST_PAGE, read_page, too_large
from framescope.corpus.records import Record
from framescope.corpus.reports import Tally
from framescope.errors import FramescopeError, InputError

TEXT_SUFFIXES = (".txt", ".md", ".text")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
RECORD_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")
#: Endings of files that are read, also with ``.gz`` behind them.
PLAIN_SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES, *RECORD_SUFFIXES)
#: Characters from which a text is reported: no article is so long, more likely a file was not split.
LONG_TEXT = 1_000_000


@dataclass(frozen=True)
class Found:
    """One document as it was found: `record` names it within its file, empty where the file is the document."""

    record: str
    text: str
    encoding: str
    steps: tuple[str, ...]
    basis: str
    claims: Sequence[Claim] = ()


def readable(name: str) -> bool:
    """Return whether a file of this name is of a format that is read."""
    lower = name.lower()
    return lower.endswith((*PLAIN_SUFFIXES, *ARCHIVE_SUFFIXES)) or lower.removesuffix(".gz").endswith(PLAIN_SUFFIXES)


def documents_in(content: Content, columns: Mapping[str, str], tally: Tally) -> Iterator[Found]:
    """Yield the documents of a stream; what is wrong with single rows goes into the tally.

    Raises
    ------
    InputError
        If nothing of it can be read.
    """
    lower = content.format_name.lower()
    if lower.endswith(TEXT_SUFFIXES):
        text, encoding = decode(content.stream.read())
        if not text.strip():
            raise InputError("it is empty.")
        yield _mended("", text, encoding, "file", (), tally)
    elif lower.endswith(PAGE_SUFFIXES):
        yield _page(content.stream, tally)
    elif lower.endswith(RECORD_SUFFIXES):
        yield from _rows(lower, content.stream, columns, tally)
        if not tally.rows:
            raise InputError("it holds no records.")
    else:
        known = ", ".join((*PLAIN_SUFFIXES, *ARCHIVE_SUFFIXES))
        raise InputError(f"its ending tells no format that is read ({known}, or one of these with .gz).")


def _page(stream: BinaryIO, tally: Tally) -> Found:
    source = stream.read(LARGEST_PAGE + 1)
    if len(source) > LARGEST_PAGE:
        raise InputError(too_large(len(source) + len(stream.read())))
    text, encoding = decode(source, declared=declared_encoding(source))
    page = read_page(text)
    return _mended("", page.text, Encoding(encoding.name, (*encoding.steps, EXTRACT)), "extracted", page.claims, tally)


def _rows(lower: str, stream: BinaryIO, columns: Mapping[str, str], tally: Tally) -> Iterator[Found]:
    if lower.endswith(".parquet"):
        encoding = Encoding("utf-8")
        read = records.parquet_records(stream, columns)
    else:
        encoding = find_encoding(stream, nul_allowed=True)
        read = _decoded(lower, stream, encoding, columns, tally)
    steps = (*encoding.steps, "take the text of the record")
    assigner = _Assigner(columns, tally)
    ids = _Ids(tally)
    for record in read:
        tally.rows += 1
        try:
            assigned = assigner(record.values)
        except FramescopeError as error:
            if not lower.endswith((".json", ".jsonl", ".ndjson")):
                raise InputError(str(error)) from error
            tally.add(f"left out: {error}", record.where)
            continue
        text = record.values.get(assigned.column["text"])
        if not isinstance(text, str) or not text.strip():
            reason = "no text" if not text or isinstance(text, str) else f"{type(text).__name__} in place of a text"
            tally.add(f"left out: {reason}", record.where)
            continue
        name = ids.of(record, assigned)
        yield _mended(
            name, text, Encoding(encoding.name, steps), "extracted", record_claims(record.values, assigned), tally
        )


def _decoded(
    lower: str, stream: BinaryIO, encoding: Encoding, columns: Mapping[str, str], tally: Tally
) -> Iterator[Record]:
    if lower.endswith((".csv", ".tsv")):
        return csv_records(records.decoded_lines(stream, encoding.name), tally, columns)
    lines = records.decoded_lines(stream, encoding.name, newline="\n")
    return (
        records.json_records("".join(lines), tally)
        if lower.endswith(".json")
        else records.json_line_records(lines, tally)
    )


def _mended(record: str, text: str, encoding: Encoding, basis: str, claims: Sequence[Claim], tally: Tally) -> Found:
    """Undo wrong decoding, and replace what is no character, each as a step that is recorded."""
    where = f"record {record}" if record else ""
    text, steps = repair(text)
    sound = without_noncharacters(text)
    if sound != text:
        tally.add("mended: what is no character (lone surrogate, NUL) became U+FFFD", where)
        steps = (*steps, "replace what is no character by U+FFFD")
    if lost_marks(sound):
        tally.add("kept, though apostrophes and quotation marks had become `?` or U+FFFD before (don?t)", where)
    if len(sound) >= LONG_TEXT:
        tally.add(f"kept, though longer than {LONG_TEXT:,} characters: is it one article?", where)
    return Found(record, sound, encoding.name, (*encoding.steps, *steps), basis, claims)


class _Assigner:
    """Finds the columns of a record; records of one file mostly have the same keys, so each set is looked at once."""

    def __init__(self, given: Mapping[str, str], tally: Tally) -> None:
        self._given, self._tally = given, tally
        self._known: dict[tuple[str, ...], Assigned] = {}

    def __call__(self, values: Mapping[str, Any]) -> Assigned:
        keys = tuple(values)
        if keys not in self._known:
            self._known[keys] = assigned = assign(keys, self._given)
            for name, candidates in assigned.doubtful.items():
                named = " and ".join(map(repr, candidates))
                self._tally.add(
                    f"{named} could both be the {name}; none is used. Say which: columns={{{name!r}: ...}}."
                )
        return self._known[keys]


class _Ids:
    """Names records: by their id, else their number; a second record of the same id is told apart by its number."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._taken: set[str] = set()

    def of(self, record: Record, assigned: Assigned) -> str:
        column = assigned.column.get("id")
        stated = written(record.values.get(column)) if column else ""
        name = normalize("NFC", stated or record.key or str(record.number))
        if name in self._taken:
            self._tally.add(
                "renamed, their id was taken: `~` and their number were added to it", f"{record.where}, id {name}"
            )
            while name in self._taken:
                name = f"{name}~{record.number}"
        self._taken.add(name)
        return name
