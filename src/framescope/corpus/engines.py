"""What a comparison of articles asks of their shingles, and who answers: compiled code where loading it pays."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple, Protocol, cast

import numpy as np
import numpy.typing as npt

from framescope.corpus.shingles import Hashes, Ints, Numbers, Words

#: Of articles up to this length all shingles are taken.
SHORT = 300
#: Loading the compiled look-up takes about as long as comparing articles of so many words without it.
WORTH_COMPILING = 1_000_000


@dataclass(frozen=True)
class Entries:
    """Articles that hold the same shingle, one shingle after the other.

    Attributes
    ----------
    article
        Who holds it, by number.
    reach
        How many of the entries that follow in the same shingle it meets.
    n
        How many articles there are.
    order, edges
        The entries of article i are ``order[edges[i]:edges[i + 1]]``.
    """

    article: Numbers
    reach: npt.NDArray[np.uint8]
    n: int
    order: Numbers
    edges: Ints


class Meetings(NamedTuple):
    """Shingles that both articles of a pair hold, pair by pair, and as they follow each other in b.

    Attributes
    ----------
    pair
        The row of the pair.
    in_a, in_b
        The words with which the shingle begins where it stands first in a and in b, counted as in `Words`: a refrain
        must not meet all its likes.
    """

    pair: Ints
    in_a: Ints
    in_b: Ints


class Engine(Protocol):
    """A module with these functions; both there are, `bysorting` and `bylookup`, give the same."""

    def sample_shingles(self, words: Words, block: tuple[int, int], width: int, every: int) -> tuple[Hashes, Numbers]:
        """Return one in so many shingles of the articles from the first to before the second, and whose each is."""

    def count_together(self, entries: Entries, block: tuple[int, int]) -> tuple[Ints, Ints]:
        """Return whom each article of a block meets, as article times `n` plus the other, ascending; and how often."""

    def find_meetings(self, words: Words, a: Ints, b: Ints, width: int) -> Meetings:
        """Return where the articles of each pair meet; pairs of the same a should follow each other."""

    def count_different(self, words: Words, articles: Ints, width: int) -> Ints:
        """Return how many different shingles each article holds."""


def faster_engine(words: Words) -> Engine:
    """Return the engine that is faster for so many words, loading it included."""
    loaded = f"{__package__}.bylookup" in sys.modules
    name = "bylookup" if loaded or len(words.key) >= WORTH_COMPILING else "bysorting"
    return cast(Engine, import_module(f"{__package__}.{name}"))
