"""A lexicon as arrays: which patterns there are, what each is made of, and what takes a match back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from framescope.errors import expect, unknown_name
from framescope.lexicon.entry import Entry
from framescope.lexicon.model import CATEGORIES, Lexicon, Row
from framescope.lexicon.patterns import Pattern, Word, parse_pattern
from framescope.lexicon.resolve import bounds_of

Ints = npt.NDArray[np.int64]
Within = Literal["category", "lexicon"]
#: Stands for a word that every token matches.
ANY = -1

T = TypeVar("T")


@dataclass(frozen=True)
class Program:
    """All patterns of a lexicon; the first ones are its entries, in order, the others its conditions.

    Attributes
    ----------
    words
        The distinct words.
    word, bounds
        Pattern p consists of ``word[bounds[p]:bounds[p + 1]]``, numbers of words or `ANY`.
    rows
        The entries with their set and category; an entry that ignores hyphens stands once per spelling.
    group, rank
        For each entry: within which group the longest match wins, and which entry is named where two
        match the same words (the lower one; it depends on the entries alone, not on their order).
    conditions, condition, shift
        Entry e is no hit where a pattern ``condition[i]`` stands `shift[i]` tokens after its first
        token, for one of the ``conditions[e]:conditions[e + 1]``.
    nears, near, window
        Entry e, if it has any, is a hit only where one of the patterns ``near[nears[e]:nears[e + 1]]``
        stands as a whole within the ``window[e]`` tokens before it or after it.
    """

    words: tuple[Word, ...]
    word: Ints
    bounds: Ints
    rows: tuple[Row, ...]
    group: Ints
    rank: Ints
    conditions: Ints
    condition: Ints
    shift: Ints
    nears: Ints
    near: Ints
    window: Ints

    @property
    def length(self) -> Ints:
        """How many tokens each pattern covers."""
        return np.diff(self.bounds)


def compile_lexicon(lexicon: Lexicon, *, within: Within = "category") -> Program:
    """Turn a lexicon into arrays.

    Parameters
    ----------
    lexicon
        The lexicon.
    within
        Where the longest match wins: within each category and naming set, or within the whole lexicon.

    Raises
    ------
    UnknownNameError
        For another value of `within`.
    """
    expect("lexicon", lexicon, Lexicon, "fs.read_lexicon")
    if within not in ("category", "lexicon"):
        raise unknown_name("value of within", within, ("category", "lexicon"))
    spelled = [(row, pattern) for row in lexicon.rows() for pattern in row.entry.patterns()]
    rows, patterns = tuple(row for row, _ in spelled), [pattern for _, pattern in spelled]
    number = _Numbering(len(patterns))
    pairs = [
        [(number.of(condition), shift) for condition, shift in _conditions(row.entry, len(pattern))]
        for row, pattern in spelled
    ]
    near = [[number.of(parse_pattern(text)) for text in _near(row.entry)] for row in rows]
    columns = np.array([pair for found in pairs for pair in found], dtype=np.int64).reshape(-1, 2)
    words, word, bounds = _spell([*patterns, *number.patterns])
    return Program(
        words=words,
        word=word,
        bounds=bounds,
        rows=rows,
        group=_groups(rows, within),
        rank=_ranks(rows, patterns),
        conditions=_bounds(pairs),
        condition=columns[:, 0],
        shift=columns[:, 1],
        nears=_bounds(near),
        near=np.array([pattern for found in near for pattern in found], dtype=np.int64),
        window=np.array([row.entry.near.window if row.entry.near else 0 for row in rows], dtype=np.int64),
    )


class _Numbering:
    """Hands out numbers to patterns, the same to equal ones."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._numbers: dict[Pattern, int] = {}

    def of(self, pattern: Pattern) -> int:
        return self._numbers.setdefault(pattern, self._first + len(self._numbers))

    @property
    def patterns(self) -> list[Pattern]:
        return list(self._numbers)


def _conditions(entry: Entry, length: int) -> Iterator[tuple[Pattern, int]]:
    """Yield what takes a match back: a pattern, and where it would begin, counted from the match."""
    for text in entry.not_before:
        yield parse_pattern(text), length
    for text in entry.not_after:
        pattern = parse_pattern(text)
        yield pattern, -len(pattern)
    for text in entry.not_in:
        pattern = parse_pattern(text)
        for before in range(len(pattern) - length + 1):
            yield pattern, -before


def _near(entry: Entry) -> tuple[str, ...]:
    return entry.near.terms if entry.near else ()


def _bounds(lists: Sequence[Sized]) -> Ints:
    return bounds_of(np.fromiter(map(len, lists), dtype=np.int64, count=len(lists)))


def _spell(patterns: Sequence[Pattern]) -> tuple[tuple[Word, ...], Ints, Ints]:
    numbers: dict[Word, int] = {}
    word = [
        ANY if word.any else numbers.setdefault(word, len(numbers)) for pattern in patterns for word in pattern.words
    ]
    lengths = np.fromiter(map(len, patterns), dtype=np.int64, count=len(patterns))
    return tuple(numbers), np.array(word, dtype=np.int64), bounds_of(lengths)


def _groups(rows: Sequence[Row], within: Within) -> Ints:
    def group(row: Row) -> tuple[str, ...]:
        if within == "lexicon":
            return ()
        return (row.set, row.category) if row.set == CATEGORIES else (row.set,)

    return _number(rows, group)


def _ranks(rows: Sequence[Row], patterns: Iterable[Pattern]) -> Ints:
    """Rank entries: the one that says most about the words (fewest wildcards, most letters) comes first."""

    def specificity(pair: tuple[Row, Pattern]) -> tuple[int, int, bool, str, str, str]:
        row, pattern = pair
        wildcards = sum(len(word.glob) - word.literals for word in pattern.words)
        letters = sum(word.literals for word in pattern.words)
        return wildcards, -letters, not row.entry.case, pattern.text, row.set, row.category

    return _number(list(zip(rows, patterns, strict=True)), specificity)


def _number(items: Sequence[T], key: Callable[[T], Any]) -> Ints:
    """Return the place of each item's key among all the keys, sorted."""
    keys = [key(item) for item in items]
    places = {value: i for i, value in enumerate(sorted(set(keys)))}
    return np.array([places[value] for value in keys], dtype=np.int64)
