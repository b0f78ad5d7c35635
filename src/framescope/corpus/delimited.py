"""Delimited text (CSV and its kin): the delimiter is found, a broken quote costs one row and not the file."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from framescope.corpus.fields import field_of
from framescope.corpus.records import Record
from framescope.corpus.reports import Tally
from framescope.errors import InputError

_DELIMITERS = (",", ";", "\t", "|")
#: The csv module refuses fields of more than 131,072 characters; articles are longer.
_LONGEST_FIELD = 1 << 30
#: A first column of at most so many shapes (digits and letters made alike) is a regular one.
_FEW_SHAPES = 3


def csv_records(stream: Iterator[str], tally: Tally, given: Mapping[str, str]) -> Iterator[Record]:
    """Read delimited text with a header; the delimiter is the one that gives the header the most known columns.

    A row with a broken quote is left out and reported with its lines; reading goes on with the next
    line that begins a row as the rows before it did (see `_Layout`).
    """
    csv.field_size_limit(_LONGEST_FIELD)
    lines = _Lines(stream)
    first = next(lines, "")
    lines.put_back(first)
    rows = _rows(lines, _delimiter(first, given))
    _, names, fault = next(rows, (1, [], ""))
    if fault:
        raise InputError(f"the quotation marks of its header (line 1) do not close ({fault}).")
    header = _header(names, given)
    layout, number, broken, why = _Layout(), 0, 0, ""
    for start, row, fault in rows:
        sound = len(row) == len(header)
        if broken:
            if not sound or not layout.begins(row, lines.seen):
                continue  # still the broken row, as far as anybody can tell
            tally.skip(why, _span(broken, start - 1))
            broken = 0
        number += 1
        if fault:
            broken, why = start, f"a quotation mark opens or closes inside a field ({fault})"
        elif not sound:
            tally.skip(f"not the {len(header)} fields of the header", f"line {start}")
        else:
            layout.add(row, lines.seen)
            yield Record(number, f"line {start}", dict(zip(header, row, strict=True)))
    if broken:
        tally.skip(why, _span(broken, lines.number))


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the first line of each row, its fields, and what is wrong; after an error the next line is tried."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.number + 1
        lines.seen.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.put_back(*lines.seen[1:])
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield start, [], str(error)
        else:
            if row:
                yield start, row, ""


def _span(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _header(names: list[str], given: Mapping[str, str]) -> list[str]:
    header = [name.strip() for name in names]
    for name in header:
        if header.count(name) > 1 and (field_of(name) or name in given.values()):
            raise InputError(f"it has {header.count(name)} columns named {name!r}.")
    return header


def _delimiter(header: str, given: Mapping[str, str]) -> str:
    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(1 for name in names if field_of(name) or name.strip() in given.values()), len(names)

    return max(_DELIMITERS, key=known)


class _Layout:
    """What the beginnings of rows look like, so that after a broken row the next is not taken from its middle."""

    def __init__(self) -> None:
        self._one_line = True
        self._shapes: set[str] = set()

    def add(self, row: Sequence[str], lines: Sequence[str]) -> None:
        """Learn from a sound row."""
        self._one_line = self._one_line and len(lines) == 1
        if len(self._shapes) <= _FEW_SHAPES:
            self._shapes.add(_shape(row[0]))

    def begins(self, row: Sequence[str], lines: Sequence[str]) -> bool:
        """Return whether a row of the right length is one: its quotes pair, and it begins like those before.

        Where rows have one line, each line is a row. Where they have several, a paragraph with the
        right number of commas is none; the first column tells, if it is regular (numbers, codes).
        """
        if "".join(lines).count('"') % 2:
            return False
        return self._one_line or (len(self._shapes) <= _FEW_SHAPES and _shape(row[0]) in self._shapes)


def _shape(field: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", field))


class _Lines:
    """Physical lines, numbered; lines that were read ahead can be put back."""

    def __init__(self, stream: Iterator[str]) -> None:
        self._stream = stream
        self._waiting: deque[str] = deque()
        self.number = 0
        self.seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._stream)
        self.number += 1
        self.seen.append(line)
        return line

    def put_back(self, *lines: str) -> None:
        """Give these lines again, in this order."""
        self._waiting.extendleft(reversed(lines))
        self.number -= len(lines)
