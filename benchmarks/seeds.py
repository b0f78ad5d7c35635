"""The five seeds read, tokenised and matched, each time in a process of its own.

Started as a program it is that process: prints JSON.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from benchmarks.rows import OURS, Row

TASK = "the seeds read, tokenised and matched, after import"
_SECONDS_AT_MOST = 1.0


def measure(runs: int = 5) -> list[Row]:
    """Return the row of the task; no engine may be compiled, or loaded, for so little text."""
    command = [sys.executable, "-m", "benchmarks.seeds"]
    answers = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)
    ]
    seconds = statistics.median(answer["seconds"] for answer in answers)
    compiled = any(answer["compiler"] for answer in answers)
    note = f"at most {_SECONDS_AT_MOST} s: {seconds <= _SECONDS_AT_MOST}; a compiler was loaded: {compiled}"
    return [Row(TASK, OURS, seconds, answers[0]["found"], note=note)]


def _once() -> None:
    import framescope as fs

    read_corpus, read_lexicon, find_hits = fs.read_corpus, fs.read_lexicon, fs.find_hits  # imported when first named
    start = time.process_time()
    hits = find_hits(read_corpus("seeds"), read_lexicon("lexicons/syria-war.yaml"))
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "found": len(hits), "compiler": "numba" in sys.modules}))


if __name__ == "__main__":
    _once()
