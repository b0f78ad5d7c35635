"""Files to a corpus on disk: articles a second on two cores, memory, and how long other tools take for a part of it."""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import trafilatura
from pyarrow import parquet

from benchmarks.articles import SOURCE, articles
from benchmarks.peers import ask
from benchmarks.rows import OURS, Row

_CORES = 2
_ARTICLES_A_SECOND, _MEGABYTES_AT_MOST = 2_000, 2_000
_BATCH, _PAGES, _COMPARED = 2_000, 200, 2_000
_DATASKETCH = {"shingle": 5, "threshold": 0.5, "permutations": 128}


def measure(texts: Sequence[str], data: Path, *, large: bool = False) -> list[Row]:
    """Return the rows of three sizes: the articles as they are, those given, and with `large` ten times as many."""
    page, copies = _extraction(texts[:_PAGES]), _comparison(texts[:_COMPARED])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        drawn = Path(name) / "articles.parquet"
        rows += _building(data / SOURCE, page, copies)
        for n in [len(texts), 10 * len(texts)] if large else [len(texts)]:
            write_articles(articles(data, n), drawn)
            rows += _building(drawn, page, copies)
    return rows


def write_articles(texts: Iterable[str], path: Path) -> None:
    """Write articles with id, title, date and outlet, as a database would export them."""
    schema = pa.schema([(name, pa.large_string()) for name in ("id", "title", "date", "outlet", "text")])
    with parquet.ParquetWriter(path, schema) as writer:
        for first, batch in _batches(texts):
            rows = [
                (f"a{i:06}", text[:60].strip(), f"2017-02-{i % 28 + 1:02}", f"Outlet {i % 40}", text)
                for i, text in enumerate(batch, first)
            ]
            writer.write_table(pa.Table.from_pandas(pd.DataFrame(rows, columns=schema.names), schema))


def _batches(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    left, first = iter(texts), 0
    while batch := list(islice(left, _BATCH)):
        yield first, batch
        first += len(batch)


def _building(source: Path, page: float, copies: Row) -> Iterator[Row]:
    made = _built(source, "none")
    n = made["articles"]
    task = f"{n:,} articles to a corpus, without voices"
    speed = _CORES * n / made["seconds"]
    peak = made["megabytes"] + (_CORES - 1) * made["megabytes_worker"]
    note = (
        f"{speed:,.0f} articles/s on {_CORES} cores (at least {_ARTICLES_A_SECOND:,}: {speed >= _ARTICLES_A_SECOND}), "
        f"{n / made['elapsed']:,.0f} by the clock; "
        f"{made['megabytes']} MB, and {made['megabytes_worker']} MB for each further process (in all at most "
        f"{_MEGABYTES_AT_MOST:,}: {peak <= _MEGABYTES_AT_MOST}); {made['bytes'] / n:,.0f} bytes an article on disk"
    )
    yield Row(task, OURS, made["seconds"], n, note=note)
    yield Row(
        task, "trafilatura", page * n, n, note=f"text out of pages of the same articles; {_PAGES} of them, scaled"
    )
    seconds = None if copies.seconds is None else copies.seconds * n / _COMPARED
    yield Row(task, copies.tool, seconds, None, kind=copies.kind, note=copies.note)
    if n <= 10 * _COMPARED:
        whole = _built(source, "voices")
        note = f"{_CORES * n / whole['seconds']:,.0f} articles/s on {_CORES} cores"
        yield Row(f"{n:,} articles to a corpus, with voices", OURS, whole["seconds"], n, note=note)


def _built(source: Path, voices: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.growing", str(source.resolve()), voices]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _extraction(texts: Sequence[str]) -> float:
    """Return the seconds trafilatura takes to get an article out of a page with nothing but it."""
    pages = [
        "<html><head><title>News</title></head><body><article>"
        + "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
        + "</article></body></html>"
        for text in texts
    ]
    start = time.process_time()
    for page in pages:
        trafilatura.extract(page, include_comments=False)
    return (time.process_time() - start) / len(pages)


def _comparison(texts: Sequence[str]) -> Row:
    """Return the row of datasketch, looking for copies among some of the articles."""
    tool = "datasketch MinHash LSH"
    try:
        answer = ask("datasketch", {"words": [text.lower().split() for text in texts], **_DATASKETCH}, script="lsh.py")
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        return Row("", tool, None, kind="skipped", note=str(error))
    return Row("", tool, answer["seconds"], note=f"copies alone; {len(texts):,} articles, scaled")
