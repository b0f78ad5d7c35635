"""The results of all runs of a study as one table."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framescope.errors import InputError, unknown_name
from framescope.study.files import canonical
from framescope.study.plan import plan
from framescope.study.record import Record
from framescope.study.spec import Study, read_study
from framescope.study.state import states

if TYPE_CHECKING:
    import pandas as pd


def load_results(study: str | Path | Study = "study.yaml", *, table: str | None = None) -> pd.DataFrame:
    """Return the tables of all runs of a study as one frame, with the parameters of each run as columns.

    Parameters
    ----------
    study
        A study file, or a study that was read.
    table
        Name of the table, as `save_table` was given it; None takes every table there is.

    Returns
    -------
    DataFrame
        ``run`` (its name), ``run_id``, ``table``; a column for each parameter (lists as JSON, null where a run
        has no such parameter; ``parameter NAME`` where the tables have a column of that name); then the columns
        of the tables, null where a table lacks one. ``attrs["missing"]`` maps each run that is not there to the
        reason: ``not run``, ``failed``, ``stale`` and so on.

    Raises
    ------
    InputError
        If no run is recorded with results that still match.
    UnknownNameError
        If no run has a table of that name.

    Notes
    -----
    Runs that failed, or whose inputs or files changed since, are left out and named, never mixed in.
    """
    import pandas as pd

    read = study if isinstance(study, Study) else read_study(study)
    runs = plan(read)
    standing = states(read, runs)
    records = [state.record for state in standing.values() if state.is_done and state.record is not None]
    missing = {name: f"{state.status}: {state.why}" for name, state in standing.items() if not state.is_done}
    if not records:
        raise InputError(f"{read.path.name}: no run has results that still match; start `framescope run`.")
    found = [(record, name) for record in records for name in _tables(record)]
    if table is not None:
        names = dict.fromkeys(Path(name).stem for _, name in found)
        if table not in names:
            raise unknown_name("table", table, names)
        found = [(record, name) for record, name in found if Path(name).stem == table]
    if not found:
        raise InputError(f"{read.path.name}: its runs have written no table (fs.save_table writes one).")
    # A word such as "null" is a word here; only an empty cell is none.
    tables = [
        pd.read_csv(read.runs / record.run_id / name, keep_default_na=False, na_values=[""]) for record, name in found
    ]
    taken = {str(column) for one in tables for column in one.columns}
    told = [_told(record, Path(name).stem, taken) for record, name in found]
    heads = pd.DataFrame([one for one, rows in zip(told, tables, strict=True) for _ in range(len(rows))])
    joined = pd.concat([heads, pd.concat(tables, ignore_index=True)], axis=1)
    joined.attrs["missing"] = missing
    return joined


def _tables(record: Record) -> list[str]:
    return [name for name in record.outputs if name.startswith("tables/") and name.endswith(".csv")]


def _told(record: Record, table: str, taken: Collection[str]) -> dict[str, Any]:
    """Return what every row of a table is told of its run."""
    told: dict[str, Any] = {"run": record.name, "run_id": record.run_id, "table": table}
    for name, value in record.inputs["parameters"].items():
        column = f"parameter {name}" if name in taken or name in told else name
        told[column] = canonical(value) if isinstance(value, list | dict) else value
    return told
