"""Started as a process of its own, so that its peak memory is the one of finding copies: ``DATA N`` -> JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.articles import articles
from benchmarks.building import peak_megabytes
from framescope.corpus.columns import text_columns
from framescope.corpus.copies import find_copies
from framescope.corpus.model import Tokens
from framescope.corpus.tokenstore import TokenWriter, open_tokens
from framescope.schema import ZONES

_SHARD = 2_000


def measure(data: Path, n: int) -> dict[str, Any]:
    """Return articles, tokens, seconds, peak megabytes and passages found among `n` articles on disk."""
    with tempfile.TemporaryDirectory() as folder:
        writer = TokenWriter(Path(folder))
        drawn = articles(data, n)
        while texts := list(islice(drawn, _SHARD)):
            writer.append(_each_an_article(text_columns(texts)), len(texts))
        command = [sys.executable, "-m", "benchmarks.copying", folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _each_an_article(tokens: Tokens) -> Tokens:
    sizes = np.diff(tokens.documents)
    zone = np.full(len(tokens), ZONES.index("body"), dtype=np.uint8)
    return replace(tokens, article=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), zone=zone)


def main(folder: Path) -> None:
    tokens = open_tokens(folder)
    n = len(tokens.documents) - 1
    start, busy = time.perf_counter(), time.process_time()
    copies = find_copies(tokens, [f"{i:07}" for i in range(n)], folder=folder)
    print(
        json.dumps(
            {
                "articles": n,
                "tokens": len(tokens),
                "seconds": time.perf_counter() - start,
                "processor seconds": time.process_time() - busy,
                "megabytes": peak_megabytes(),
                "passages": len(copies),
                **copies.attrs["search"],
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
