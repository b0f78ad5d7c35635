"""From words of patterns to term ids: each is looked up in the vocabulary once, never in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from framescope.lexicon.patterns import Word, glob_regex
from framescope.lexicon.regexes import matching_keys
from framescope.ranges import spread
from framescope.text.tokens import bare
from framescope.text.vocabulary import Vocabulary, alphabetical

Ids = npt.NDArray[np.int64]
#: Bit of the word that every token matches.
EVERY_WORD = np.uint64(1 << 63)
_NONE, _SEVERAL = -2, -3  # words; -1 is any
_LAST = chr(0x10FFFF)


@dataclass(frozen=True)
class FormIndex:
    """The forms of a vocabulary in sorted order; one with a possessive stands there without it, too.

    Attributes
    ----------
    keys
        Forms, sorted; the same key may stand twice (``assad``, and ``assad's`` without its ending).
    group
        For each key the id of the form it comes from (of the folded form where case is ignored).
    terms, bounds
        Group g holds the terms ``terms[bounds[g]:bounds[g + 1]]``.
    """

    keys: list[str]
    group: Ids
    terms: Ids
    bounds: Ids

    @cached_property
    def _backwards(self) -> tuple[list[str], Ids]:
        """The keys read from their end, sorted, and where each stands in `keys`."""
        backwards = [key[::-1] for key in self.keys]
        order = alphabetical(backwards)
        return [backwards[i] for i in order.tolist()], order

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All keys as one text, a line each (no token holds a line break), and where each begins."""
        lengths = np.fromiter((len(key) + 1 for key in self.keys), dtype=np.int64, count=len(self.keys))
        return "\n".join(self.keys), (np.cumsum(lengths) - lengths).tolist()

    def find(self, glob: str) -> Ids:
        """Return the ids of all terms that a glob matches, sorted."""
        pieces = [piece for part in glob.split("*") for piece in part.split("?")]
        head, tail = pieces[0], pieces[-1]
        if "*" not in glob and "?" not in glob:
            places = self._range(bisect_left(self.keys, glob), bisect_right(self.keys, glob))
        elif len(head) >= len(tail) and head:
            places = self._range(bisect_left(self.keys, head), bisect_right(self.keys, head + _LAST))
            places = places if glob == head + "*" else self._filter(places, glob)
        elif tail:
            keys, order = self._backwards
            end = tail[::-1]
            places = order[bisect_left(keys, end) : bisect_right(keys, end + _LAST)]
            places = places if glob == "*" + tail else self._filter(places, glob)
        else:
            places = self._filter(self._holding(max(pieces, key=len)), glob)
        return self._terms_of(places)

    def find_regex(self, source: str, *, case: bool) -> Ids:
        """Return the ids of all terms that a regular expression matches as a whole, sorted."""
        return self._terms_of(np.array(matching_keys(source, self.keys, case=case), dtype=np.int64))

    def _range(self, low: int, high: int) -> Ids:
        return np.arange(low, high, dtype=np.int64)

    def _holding(self, piece: str) -> Ids:
        """Return the places of the keys that hold a piece anywhere; of all keys if the piece is empty."""
        if not piece:
            return self._range(0, len(self.keys))
        text, begins = self._joined
        places = []
        at = text.find(piece)
        while at >= 0:
            place = bisect_right(begins, at) - 1
            places.append(place)
            at = text.find(piece, begins[place + 1]) if place + 1 < len(begins) else -1
        return np.array(places, dtype=np.int64)

    def _filter(self, places: Ids, glob: str) -> Ids:
        matches = glob_regex(glob).fullmatch
        return np.array([i for i in places.tolist() if matches(self.keys[i])], dtype=np.int64)

    def _terms_of(self, places: Ids) -> Ids:
        _, terms = spread(self.bounds, np.unique(self.group[places]))
        return np.sort(self.terms[terms])


@dataclass(frozen=True)
class Resolved:
    """The terms that each word matches, as one sorted array of keys ``word * n_terms + term``."""

    keys: Ids
    bounds: Ids
    n_terms: int

    def terms(self, word: int) -> Ids:
        """Return the ids of the terms a word matches, sorted."""
        return self.keys[self.bounds[word] : self.bounds[word + 1]] - word * self.n_terms

    def holds(self, word: Ids, term: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Return, pair by pair, whether a word matches a term."""
        only = self._only.take(term)
        holds: npt.NDArray[np.bool_] = only == word
        doubtful = np.flatnonzero(only == _SEVERAL)
        if len(doubtful):
            wanted = word[doubtful] * self.n_terms + term[doubtful]
            places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            holds[doubtful] = self.keys[places] == wanted
        return holds

    @cached_property
    def _only(self) -> Ids:
        """For each term the one word that matches it, `_NONE` or `_SEVERAL`; nearly all that match have one."""
        word, term = np.divmod(self.keys, max(self.n_terms, 1))
        only = np.full(self.n_terms, _NONE)
        only[term] = word
        only[np.bincount(term, minlength=self.n_terms) > 1] = _SEVERAL
        return only

    @cached_property
    def bits(self) -> npt.NDArray[np.uint64]:
        """For each term the bits of the words that match it, and that of every word (see `bit_of`)."""
        word, term = np.divmod(self.keys, max(self.n_terms, 1))
        bits = np.full(self.n_terms, EVERY_WORD)
        np.bitwise_or.at(bits, term, bit_of(word))
        return bits


def bit_of(word: Ids) -> npt.NDArray[np.uint64]:
    """Return a bit for each word; others share it. That of `ANY` is no other's, and every term has it."""
    return np.where(word < 0, EVERY_WORD, np.uint64(1) << (word % 63).astype(np.uint64))


def resolve(words: Sequence[Word], vocabulary: Vocabulary) -> Resolved:
    """Look words up in a vocabulary.

    Parameters
    ----------
    words
        Words of patterns; those that match every token are left without terms.
    vocabulary
        The written forms of a corpus.
    """
    found = [_find(word, vocabulary) for word in words]
    counts = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
    keys = np.concatenate([*found, np.empty(0, dtype=np.int64)])
    keys += np.repeat(np.arange(len(found), dtype=np.int64) * len(vocabulary), counts)
    return Resolved(keys, bounds_of(counts), len(vocabulary))


def _find(word: Word, vocabulary: Vocabulary) -> Ids:
    if word.any:
        return np.empty(0, dtype=np.int64)
    if word.case and not word.wild:  # no index is needed for the few words like IS
        spellings = (word.glob, word.glob + "'s", word.glob + "'S")
        return np.array(sorted(vocabulary.ids[form] for form in spellings if form in vocabulary.ids), dtype=np.int64)
    index = form_index(vocabulary, case=word.case)
    return index.find_regex(word.glob, case=word.case) if word.regex else index.find(word.glob)


def form_index(vocabulary: Vocabulary, *, case: bool = False) -> FormIndex:
    """Return the forms of a vocabulary in sorted order, folded unless `case` is True.

    Sorting costs more than all that follows, so it is done once for each vocabulary and kept with it.
    """
    kept: dict[bool, FormIndex] = vars(vocabulary).setdefault("_form_indexes", {})
    if case not in kept:
        kept[case] = _index_forms(vocabulary, case=case)
    return kept[case]


def _index_forms(vocabulary: Vocabulary, *, case: bool) -> FormIndex:
    n = len(vocabulary)
    group = np.arange(n) if case else vocabulary.fold.astype(np.int64)
    counts = np.bincount(group, minlength=n)
    present = np.flatnonzero(counts > 0)
    keys = [vocabulary.forms[i] for i in present.tolist()]
    owning = [i for i, key in enumerate(keys) if "'" in key and bare(key) != key]
    keys += [bare(keys[i]) for i in owning]
    order = alphabetical(keys)
    return FormIndex(
        keys=[keys[i] for i in order.tolist()],
        group=np.concatenate([present, present[owning]])[order],
        terms=np.argsort(group, kind="stable").astype(np.int64),
        bounds=bounds_of(counts),
    )


def bounds_of(counts: npt.NDArray[np.int64]) -> Ids:
    """Return where each stretch begins if they stand in a row, and where the last one ends."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])
