"""Lists of records, one record after the other: JSON lines, JSON, Parquet (delimited text: `delimited`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, BinaryIO

from framescope.corpus.fields import field_of
from framescope.corpus.reports import Tally
from framescope.errors import InputError


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number in the file from 1, where a person finds it, its id if a key names it, its values."""

    number: int
    where: str
    values: Mapping[str, Any]
    key: str = ""


def json_line_records(lines: Iterator[str], tally: Tally) -> Iterator[Record]:
    """Read one JSON record per line; a line that holds none is reported."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            tally.skip(f"no JSON ({str(error).split(':')[0]})", f"line {number}")
            continue
        if isinstance(values, dict):
            yield Record(number, f"line {number}", values)
        else:
            tally.skip("not a record, that is {...}", f"line {number}")


def json_records(text: str, tally: Tally) -> Iterator[Record]:
    """Read a list of records, ``{id: record}``, columns, one record, or any of it under a single name.

    Raises
    ------
    InputError
        If it is not JSON, or holds no records.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise InputError("its JSON is nested too deeply.") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON lines under another name
            yield from json_line_records(iter(text.split("\n")), tally)
            return
        raise InputError(f"it is not JSON (line {error.lineno}, column {error.colno}: {error.msg}).") from error
    for number, (key, values) in enumerate(_entries(found), 1):
        if isinstance(values, Mapping):
            yield Record(number, f"record {key or number}", values, key)
        else:
            tally.skip("not a record, that is {...}", f"record {key or number}")


def parquet_records(stream: BinaryIO, given: Mapping[str, str]) -> Iterator[Record]:
    """Read a Parquet file in batches, and of it only the columns that can be used.

    Raises
    ------
    InputError
        If it is damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream, pre_buffer=False)  # otherwise it keeps all it has read
        names = [name for name in file.schema_arrow.names if field_of(name) or name in given.values()]
        number = 0
        for batch in file.iter_batches(batch_size=1000, columns=names):
            for values in batch.to_pylist():
                number += 1
                yield Record(number, f"row {number}", values)
            pa.default_memory_pool().release_unused()  # or it would grow with the file
    except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: a string that is not UTF-8
        raise InputError(f"it is damaged, or no Parquet file ({str(error).splitlines()[0]}).") from error


def decoded_lines(stream: BinaryIO, encoding: str, *, newline: str = "") -> Iterator[str]:
    """Decode a stream as it is read, line ends as they are; lines end where `newline` says (empty: at any)."""
    stream.seek(0)
    wrapper = TextIOWrapper(stream, encoding, newline=newline)
    try:
        yield from wrapper
    finally:
        if not stream.closed:
            wrapper.detach()  # the stream belongs to whoever opened it


def _entries(found: object) -> list[tuple[str, Any]]:
    if isinstance(found, list):
        return [("", values) for values in found]
    if not isinstance(found, dict):
        raise InputError("it holds no records: a list of {...} was expected.")
    known = {field_of(name) for name in found}
    if "text" in known and any(isinstance(value, str) for value in found.values()):
        return [("", found)]
    if "text" in known and all(isinstance(value, list | dict) for value in found.values()):
        return _transposed(found)
    lists = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    if len(lists) == 1:
        return [("", values) for values in lists[0]]
    return list(found.items())


def _transposed(columns: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Turn columns (``{"text": {"0": ...}}``, as pandas writes them) into rows."""
    by_key = {name: value if isinstance(value, dict) else dict(enumerate(value)) for name, value in columns.items()}
    keys = list(dict.fromkeys(key for values in by_key.values() for key in values))
    return [("", {name: values.get(key) for name, values in by_key.items()}) for key in keys]
