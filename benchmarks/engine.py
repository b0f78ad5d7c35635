"""Texts to tokens in memory, to tokens on disk, and a saved corpus opened again."""

from __future__ import annotations

import gc
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nltk.tokenize import RegexpTokenizer
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.articles import plain_corpus
from benchmarks.rows import OURS, Row, median_seconds
from framescope.corpus.store import load_corpus
from framescope.text.batch import tokenize_many
from framescope.text.scanner import warm

TOKENS = "texts to token ids, one thread"
OPENING = "opening a saved corpus"
BUILDING = "texts to tokens on disk, two thousand articles at a time"

# Measured once on 20,000 articles (118 MB): scikit-learn, and quanteda's `tokens` with one thread.
_SKLEARN_THEN, _QUANTEDA_THEN = 7.4, 35.0
_WITH_OFFSETS = f"{OURS}, with offsets"
_WORD = r"\w+(?:['’-]\w+)*"
_MEGABYTES_AT_MOST = 850
_SECONDS_TO_OPEN_AT_MOST = 0.05


def measure(texts: Sequence[str], data: Path, *, runs: int = 5, large: bool = False) -> list[Row]:
    """Return the rows of all three tasks; `large` builds ten times as many articles, too."""
    sizes = [len(texts), 10 * len(texts)] if large else [len(texts)]
    return [*_tokens(texts, runs), *_opening(texts), *(_building(data, n) for n in sizes)]


def _tokens(texts: Sequence[str], runs: int) -> list[Row]:
    word, nltk = re.compile(_WORD), RegexpTokenizer(_WORD)

    def ids(cut: Callable[[str], Sequence[str]]) -> int:
        known: dict[str, int] = {}
        return sum(len([known.setdefault(form, len(known)) for form in cut(text)]) for text in texts)

    warm()  # compiling is done when framescope is installed
    tools = {
        OURS: lambda: len(tokenize_many(texts, offsets=False).term),
        _WITH_OFFSETS: lambda: len(tokenize_many(texts).term),
        "scikit-learn CountVectorizer": lambda: int(CountVectorizer().fit_transform(texts).sum()),
    }
    seconds, found = side_by_side(tools, runs)
    slow = {"re": lambda: ids(word.findall), "NLTK RegexpTokenizer": lambda: ids(nltk.tokenize)}
    slow_seconds, slow_found = side_by_side(slow, 1)
    seconds, found = seconds | slow_seconds, found | slow_found
    least = {"scikit-learn CountVectorizer": 10.0}
    rows = [Row(TOKENS, tool, taken, found[tool], least.get(tool)) for tool, taken in seconds.items()]
    now = seconds["scikit-learn CountVectorizer"]
    note = f"{_QUANTEDA_THEN} s when scikit-learn took {_SKLEARN_THEN} s; scikit-learn took {now:.1f} s in this run"
    return [
        *rows,
        Row(TOKENS, "quanteda tokens", _QUANTEDA_THEN * now / _SKLEARN_THEN, kind="stored reference", note=note),
    ]


def side_by_side(tools: Mapping[str, Callable[[], int]], runs: int) -> tuple[dict[str, float], dict[str, int]]:
    """Return the median seconds of the processor that each tool took, one after the other in each run, and its result.

    Seconds of the processor, not of the clock: other programs on the machine do not enter.
    """
    taken: dict[str, list[float]] = {tool: [] for tool in tools}
    found = {}
    for _ in range(runs):
        for tool, run in tools.items():
            gc.collect()
            start = time.process_time()
            found[tool] = run()
            taken[tool].append(time.process_time() - start)
    return {tool: statistics.median(seconds) for tool, seconds in taken.items()}, found


def _opening(texts: Sequence[str]) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = plain_corpus(texts).save(Path(name) / "corpus")
        seconds = median_seconds(lambda: load_corpus(folder), 9)
        n = len(load_corpus(folder).tokens)
    note = f"of {len(texts):,} articles; at most {_SECONDS_TO_OPEN_AT_MOST} s: {seconds <= _SECONDS_TO_OPEN_AT_MOST}"
    return [Row(OPENING, OURS, seconds, n, note=note)]


def _building(data: Path, n: int) -> Row:
    command = [sys.executable, "-m", "benchmarks.building", str(data), str(n)]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    enough = done["megabytes"] <= _MEGABYTES_AT_MOST
    note = f"{n:,} articles; peak memory {done['megabytes']:,} MB, at most {_MEGABYTES_AT_MOST} MB: {enough}"
    return Row(BUILDING, OURS, done["seconds"], done["tokens"], note=note)
