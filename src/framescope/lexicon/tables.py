"""Lexicons as tables, for spreadsheets: a term a row, with its category, its weight and its conditions.

Read here: ``term,category[,weight,...]`` with a head (``word`` and ``sentiment`` will do, as tidytext has
them); a column of ``DicTerm`` and one for each category, marked by X or a weight (LIWC-22); two columns
without a head, a term and its weight (AFINN, VADER). Columns are parted by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framescope.errors import InputError
from framescope.lexicon.entry import Entry
from framescope.lexicon.foreign import Draft, lost_with_the_head, plain_terms, read_text
from framescope.lexicon.model import CATEGORIES, LEVEL, Lexicon
from framescope.lexicon.regexes import PREFIX
from framescope.yamlfile import YamlFile

_TERM = ("term", "word", "pattern", "token", "dicterm")
_CATEGORY = ("category", "sentiment", "key")
_WEIGHT = ("weight", "value", "score", "valence")
_FLAGS = ("case", "ignore_hyphens")
_LISTS = ("not_before", "not_after", "not_in")
_COLUMNS = ("category", "term", "weight", *_FLAGS, *_LISTS, "near", "window")
#: Parts the patterns of one cell; no token holds it.
_BAR = "|"

Cells = dict[str, str]


@dataclass(frozen=True)
class _Columns:
    """What the columns of a table are called."""

    term: str
    category: str | None
    weight: str | None


def read_table(path: Path) -> YamlFile:
    """Read a lexicon from a table.

    Raises
    ------
    InputError
        If there is no column of terms, or no term can be taken over.
    """
    text, remark = read_text(path)
    draft = Draft(path, regexes=True)
    draft.remarks += [remark] if remark else []
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    quotes = None if delimiter == "\t" else '"'
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quotes)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: is no table ({error}).") from error
    if not rows:
        raise InputError(f"{path}: is empty.")
    head = [cell.lower() for cell in rows[0][1]]
    if len(head) > 1 and _number(head[1]) is not None:
        _read_weights(draft, rows)
    elif any(name in _TERM for name in head):
        _read_headed(draft, rows)
    else:
        raise InputError(
            f"{path}, line {rows[0][0]}: no column is called {', '.join(_TERM[:-1])} or DicTerm, and the second "
            f"column holds no weight. Found: {', '.join(rows[0][1])}."
        )
    return draft.file()


def _read_weights(draft: Draft, rows: list[tuple[int, list[str]]]) -> None:
    wide = max(len(cells) for _, cells in rows)
    if wide > 2:
        draft.remark(rows[0][0], f"columns 3 to {wide} have no name and are not read.")
    for line, cells in rows:
        weight = _number(cells[1]) if len(cells) > 1 else None
        if weight is None:
            draft.remark(line, f"stray line {cells!r}: no term and weight; left out.")
        else:
            draft.add([draft.path.stem], _entry(cells[0], weight), line)


def _read_headed(draft: Draft, rows: list[tuple[int, list[str]]]) -> None:
    (first, names), *rest = rows
    head = [name.lower() for name in names]
    if len(set(head)) < len(head):
        raise InputError(f"{draft.path}, line {first}: two columns have the same name: {', '.join(names)}.")
    whole = [(line, dict(zip(head, cells, strict=True))) for line, cells in rest if len(cells) == len(head)]
    for line, cells in rest:
        if len(cells) != len(head):
            draft.remark(line, f"stray line: {len(cells)} cells under {len(head)} names; left out.")
    category, weight = _column(head, _CATEGORY), _column(head, _WEIGHT)
    if category and not weight and all(_number(row[category]) is not None for _, row in whole):
        category, weight = None, category  # a column `sentiment` of numbers
    columns = _Columns(str(_column(head, _TERM)), category, weight)
    if category is None and weight is None:
        written = dict(zip(head, names, strict=True))
        for line, row in whole:
            marks = {written[name]: cell for name, cell in row.items() if name != columns.term}
            _add_wide(draft, row[columns.term], marks, line)
        return
    unread = [name for name in head if name not in {*_COLUMNS, columns.term, category, weight}]
    if unread:
        draft.remark(first, f"columns that are not read: {', '.join(unread)}.")
    for line, row in whole:
        _add_long(draft, row, columns, line)


def _add_long(draft: Draft, row: Cells, columns: _Columns, line: int) -> None:
    cell = row[columns.weight] if columns.weight else ""
    weight = _number(cell) if cell else 1.0
    if weight is None:
        draft.remark(line, f"the weight {cell!r} of {row[columns.term]!r} is no number; left out.")
        return
    entry = _entry(row[columns.term], weight)
    entry |= {name: row[name] for name in _FLAGS if row.get(name)}
    entry |= {name: _patterns(row[name]) for name in _LISTS if row.get(name)}
    if row.get("near"):
        entry["near"] = {"terms": _patterns(row["near"])} | ({"window": row["window"]} if row.get("window") else {})
    category = row[columns.category] if columns.category else ""
    draft.add((category or draft.path.stem).split(LEVEL), entry, line)


def _add_wide(draft: Draft, term: str, row: Cells, line: int) -> None:
    for category, cell in row.items():
        if not cell:
            continue
        weight = 1.0 if cell.lower() == "x" else _number(cell)
        if weight is None:
            draft.remark(line, f"{cell!r} under {category!r} is neither X nor a weight; left out.")
        elif weight:
            draft.add(category.split(LEVEL), _entry(term, weight), line)


def _column(head: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in names if name in head), None)


def _entry(term: str, weight: float) -> dict[str, Any]:
    return {"term": term} | ({"weight": weight} if weight != 1 else {})


def _patterns(cell: str) -> list[str]:
    return [text.strip() for text in cell.split(_BAR) if text.strip()]


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def write_table(lexicon: Lexicon) -> tuple[str, list[str]]:
    """Return a lexicon as a table with commas, and remarks on what the format cannot say."""
    remarks = lost_with_the_head(lexicon, sets=False)
    rows: list[Cells] = []
    for row, terms, lost in plain_terms(lexicon, takes=frozenset({*Entry.model_fields, PREFIX})):
        remarks += lost
        name = row.category if row.set == CATEGORIES else f"{row.set}{LEVEL}{row.category}"
        rows += [{"category": name, "term": term, **dict(_cells(row.entry))} for term in terms]
    used = [name for name in _COLUMNS if name in ("category", "term") or any(name in row for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, used, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), remarks


def _cells(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.weight != 1:
        yield "weight", repr(entry.weight)
    yield from ((name, "true") for name in _FLAGS if getattr(entry, name))
    yield from ((name, _BAR.join(getattr(entry, name))) for name in _LISTS if getattr(entry, name))
    if entry.near:
        yield "near", _BAR.join(entry.near.terms)
        yield "window", str(entry.near.window)
