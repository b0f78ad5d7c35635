"""Started as a process of its own, so that its peak memory is the one of building: ``DATA N`` -> JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.articles import articles
from framescope.corpus.columns import text_columns
from framescope.corpus.tokenstore import TokenWriter, open_tokens

_SHARD = 2_000


def main(data: Path, n: int) -> None:
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        writer = TokenWriter(Path(folder))
        drawn = articles(data, n)
        while texts := list(islice(drawn, _SHARD)):
            start = time.process_time()
            writer.append(text_columns(texts), 0)
            seconds += time.process_time() - start
        tokens = len(open_tokens(Path(folder)))
    print(json.dumps({"tokens": tokens, "seconds": seconds, "megabytes": peak_megabytes()}))


def peak_megabytes() -> int:
    """Return the peak memory of this process."""
    status = Path("/proc/self/status")
    if not status.exists():  # elsewhere the figure may include the process that started this one
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    lines = status.read_text().splitlines()
    return next(round(int(line.split()[1]) / 1024) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
