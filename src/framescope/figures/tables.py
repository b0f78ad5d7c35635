"""Tables that leave the house: rounded alike everywhere, harmless in a spreadsheet, written whole or not at all."""

from __future__ import annotations

import datetime
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framescope.errors import InputError, expect
from framescope.masking import defuse, mask_emails
from framescope.writing import RUN_FOLDER_VARIABLE, write_atomically

#: Digits every value has before it is drawn or written: the last ones differ between processors.
SIGNIFICANT_DIGITS = 10
#: Where figures and tables go when there is no run.
DEFAULT_FOLDER = Path("build")

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_QUOTED = re.compile(r"[,\"\r\n]")
_ROOTS = "home|Users|root|tmp|var|usr|opt|mnt|media|srv|etc|private|Volumes|Library|Applications"
_ABSOLUTE = re.compile(rf"/(?:{_ROOTS})/|(?:/[^/\s]+){{2,}}/?$|[A-Za-z]:[\\/](?!/)|\\\\[\w.]+\\|file:/|~[\\/]")


def save_table(frame: pd.DataFrame, name: str, *, folder: str | Path | None = None) -> None:
    """Write a table as CSV (UTF-8, a row a line) to the run's folder.

    Parameters
    ----------
    frame
        Any table. Its index is not written. Cells hold text, numbers, truth values, dates, or nothing.
    name
        Name of the file without its ending: lower-case words joined by ``-`` or ``_``.
    folder
        Where to write; by default ``tables`` in the folder that the environment variable
        ``FRAMESCOPE_RUN_FOLDER`` names, or ``build/tables`` outside a run.

    Raises
    ------
    InputError
        If the name is not such a name, the table has no column, or a cell holds an absolute path or
        something that is no plain value.

    Notes
    -----
    Values have 10 significant digits. A text cell that a spreadsheet would run as a formula begins with an
    apostrophe, and names in e-mail addresses are masked: read the words themselves in the corpus.
    """
    check_name(name, "table")
    write_atomically(output_folder("tables", folder) / f"{name}.csv", csv_bytes(frame, f"table {name!r}"))


def check_name(name: str, what: str) -> None:
    """Check that a name can be the name of a file anywhere and stays in its folder.

    Raises
    ------
    InputError
        If it is not lower-case words of letters and digits joined by ``-`` or ``_``.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} cannot name a {what}: use lower-case letters and digits, words joined by - or _ "
            "(kebab-case or snake_case), without an ending."
        )


def output_folder(kind: str, folder: str | Path | None = None) -> Path:
    """Return where results of a kind (``figures``, ``tables``) go; `folder` wins."""
    if folder is not None:
        return Path(folder)
    run = os.environ.get(RUN_FOLDER_VARIABLE)
    return (Path(run) if run else DEFAULT_FOLDER) / kind


def rounded(value: float) -> float:
    """Return a number with `SIGNIFICANT_DIGITS`; infinite and missing values stay."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") if math.isfinite(value) else float(value)


def round_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose floating-point columns have `SIGNIFICANT_DIGITS`; everything else as it was."""
    exact = frame.copy()
    for name in exact.columns[[pd.api.types.is_float_dtype(dtype) for dtype in exact.dtypes]]:
        exact[name] = exact[name].map(rounded, na_action="ignore").astype(exact[name].dtype)
    return exact


def absolute_paths(value: Any) -> Iterator[str]:
    """Yield every text in a value (also in lists and mappings) that begins with an absolute path."""
    if isinstance(value, str):
        if _ABSOLUTE.match(value):
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from absolute_paths(key)
            yield from absolute_paths(item)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from absolute_paths(item)
    elif isinstance(value, Path) and value.is_absolute():
        yield str(value)


def csv_bytes(frame: pd.DataFrame, what: str) -> bytes:
    """Return a table as the bytes of a CSV file.

    Raises
    ------
    InputError
        If it has no column, a column name stands twice, a cell holds an absolute path or is no plain value.
    """
    expect(f"The data of {what}", frame, pd.DataFrame, "pd.DataFrame(...)")
    names = [str(name) for name in frame.columns]
    if not names:
        raise InputError(f"The data of {what} has no column.")
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise InputError(f"The data of {what} has column(s) twice: {', '.join(twice)}.")
    columns = [[_cell(value, name, what) for value in frame.iloc[:, i]] for i, name in enumerate(names)]
    rows = [[_harmless(name) for name in names], *zip(*columns, strict=True)]
    return "".join(f"{_row(row)}\n" for row in rows).encode("utf-8")


def _row(cells: Sequence[str]) -> str:
    """Return one row as RFC 4180 has it; the writers of Python and pandas leave a lone carriage return bare."""
    bare = [cell if not _QUOTED.search(cell) else '"' + cell.replace('"', '""') + '"' for cell in cells]
    return ",".join(bare) or '""'  # an empty line would be no row


def _cell(value: Any, column: str, what: str) -> str:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        if path := next(absolute_paths(value), None):
            raise InputError(
                f"Column {column!r} of {what} holds an absolute path, {path!r}, which means nothing elsewhere. "
                "Write paths relative to the corpus, or drop the column."
            )
        return _harmless(value)
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (bool, int)):
        return str(value)
    if isinstance(value, float):
        return repr(rounded(value))
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    raise InputError(
        f"Column {column!r} of {what} holds a {type(value).__name__}; a table holds text, numbers, truth values "
        "and dates. Write one value a cell."
    )


def _harmless(text: str) -> str:
    text = mask_emails(text)
    # A lone surrogate (an undecodable byte somewhere) has no place in UTF-8; it is shown, not dropped.
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return defuse(text)
