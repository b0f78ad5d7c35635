"""The journal of a coder: every answer is on disk before it is shown as saved, and none is ever written over."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.errors import InputError, expect
from framescope.framing.answers import CodingWarning, as_codings
from framescope.schema import CODINGS

_ANSWER = ["coder", "pass", "unit_id", "element"]


def append_answer(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Append one answer (its rows of `codings`) as one line, and return when it is on disk.

    Raises
    ------
    InputError
        If it cannot be written: then nothing was saved, and the caller must say so.
    """
    path = Path(path)
    given = list(rows)
    for row in given:
        expect("Each row of an answer", row, Mapping, "dict(...)")
    line = json.dumps([dict(row) for row in given], ensure_ascii=False, default=_plain) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            if file.tell() and not _ends_line(path):
                line = "\n" + line  # the line before was cut off; it must not swallow this one
            file.write(line.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(
            f"{path}: the answer could not be saved ({error.strerror}). Free space, then answer again."
        ) from error


def read_journal(path: str | Path) -> pd.DataFrame:
    """Read a journal.

    Returns
    -------
    DataFrame
        The table `codings`: of each coder, pass, unit and element the last answer. Earlier answers stay in
        the file. A line that was cut off (the machine went down while it was written) is left out with a
        `CodingWarning` that names it.

    Raises
    ------
    InputError
        If there is no such file.
    """
    path = Path(path)
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error
    answers: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows = json.loads(line)
            key = tuple(rows[0][name] for name in _ANSWER)
        except (ValueError, LookupError, TypeError):
            warnings.warn(f"{path}, line {number}: cut off or damaged, left out.", CodingWarning, stacklevel=2)
            continue
        answers.pop(key, None)  # the last answer counts, and stands where it was given
        answers[key] = rows
    return as_codings({name: row.get(name) for name in CODINGS.columns} for rows in answers.values() for row in rows)


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _plain(value: Any) -> Any:
    """Return numbers of NumPy as numbers of JSON."""
    return value.item()
