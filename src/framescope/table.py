"""What a table of the contract is: named columns with their types, and what may be empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from framescope.errors import InputError, unknown_name

Dtype = Literal["category", "str", "int64", "Int64", "float64", "bool", "boolean"]


@dataclass(frozen=True)
class Column:
    """One column of a table: its dtype, whether a cell may be empty, and what it says."""

    dtype: Dtype
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the contract: its name, what a row is, and its columns in order."""

    name: str
    row: str
    columns: Mapping[str, Column]

    def frame(self, rows: Iterable[Mapping[str, Any] | Sequence[Any]] | pd.DataFrame = ()) -> pd.DataFrame:
        """Return rows (mappings, tuples in column order, or a frame) with this table's columns and dtypes.

        Raises
        ------
        InputError
            If a column is missing, unknown, of the wrong type, or empty where it must not be.
        """
        given = rows if isinstance(rows, pd.DataFrame) else self._collect(list(rows))
        for name in given.columns:
            if name not in self.columns:
                raise unknown_name(f"column of table {self.name!r}", name, self.columns)
        missing = [name for name in self.columns if name not in given.columns]
        if missing:
            raise InputError(f"Table {self.name!r} lacks the column(s) {', '.join(missing)}.")
        return pd.DataFrame({name: self._cast(given[name]) for name in self.columns}).reset_index(drop=True)

    def _collect(self, rows: list[Any]) -> pd.DataFrame:
        if rows and isinstance(rows[0], Mapping):
            return pd.DataFrame.from_records(rows, columns=list(rows[0]))
        return pd.DataFrame(rows, columns=list(self.columns), dtype=object)

    def _cast(self, values: pd.Series[Any]) -> pd.Series[Any]:
        column = self.columns[str(values.name)]
        if not column.nullable and values.isna().any():
            raise InputError(f"Table {self.name!r}: column {values.name!r} must not be empty.")
        try:
            if column.dtype == "category" and not isinstance(values.dtype, pd.CategoricalDtype):
                return values.astype("str").astype("category")
            return values.astype(column.dtype)
        except (TypeError, ValueError) as error:
            message = f"Table {self.name!r}: column {values.name!r} does not hold {column.dtype} ({error})."
            raise InputError(message) from error
