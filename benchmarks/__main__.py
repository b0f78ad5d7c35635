"""Runs the benchmarks: speed as tables of ratios, quality as figures with floors; all go to build/benchmarks/."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import copies, corpora, engine, frames, lines, matching, measures, reading, runner, seeds, voices
from benchmarks.articles import SOURCE, articles, plain_corpus
from benchmarks.floors import broken_floors, raise_floors
from benchmarks.rows import Row, as_text, write_rows

_DATA = Path(os.environ.get("FRAMESCOPE_DATA", "../shared/data"))
_RESULTS = Path("build/benchmarks")


# Figures between 0 and 1 and what could not be measured, from the folder of data.
_QUALITY = {"copies": copies, "frames": frames, "lines": lines, "voices": voices}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help="all of them by default")
    parser.add_argument("--data", type=Path, default=_DATA, help=f"folder that holds {SOURCE.as_posix()} (%(default)s)")
    parser.add_argument("--articles", type=int, default=20_000, help="how many are drawn (%(default)s)")
    parser.add_argument("--large", action="store_true", help="build ten times as many on disk, too")
    parser.add_argument("--raise-floors", action="store_true", help="pin the quality figures where they rose")
    asked = parser.parse_args()
    names = asked.name or [*_SPEED, *_QUALITY]
    if unknown := set(names) - {*_SPEED, *_QUALITY}:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join([*_SPEED, *_QUALITY])}")
    if speed := [name for name in names if name in _SPEED]:
        _measure_speed(speed, asked)
    broken = [said for name in names if name in _QUALITY for said in _measure_quality(name, asked)]
    if broken:
        sys.exit("\n".join(broken))


_SPEED: dict[str, Callable[[list[str], argparse.Namespace], Iterable[Row]]] = {
    "corpora": lambda texts, asked: corpora.measure(texts, asked.data, large=asked.large),
    "engine": lambda texts, asked: engine.measure(texts, asked.data, large=asked.large),
    "matching": lambda texts, asked: matching.measure(texts),
    "reading": lambda texts, asked: reading.measure(plain_corpus(texts)),
    "measures": lambda texts, asked: measures.measure(texts),
    "runner": lambda texts, asked: runner.measure(),
    "seeds": lambda texts, asked: seeds.measure(),
    "copy-speed": lambda texts, asked: copies.measure_speed(asked.data),
    "voice-speed": lambda texts, asked: voices.speed(texts),
}


def _measure_speed(names: list[str], asked: argparse.Namespace) -> None:
    if not (asked.data / SOURCE).exists():
        sys.exit(f"Nothing was measured: {asked.data / SOURCE} does not exist. Name its folder with --data.")
    texts = list(articles(asked.data, asked.articles))
    print(f"{len(texts):,} articles, {sum(map(len, texts)):,} characters\n")
    for name in names:
        rows = list(_SPEED[name](texts, asked))
        print(as_text(rows), end="\n\n")
        write_rows(rows, _RESULTS / f"{name}.json")


def _measure_quality(name: str, asked: argparse.Namespace) -> list[str]:
    """Print the figures of one benchmark; return what is below its floor."""
    figures, missing = _QUALITY[name].measure(asked.data)
    print(f"{name}\n{_QUALITY[name].as_table(figures)}")
    print("".join(f"  not measured: {reason}\n" for reason in missing))
    _RESULTS.mkdir(parents=True, exist_ok=True)
    (_RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if missing:
        return []
    if asked.raise_floors:
        raise_floors(name, {figure: v for figure, v in figures.items() if figure.endswith(_QUALITY[name].PINNED)})
    return broken_floors(name, figures)


if __name__ == "__main__":
    main()
