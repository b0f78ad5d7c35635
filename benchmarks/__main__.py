"""Runs the benchmarks, prints a table of ratios for each and writes it to build/benchmarks/."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks import engine, matching, reading
from benchmarks.articles import SOURCE, articles, plain_corpus
from benchmarks.rows import as_text, write_rows

_DATA = Path(os.environ.get("FRAMESCOPE_DATA", "../shared/data"))
_RESULTS = Path("build/benchmarks")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help="engine, matching, reading; all of them by default")
    parser.add_argument("--data", type=Path, default=_DATA, help=f"folder that holds {SOURCE.as_posix()} (%(default)s)")
    parser.add_argument("--articles", type=int, default=20_000, help="how many are drawn (%(default)s)")
    parser.add_argument("--large", action="store_true", help="build ten times as many on disk, too")
    asked = parser.parse_args()
    if not (asked.data / SOURCE).exists():
        sys.exit(f"Nothing was measured: {asked.data / SOURCE} does not exist. Name its folder with --data.")
    texts = list(articles(asked.data, asked.articles))
    benchmarks = {
        "engine": lambda: engine.measure(texts, asked.data, large=asked.large),
        "matching": lambda: matching.measure(texts),
        "reading": lambda: reading.measure(plain_corpus(texts)),
    }
    if unknown := set(asked.name) - set(benchmarks):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks)}")
    print(f"{len(texts):,} articles, {sum(map(len, texts)):,} characters\n")
    for name in asked.name or benchmarks:
        rows = benchmarks[name]()
        print(as_text(rows), end="\n\n")
        write_rows(rows, _RESULTS / f"{name}.json")


if __name__ == "__main__":
    main()
