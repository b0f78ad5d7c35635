"""Texts to tokens in memory, to tokens on disk, and a saved corpus opened again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from nltk.tokenize import RegexpTokenizer
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.articles import plain_corpus
from benchmarks.peers import peer_row
from benchmarks.rows import OURS, Row, measured_row, side_by_side, stored_row
from framescope.corpus.store import load_corpus
from framescope.text.batch import tokenize_many
from framescope.text.scanner import warm

TOKENS = "texts to token ids, one thread"
OPENING = "opening a saved corpus"
BUILDING = "texts to tokens on disk, two thousand articles at a time"

# Measured once on 20,000 articles (118 MB): quanteda's `tokens` with one thread, and scikit-learn.
_QUANTEDA_THEN = (35.0, 7.4)
_WITH_OFFSETS = f"{OURS}, with offsets"
_SKLEARN = "scikit-learn CountVectorizer"
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

    def by_arrow() -> int:
        return len(pc.utf8_split_whitespace(pa.array(texts, pa.large_string())).flatten().dictionary_encode())

    warm()  # compiling is done when framescope is installed
    fast = {
        OURS: lambda: len(tokenize_many(texts, offsets=False).term),
        _WITH_OFFSETS: lambda: len(tokenize_many(texts).term),
        _SKLEARN: lambda: int(CountVectorizer().fit_transform(texts).sum()),
        "Arrow utf8_split_whitespace": by_arrow,
    }
    slow = {"re": lambda: ids(word.findall), "NLTK RegexpTokenizer": lambda: ids(nltk.tokenize)}
    found = side_by_side(fast, runs) | side_by_side(slow, 1)
    least = {_SKLEARN: 10.0}
    notes = {"Arrow utf8_split_whitespace": "parts at white space, marks and all; no offsets"}
    return [
        *(measured_row(TOKENS, tool, result, least.get(tool), notes.get(tool, "")) for tool, result in found.items()),
        peer_row(TOKENS, "spacy", texts, note="blank English model"),
        stored_row(TOKENS, "quanteda tokens", _QUANTEDA_THEN, found[_SKLEARN].seconds),
    ]


def _opening(texts: Sequence[str]) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = plain_corpus(texts).save(Path(name) / "corpus")
        opened = side_by_side({OURS: lambda: len(load_corpus(folder).tokens)}, 9)[OURS]
    enough = opened.seconds <= _SECONDS_TO_OPEN_AT_MOST
    note = f"of {len(texts):,} articles; at most {_SECONDS_TO_OPEN_AT_MOST} s: {enough}"
    return [measured_row(OPENING, OURS, opened, note=note)]


def _building(data: Path, n: int) -> Row:
    command = [sys.executable, "-m", "benchmarks.building", str(data), str(n)]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    enough = done["megabytes"] <= _MEGABYTES_AT_MOST
    note = f"{n:,} articles; peak memory {done['megabytes']:,} MB, at most {_MEGABYTES_AT_MOST} MB: {enough}"
    return Row(BUILDING, OURS, done["seconds"], done["tokens"], note=note)
