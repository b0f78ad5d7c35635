"""Real news with copies planted among it: what stands where in which relation is known."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.articles import SOURCE

#: Copies planted in each relation, from originals of at least so many words.
PLANTED, _FEWEST_WORDS = 100, 150
_FURNITURE_BEFORE = (
    "Home World Politics Business Sport Culture Opinion Video",
    "Sign up for the morning briefing Subscribe Log in Search the site",
    "Share this story on Facebook Share on Twitter Send by e-mail Print this page",
)
_FURNITURE_AFTER = (
    "Read more about this topic Most read today Editor's picks You may also like these stories from around the web",
    "All rights reserved Terms of use Privacy policy Cookie settings Contact Advertise with us Jobs About",
    "Comments are closed on this article Report an error Follow us for the latest news and analysis every day",
)

Change = Callable[[list[str], "_Source"], list[str]]


@dataclass(frozen=True)
class _Source:
    """Where changes come from: chance, words to put in, and articles that stand nowhere else."""

    rng: np.random.Generator
    vocabulary: Sequence[str]
    strangers: list[list[str]]


@dataclass(frozen=True)
class Planting:
    """Texts, and which were planted: relation -> pairs of (original, copy), as places in `texts`.

    The first `n_real` texts are as they were published.
    """

    texts: list[str]
    pairs: dict[str, list[tuple[int, int]]]
    n_real: int


def plant(data: Path, *, seed: int = 2017) -> Planting:
    """Return the articles of the source, in their order, and after them the planted copies; a seed, one result."""
    texts = [" ".join(body.split()) for body in _bodies(data / SOURCE)]
    rng = np.random.default_rng(seed)
    long_enough = [i for i, text in enumerate(texts) if len(text.split()) >= _FEWEST_WORDS]
    chosen = rng.permutation(long_enough)[: (len(RELATIONS) + 1) * PLANTED].tolist()
    strangers = {i: texts[i].split() for i in chosen[len(RELATIONS) * PLANTED :]}
    kept = [i for i in range(len(texts)) if i not in strangers]
    place = {i: n for n, i in enumerate(kept)}
    planted = [texts[i] for i in kept]
    source = _Source(rng, sorted({word for text in texts for word in text.split()}), list(strangers.values()))
    pairs: dict[str, list[tuple[int, int]]] = {}
    for n, (relation, change) in enumerate(RELATIONS.items()):
        pairs[relation] = []
        for original in chosen[n * PLANTED : (n + 1) * PLANTED]:
            pairs[relation].append((place[original], len(planted)))
            planted.append(" ".join(change(texts[original].split(), source)))
    return Planting(planted, pairs, len(kept))


def _edited(share: float) -> Change:
    def change(words: list[str], source: _Source) -> list[str]:
        hit = source.rng.random(len(words)) < share
        new = source.rng.integers(len(source.vocabulary), size=len(words))
        return [source.vocabulary[new[i]] if hit[i] else word for i, word in enumerate(words)]

    return change


def _furnished(words: list[str], source: _Source) -> list[str]:
    return [*" ".join(_FURNITURE_BEFORE).split(), *words, *" ".join(_FURNITURE_AFTER).split()]


def _glued(words: list[str], source: _Source) -> list[str]:
    return [*words, *source.strangers.pop()]


def _first(share: float) -> Change:
    return lambda words, source: words[: round(share * len(words))]


RELATIONS: dict[str, Change] = {
    "exact": lambda words, source: words,
    "with furniture": _furnished,
    "3 % of words edited": _edited(0.03),
    "10 % of words edited": _edited(0.10),
    "half truncated": _first(0.5),
    "glued to another": _glued,
    "the first 30 %": _first(0.3),
}


def _bodies(source: Path) -> list[str]:
    csv.field_size_limit(1 << 30)
    with gzip.open(source) as raw:
        return [row["text"] for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))]
