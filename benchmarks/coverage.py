"""How often a nominal 95 % interval holds the true value: real articles drawn again, and articles that are made up.

``python -m benchmarks.coverage`` prints a table and writes ``build/benchmarks/coverage.csv``. The constants
``MIN_UNITS`` and ``WELL_COVERED_UNITS`` of `framescope.measures.intervals` stand on it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from benchmarks.articles import SOURCE
from framescope.measures.articlewise import Sides
from framescope.measures.effects import effect_intervals
from framescope.measures.intervals import MAX_EMPTY, MIN_UNITS, ratio_ends
from framescope.measures.registry import registry
from framescope.measures.resample import Bootstrap, Interval, Resampling

SIZES = (6, 15, 30, 60, 120)
#: Words are chosen by the share of articles that hold them, so that nobody picks those that behave.
HELD_BY = (0.5, 0.25, 0.1, 0.05)
#: Shares of labels: the first word among all of them.
LABELS = (("migrants", "refugees"), ("militants", "rebels", "terrorists", "fighters"))
_DATA = Path(os.environ.get("FRAMESCOPE_DATA", "../shared/data"))
_RESULT = Path("build/benchmarks/coverage.csv")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Population:
    """Articles to draw from: a row each; `counts` and `base` have a column for each thing that is estimated."""

    names: list[str]
    counts: npt.NDArray[np.int64]
    base: npt.NDArray[np.int64]

    @property
    def truth(self) -> npt.NDArray[np.float64]:
        """The ratio that an interval should hold."""
        return np.asarray(self.counts.sum(axis=0) / self.base.sum(axis=0), np.float64)


def real(data: Path) -> list[Population]:
    """Return words of news articles (rates per token), and labels (shares among the articles that use one of a set)."""
    csv.field_size_limit(1 << 30)
    with gzip.open(data / SOURCE) as raw:
        rows = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        texts = [words for row in rows if (words := _WORD.findall(row["text"].lower()))]
    held = pd.Series([word for words in texts for word in dict.fromkeys(words)]).value_counts() / len(texts)
    long = held[held.index.str.fullmatch("[a-z]{5,}")].sort_index()
    chosen = [str((long - share).abs().idxmin()) for share in HELD_BY]
    lengths = np.repeat([[len(words)] for words in texts], len(chosen), axis=1)
    names = [f"news: a word of {share:.0%} of the articles" for share in HELD_BY]
    found = [Population(names, _often(texts, chosen), lengths)]
    for labels in LABELS:
        counts = _often(texts, labels)
        mentioned = counts.sum(axis=1, keepdims=True)
        uses = mentioned[:, 0] > 0
        name = f"news: share of {labels[0]!r} among {len(labels)} labels"
        found.append(Population([name], counts[uses, :1], mentioned[uses]))
    return found


def _often(texts: list[list[str]], words: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.array([[text.count(word) for word in words] for text in texts], np.int64)


def made_up(seed: int, *, n: int = 200_000) -> Population:
    """Return articles whose counts are gamma mixtures of Poissons: as clumped as words in news (shape .2 to 1).

    Lengths are log-normal around 430 tokens, as those of the real articles.
    """
    rng = np.random.default_rng(seed)
    lengths = np.maximum(rng.lognormal(np.log(430), 0.6, n), 30).astype(np.int64)
    kinds = [(per_1000, shape) for per_1000 in (2.0, 5.0) for shape in (1.0, 0.2)]
    counts = [rng.poisson(rng.gamma(shape, per_1000 / 1000 / shape, n) * lengths) for per_1000, shape in kinds]
    names = [f"made up: {per_1000:g} per 1,000, shape {shape:g}" for per_1000, shape in kinds]
    return Population(names, np.array(counts).T, np.array([lengths] * len(kinds)).T)


def covered(population: Population, n: int, trials: int, resampling: Resampling) -> Iterator[dict[str, object]]:
    """Yield for each thing estimated how often the intervals of `n` articles hold the truth.

    Of each kind of interval: its coverage where there is one, and how often there is (`estimable`).
    """
    rng = np.random.default_rng(n)
    truth, k = population.truth, len(population.names)
    kinds = get_args(Interval)
    hold, given = ({kind: np.zeros(k) for kind in (*kinds, "tokens")} for _ in range(2))
    for trial in range(trials):
        drawn = rng.integers(0, len(population.counts), n)
        counts, base = population.counts[drawn], population.base[drawn]
        total, out_of = counts.sum(axis=0), base.sum(axis=0)
        worth = np.flatnonzero(total > 0)
        parts = sparse.csr_array(counts), sparse.csr_array(base)
        for kind in kinds:
            options = replace(resampling, seed=trial, interval=kind)
            ends = ratio_ends(*parts, (worth, np.arange(k)), options)
            made = ends.varies & (ends.empty <= MAX_EMPTY) & ~np.isnan(ends.low)
            hold[kind] += made & (ends.low <= truth) & (truth <= ends.high)
            given[kind] += made
        rate = total / np.maximum(out_of, 1)
        error = 1.96 * np.sqrt(rate * (1 - rate) / np.maximum(out_of, 1))
        hold["tokens"] += (total > 0) & (np.abs(rate - truth) <= error)
        given["tokens"] += total > 0
    for i, name in enumerate(population.names):
        shares = {kind: hold[kind][i] / max(given[kind][i], 1) for kind in hold}
        estimable = {f"estimable_{kind}": given[kind][i] / trials for kind in ("jackknife_t", "percentile")}
        yield {"what": name, "n": n, "trials": trials, **shares, **estimable}


def compared(population: Population, n: int, trials: int, resampling: Resampling) -> Iterator[dict[str, object]]:
    """Yield how often intervals of a log ratio hold 0, target and reference being `n` articles of one population."""
    rng = np.random.default_rng(n)
    measure, k = registry()["log_ratio_walter"], len(population.names)
    kinds = get_args(Bootstrap)
    hold, given = ({kind: np.zeros(k) for kind in kinds} for _ in range(2))
    for trial in range(trials):
        drawn = rng.integers(0, len(population.counts), 2 * n)
        sides = Sides(sparse.csc_array(population.counts[drawn]), population.base[drawn][:, 0], np.arange(2 * n) < n)
        for kind in kinds:
            table = effect_intervals(sides, [measure], {}, replace(resampling, seed=trial, interval=kind))
            made = table["estimable_log_ratio_walter"].to_numpy()
            low, high = (table[f"{end}_log_ratio_walter"].to_numpy() for end in ("low", "high"))
            hold[kind] += made & (low <= 0) & (high >= 0)
            given[kind] += made
    for i, name in enumerate(population.names):
        shares = {kind: hold[kind][i] / max(given[kind][i], 1) for kind in kinds}
        yield {
            "what": f"log ratio; {name}",
            "n": n,
            "trials": trials,
            **shares,
            "estimable_percentile": given["percentile"][i] / trials,
        }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("--data", type=Path, default=_DATA, help=f"folder that holds {SOURCE.as_posix()} (%(default)s)")
    parser.add_argument("--trials", type=int, default=1000, help="corpora drawn of each size (%(default)s)")
    asked = parser.parse_args()
    populations = [made_up(1), *(real(asked.data) if (asked.data / SOURCE).exists() else [])]
    resampling = Resampling(n_resamples=1000)
    rows = [row for one in populations for n in SIZES for row in covered(one, n, asked.trials, resampling)]
    words = [one for one in populations if len(one.names) > 1]
    sizes = [n for n in SIZES if n >= MIN_UNITS]
    rows += [row for one in words for n in sizes for row in compared(one, n, asked.trials // 2, resampling)]
    table = pd.DataFrame(rows).sort_values(["what", "n"], kind="stable")
    _RESULT.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(_RESULT, index=False, float_format="%.4f")
    print(table.to_string(index=False, float_format="%.3f"))


if __name__ == "__main__":
    main()
