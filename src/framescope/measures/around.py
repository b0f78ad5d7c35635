"""Where hits stand: their line, the tokens beside them, and the words to sort them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import InputError, unknown_name
from framescope.measures.reading import Bools, Ints

Sort = Literal[
    "right", "left", "node", "document",
    "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9",
    "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9",
]  # fmt: skip
#: How many words a sort by a whole side looks at.
_SORTED_WORDS = 5


@dataclass(frozen=True)
class Around:
    """Where each hit and its surroundings stand, one entry per hit.

    `document` is its row; `start` and `end` its offsets; `token` and `past` its first token and the
    one after its last; `low` and `high` the offsets beyond which no context goes.
    """

    document: Ints
    start: Ints
    end: Ints
    token: Ints
    past: Ints
    low: Ints
    high: Ints

    def __len__(self) -> int:
        return len(self.token)

    def take(self, which: Ints) -> Around:
        """Return some of them, by place."""
        return Around(*(getattr(self, column.name)[which] for column in fields(self)))


def around(corpus: Corpus, hits: pd.DataFrame, *, across_lines: bool = False) -> Around:
    """Return where hits stand: within their paragraph (a line, mostly), or `across_lines` within their article."""
    token = hits["token"].to_numpy(np.int64)
    start, end = hits["start"].to_numpy(np.int64), hits["end"].to_numpy(np.int64)
    document = np.searchsorted(corpus.tokens.documents, token, side="right") - 1
    begins = corpus.lines["start"].to_numpy(np.int64)
    past_line = corpus.first_lines[document + 1]
    first = last_up_to(begins, start, corpus.first_lines[document], past_line)
    starts_at, stops_at = corpus.paragraphs
    low, high = starts_at[first], stops_at[first]
    over = np.flatnonzero(end > high)  # phrases over a line break
    high[over] = stops_at[last_up_to(begins, end[over] - 1, first[over], past_line[over])]
    if across_lines:
        stretch = corpus.lines.groupby("article_id", observed=True).agg({"start": "min", "end": "max"})
        whole = stretch.set_axis(stretch.index.astype("str")).reindex(hits["article_id"].astype("str"))
        low = np.fmin(low, whole["start"].to_numpy(np.float64)).astype(np.int64)
        high = np.fmax(high, whole["end"].to_numpy(np.float64)).astype(np.int64)
    return Around(document, start, end, token, token + hits["n_tokens"].to_numpy(np.int64), low, high)


def last_up_to(values: npt.NDArray[Any], wanted: Ints, low: Ints, high: Ints) -> Ints:
    """Return, one by one, the last place from `low` to before `high` whose value is at most the wanted one.

    The values must ascend between each `low` and `high`; the result is ``low - 1`` where all are greater.
    """
    place, last = low - 1, high - 1
    # In steps that halve, each taken where the value is not yet too great.
    for bit in reversed(range(int((last - place).max(initial=0)).bit_length())):
        further = place + (1 << bit)
        up = (further <= last) & (values.take(np.minimum(further, last), mode="clip") <= wanted)
        place += up.astype(np.int64) << bit
    return place


def within(corpus: Corpus, where: Around, at: Ints) -> Bools:
    """Return whether tokens, one per hit, stand where the context of the hit may go."""
    tokens = corpus.tokens
    inside = (at >= tokens.documents[where.document]) & (at < tokens.documents[where.document + 1])
    begin = tokens.start[np.where(inside, at, where.token)]
    return np.logical_and(inside, (begin >= where.low) & (begin < where.high))


def order_of(corpus: Corpus, where: Around, sort: Sort | Sequence[Sort]) -> Ints:
    """Return the places of the hits in the order asked for; ties keep the order of the text.

    Raises
    ------
    UnknownNameError
        For a key that is none.
    InputError
        If there is no key.
    """
    names = [sort] if isinstance(sort, str) else list(sort)
    for name in names:
        if name not in get_args(Sort):
            raise unknown_name("sort", name, get_args(Sort))
    if not names:
        raise InputError('sort takes a key such as "R1", or several: ["R1", "R2"].')
    words: list[Ints] = []
    for name in names:
        if name == "document":
            break  # no two hits are equal in that
        words += [_words(corpus, where, step) for step in _steps(name)] if name != "node" else _nodes(corpus, where)
    if not words:
        return np.arange(len(where))
    rank = _ranks(corpus, words)
    return np.lexsort([rank[word] for word in reversed(words)])


def _steps(name: str) -> Sequence[int]:
    """Return how far from the node the words of a key stand: 1 is the first to the right, -1 to the left."""
    if name == "right":
        return range(1, _SORTED_WORDS + 1)
    if name == "left":
        return range(-1, -_SORTED_WORDS - 1, -1)
    return (int(name[1:]) if name[0] == "R" else -int(name[1:]),)


def _words(corpus: Corpus, where: Around, step: int) -> Ints:
    """Return the folded form that stands some steps from each hit; -1 where the context ends before."""
    at = where.past - 1 + step if step > 0 else where.token + step
    return _folded(corpus, at, within(corpus, where, at))


def _nodes(corpus: Corpus, where: Around) -> list[Ints]:
    """Return the folded forms of the hits, first words first."""
    longest = int((where.past - where.token).max(initial=0))
    return [_folded(corpus, where.token + k, where.token + k < where.past) for k in range(longest)]


def _folded(corpus: Corpus, at: Ints, there: Bools) -> Ints:
    words = np.full(len(at), -1, dtype=np.int64)
    words[there] = corpus.tokens.vocabulary.fold[corpus.tokens.term[at[there]]]
    return words


def _ranks(corpus: Corpus, words: Sequence[Ints]) -> Ints:
    """Return the place of each form that occurs in the alphabet; that of no word (-1) is before all."""
    forms = corpus.tokens.vocabulary.forms
    used = np.zeros(len(forms) + 1, dtype=np.bool_)
    for word in words:
        used[word] = True
    ids = np.flatnonzero(used[:-1])
    written = [forms[i] for i in ids.tolist()]
    rank = np.zeros(len(forms) + 1, dtype=np.int64)
    rank[ids[sorted(range(len(ids)), key=written.__getitem__)]] = np.arange(1, len(ids) + 1)
    return rank
