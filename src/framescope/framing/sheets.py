"""Coding sheets: units and questions as a CSV file that any spreadsheet opens, and the answers read back."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.errors import FramescopeError, InputError, expect
from framescope.framing.answers import YES_NO, Coder, CodingWarning, answer_rows, as_codings, units_by_id
from framescope.framing.codebook import Codebook
from framescope.masking import defuse, undefuse
from framescope.writing import write_atomically

#: What a coder writes who cannot decide; an empty cell is a question not answered yet.
UNDECIDED = "?"
#: Parts the stretches that are marked in one cell.
_BETWEEN = "|"


def write_sheet(units: pd.DataFrame, codebook: Codebook, path: str | Path) -> None:
    """Write a coding sheet: a row a unit, a column a question, nothing answered.

    Parameters
    ----------
    units
        The table `units`.
    codebook
        What is asked. Answers are ``yes`` or ``no``, one of the choices, or, where words are to be marked, the
        words as they stand in the text, joined by ``|`` (or ``no``); ``?`` where the coder cannot decide.
    path
        Where; UTF-8 with a BOM, which spreadsheets need.

    Raises
    ------
    InputError
        If something stands there already: it may hold answers.
    """
    expect("units", units, pd.DataFrame, "fs.coding_sample")
    expect("codebook", codebook, Codebook, "fs.read_codebook")
    path = Path(path)
    if path.exists():
        raise InputError(f"{path}: stands here already and may hold answers; name another file.")
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(["unit_id", "text", *codebook.elements])
    for unit_id, text in zip(units["unit_id"], units["text"], strict=True):
        sheet.writerow([defuse(unit_id), defuse(text), *("" for _ in codebook.elements)])
    write_atomically(path, out.getvalue().encode("utf-8-sig", "backslashreplace"))


def read_sheet(path: str | Path, codebook: Codebook, units: pd.DataFrame, coder: Coder) -> pd.DataFrame:
    """Read the answers of a coding sheet, however a spreadsheet has saved it.

    Parameters
    ----------
    path
        The sheet: commas, semicolons or tabs, with or without a BOM, in UTF-8 or Windows-1252.
    codebook
        What was asked.
    units
        The table `units` from which the sheet was made: units are known by their id, never by what a
        spreadsheet has made of numbers and dates.
    coder
        Who answered.

    Returns
    -------
    DataFrame
        The table `codings`. Empty cells are questions not answered. An answer that cannot be used is left out
        with a `CodingWarning` that names row, unit, question and what is allowed; the file stays as it is.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, or a question has two columns.
    """
    path = Path(path)
    rows = _rows(path)
    _check_columns(path, rows[0] if rows else [], codebook)
    known = units_by_id(units)
    answers: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        said = dict(zip(rows[0], cells, strict=False))
        unit = known.get(undefuse(said["unit_id"].strip()))
        if unit is None:
            _warn(path, number, f"there is no unit {said['unit_id']!r}; its answers are left out.")
            continue
        for element in codebook.elements:
            try:
                answer = _answer(said.get(element, ""), unit, coder, codebook, element)
            except FramescopeError as error:
                _warn(path, number, f"unit {unit['unit_id']!r}: {error}")
                continue
            key = (str(unit["unit_id"]), element)
            if answer and answers.setdefault(key, answer) != answer:
                first = answers[key][0]["value"]
                _warn(
                    path,
                    number,
                    f"unit {key[0]!r}: {element!r} was answered before ({first!r}); the first answer counts.",
                )
    return as_codings(row for answer in answers.values() for row in answer)


def _answer(cell: str, unit: Mapping[str, Any], coder: Coder, codebook: Codebook, element: str) -> list[dict[str, Any]]:
    cell = undefuse(cell.strip())
    if not cell:
        return []
    if cell == UNDECIDED:
        return answer_rows(unit, coder, codebook, element, None)
    asked = codebook.elements[element]
    allowed = asked.choices if asked.answer == "choice" else YES_NO
    folded = {name.casefold(): name for name in allowed}
    if cell.casefold() in folded or asked.answer != "span":
        return answer_rows(unit, coder, codebook, element, folded.get(cell.casefold(), cell))
    spans = [_span(words.strip(), unit) for words in cell.split(_BETWEEN) if words.strip()]
    return answer_rows(unit, coder, codebook, element, "yes", spans)


def _span(words: str, unit: Mapping[str, Any]) -> tuple[int, int]:
    text = str(unit["text"])
    at = text.find(words)
    if at < 0:
        raise InputError(f"the words {words!r} do not stand in it: copy them as they stand there, or write yes or no.")
    if text.find(words, at + 1) >= 0:
        raise InputError(f"the words {words!r} stand in it more than once: mark enough words around them.")
    return int(unit["start"]) + at, int(unit["start"]) + at + len(words)


def _rows(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _check_columns(path: Path, names: list[str], codebook: Codebook) -> None:
    names[:] = [name.strip() for name in names]
    for name in ("unit_id", *codebook.elements):
        if names.count(name) != 1:
            found = "stands twice" if name in names else "is missing"
            raise InputError(f"{path}: the column {name!r} {found}. Columns: {', '.join(names) or '(none)'}.")


def _warn(path: Path, number: int, message: str) -> None:
    warnings.warn(f"{path}, row {number}: {message}", CodingWarning, stacklevel=3)
