"""Started as a process of its own, so that its time and memory are those of building: ``SOURCE VOICES`` -> JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib.externals.loky import get_reusable_executor

from benchmarks.building import peak_megabytes
from framescope.corpus import shard
from framescope.corpus.labelled import Labelled
from framescope.corpus.sharded import build_sharded
from framescope.corpus.store import load_corpus
from framescope.dispatch import Item, Result, over_cores
from framescope.schema import QUOTATIONS, VOICES

_CORES = 2


def main(source: Path, *, voices: bool) -> None:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        build_sharded(source, folder, dispatch=over_cores(_CORES) if voices else _looking_for_none)
        elapsed = time.perf_counter() - start
        get_reusable_executor(reuse=True).shutdown()  # what its processes took is known once they have ended
        own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        seconds = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
        about = {
            "articles": len(load_corpus(folder).articles),
            "seconds": seconds,
            "elapsed": elapsed,
            "megabytes": peak_megabytes(),
            "megabytes_worker": round(workers.ru_maxrss / 1024),
            "bytes": sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()),
        }
    print(json.dumps(about))


def _looking_for_none(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
    return over_cores(_CORES)(partial(_look_for_none, function), items)


def _look_for_none(function: Callable[[Item], Result], item: Item) -> Result:
    """Apply a function in a process that looks for no voices."""
    vars(shard)["find_voices"] = _none
    return function(item)


def _none(documents: Labelled, languages: Sequence[str | None]) -> tuple[pd.DataFrame, npt.NDArray[np.uint8]]:
    """Say of all tokens that nobody looked whose words they are."""
    return QUOTATIONS.frame(), np.full(len(documents.tokens.term), VOICES.index("unassessed"), dtype=np.uint8)


if __name__ == "__main__":
    main(Path(sys.argv[1]), voices=sys.argv[2] == "voices")
