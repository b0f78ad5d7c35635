"""Tables for reading: what is the same in every row is said once, everything is escaped and masked.

Display never changes data; the frame stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from numbers import Integral
from typing import Any

import pandas as pd

from framescope.errors import InputError
from framescope.masking import mask_emails
from framescope.schema import VOICE_NAMES

_NOTHING = "–"


@dataclass(frozen=True)
class ShownTable:
    """A table to be looked at; `frame` holds it whole, `n` is how many rows are shown."""

    frame: pd.DataFrame = field(repr=False)
    n: int
    title: str

    @property
    def varying(self) -> list[Any]:
        """The columns that are shown: those whose cells differ."""
        if len(self.frame) < 2:
            return list(self.frame.columns)
        return [name for name, values in self.frame.items() if len(values.unique()) > 1]

    @property
    def remarks(self) -> list[str]:
        """How much is shown, and what is the same in every row."""
        shown = min(self.n, len(self.frame))
        rows = "row" if len(self.frame) == 1 else "rows"
        remarks = [f"{shown:,} of {len(self.frame):,} rows" if shown < len(self.frame) else f"{shown:,} {rows}"]
        same = [name for name in self.frame.columns if name not in self.varying]
        empty = [str(name) for name in same if self.frame[name].isna().all()]
        stated = [f"{name}: {_cell(self._named[name].iloc[0])}" for name in same if name not in empty]
        remarks += [f"the same in every row: {'; '.join(stated)}"] if stated else []
        return remarks + ([f"empty: {', '.join(empty)}"] if empty else [])

    @property
    def _named(self) -> pd.DataFrame:
        """The table with its voices called what readers call them."""
        if "voice" not in self.frame.columns:
            return self.frame
        names = self.frame["voice"].astype("str")
        return self.frame.assign(voice=names.map(VOICE_NAMES, na_action="ignore").fillna(names))

    def _repr_html_(self) -> str:
        names = self.varying
        numeric = [pd.api.types.is_numeric_dtype(self.frame[name]) for name in names]
        styles = [
            f"text-align:{'right' if is_number else 'left'};vertical-align:top;max-width:26em" for is_number in numeric
        ]
        cells = [
            "".join(f'<td style="{style}">{cell}</td>' for cell, style in zip(row, styles, strict=True))
            for row in self._rows(names)
        ]
        columns = zip(names, styles, strict=True)
        header = "".join(f'<th scope="col" style="{style}">{escape(str(name))}</th>' for name, style in columns)
        caption = " · ".join([*([self.title] if self.title else []), *self.remarks])
        return (
            '<table class="framescope" style="width:max-content">'
            f'<caption style="text-align:left;white-space:normal">{escape(mask_emails(caption))}</caption>'
            f"<thead><tr>{header}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"
        )

    def _rows(self, names: list[Any]) -> list[list[str]]:
        head = self._named.head(self.n)[names]
        return [[escape(_cell(value)) for value in row] for row in head.itertuples(index=False, name=None)]

    def __str__(self) -> str:
        head = self._named.head(self.n)[self.varying]
        return "\n".join([*([self.title] if self.title else []), head.map(_cell).to_string(index=False), *self.remarks])


def show_table(frame: pd.DataFrame, n: int = 50, *, title: str = "") -> ShownTable:
    """Show a table to a reader: in Jupyter as HTML, printed as text.

    Parameters
    ----------
    frame
        Any table. Its index is not shown; make it a column where it says something.
    n
        Rows shown at most; the caption says how many there are.
    title
        Said before the caption.

    Returns
    -------
    ShownTable
        Columns that are the same in every row stand in the caption, numbers have four significant digits, an empty
        cell is a dash, e-mail addresses are masked.

    Raises
    ------
    InputError
        If `n` is below 1.
    """
    if n < 1:
        raise InputError(f"show_table: n is a number of rows from 1 on; not {n!r}.")
    return ShownTable(frame, n, title)


def _cell(value: object) -> str:
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if value is None or value is pd.NA or value != value:  # a missing number is not equal to itself
        return _NOTHING
    if isinstance(value, Integral):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"  # five digits need no point
    return mask_emails(str(value))
