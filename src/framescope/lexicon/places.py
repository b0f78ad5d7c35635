"""Where the words of patterns stand in a sequence of tokens.

Integer sequences only: the text is read once, to find the tokens that begin a candidate (each pattern by
its rarest word); all that follows costs what the candidates cost, however many patterns there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from framescope.corpus.model import Tokens
from framescope.lexicon.program import ANY, Ints, Program
from framescope.lexicon.resolve import Resolved, bit_of, bounds_of, resolve
from framescope.ranges import spread

Bools = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint64]
Terms = npt.NDArray[np.uint32]

# Counting 20 million tokens costs more than matching them: an anchor is chosen by a sample of this size.
_SAMPLE = 200_000
# Tokens looked at in one step: what is made on the way stays in the processor's cache.
_BLOCK = 1 << 17


@dataclass(frozen=True)
class Matches:
    """Matches of patterns: the pattern's number, its first token, how many tokens it covers."""

    pattern: Ints
    start: Ints
    length: Ints

    def __len__(self) -> int:
        return len(self.pattern)

    def take(self, which: Ints | Bools) -> Matches:
        """Return some of them: by place or by truth value."""
        at = np.flatnonzero(which) if which.dtype == np.bool_ else which  # looked through once, not three times
        return Matches(self.pattern[at], self.start[at], self.length[at])


@dataclass(frozen=True)
class Scan:
    """A lexicon laid over the tokens of a corpus: the program, and what each of its words matches there."""

    tokens: Tokens
    program: Program
    resolved: Resolved

    @cached_property
    def boundary(self) -> Bools:
        """True where a phrase cannot go on: at a break, and at the first token of a document."""
        boundary = self.tokens.breaks.copy()
        first = self.tokens.documents[:-1]
        boundary[first[first < len(boundary)]] = True
        return boundary

    @cached_property
    def stretch(self) -> Ints:
        """Number of the stretch without a boundary that each token lies in."""
        return np.cumsum(self.boundary, dtype=np.int64)

    @cached_property
    def rarity(self) -> Ints:
        """How many tokens of an even sample each word of the program matches: enough to choose an anchor by."""
        step = max(1, len(self.tokens) // _SAMPLE)
        return self._tokens_of_words(self.tokens.term[::step])

    @cached_property
    def frequency(self) -> Ints:
        """How many tokens each word of the program matches."""
        return self._tokens_of_words(self.tokens.term)

    def _tokens_of_words(self, term: Terms) -> Ints:
        terms = np.bincount(term, minlength=self.resolved.n_terms)
        sums = bounds_of(terms[self.resolved.keys % max(self.resolved.n_terms, 1)])
        return np.asarray(sums[self.resolved.bounds[1:]] - sums[self.resolved.bounds[:-1]])


@dataclass(frozen=True)
class Anchors:
    """At which terms patterns are looked for: pairs of a term and a pattern whose rarest word it matches.

    Attributes
    ----------
    program
        The program of the patterns.
    n_terms
        Size of the vocabulary.
    term, pattern
        The pairs, in the order of the terms.
    place
        Where the rarest word stands in the pattern.
    """

    program: Program
    n_terms: int
    term: Ints
    pattern: Ints
    place: Ints

    def take(self, which: Bools) -> Anchors:
        """Return some of them."""
        return Anchors(self.program, self.n_terms, self.term[which], self.pattern[which], self.place[which])

    @cached_property
    def bounds(self) -> Ints:
        """Term t has the pairs ``bounds[t]:bounds[t + 1]``."""
        return bounds_of(np.bincount(self.term, minlength=self.n_terms))

    @cached_property
    def wanted(self) -> Bools:
        """Whether anything is looked for at each term."""
        return np.diff(self.bounds) > 0

    @cached_property
    def beside(self) -> tuple[Bits, Bits]:
        """For each term the bits of the words of which one must stand before it, and of those after it."""
        length = self.program.length[self.pattern]
        goes_on = self.place + 1 < length
        neighbour = np.where(goes_on, self.place + 1, np.maximum(self.place - 1, 0))
        word = np.where(length == 1, ANY, self.program.word[self.program.bounds[self.pattern] + neighbour])
        before, after = np.zeros((2, self.n_terms), dtype=np.uint64)
        np.bitwise_or.at(before, self.term[~goes_on], bit_of(word[~goes_on]))
        np.bitwise_or.at(after, self.term[goes_on], bit_of(word[goes_on]))
        return before, after


def scan(tokens: Tokens, program: Program) -> Scan:
    """Look the words of a program up in the vocabulary of some tokens."""
    return Scan(tokens, program, resolve(program.words, tokens.vocabulary))


def occurrences(scan: Scan, among: Ints | None = None) -> Matches:
    """Return every place where an entry's words stand, conditions and overlaps left aside.

    With `among` only what lies wholly within these tokens (sorted) is sure to be found.
    """
    return places_of(scan, anchors_of(scan, np.arange(len(scan.program.rows))), among)


def anchors_of(scan: Scan, patterns: Ints) -> Anchors:
    """Return where some patterns are looked for."""
    program, resolved = scan.program, scan.resolved
    owner, at = spread(program.bounds, patterns)
    word = program.word[at]
    cost = np.append(scan.rarity, np.iinfo(np.int64).max)[word]  # ANY is the last one
    first = bounds_of(program.length[patterns])[:-1]
    rarest = np.lexsort((cost, owner))[first]
    which, places = spread(resolved.bounds, word[rarest])
    term = resolved.keys[places] - word[rarest][which] * resolved.n_terms
    by_term = np.argsort(term, kind="stable")
    which = which[by_term]
    return Anchors(program, resolved.n_terms, term[by_term], patterns[which], (rarest - first)[which])


def places_of(scan: Scan, anchors: Anchors, among: Ints | None = None) -> Matches:
    """Return every place where patterns stand, looked for at their anchors."""
    term = scan.tokens.term
    found = tokens_of_terms(term, anchors.wanted) if among is None else among
    return places_at(scan, anchors, found, term.take(found))


def places_at(scan: Scan, anchors: Anchors, found: Ints, here: Terms) -> Matches:
    """Return the places where patterns stand with their anchors at some tokens, whose terms are `here`."""
    likely = np.flatnonzero(anchors.wanted.take(here))
    found, here = found.take(likely), here.take(likely)
    likely = np.flatnonzero(_beside(scan, anchors, found, here))
    found, here = found.take(likely), here.take(likely)
    which, pairs = spread(anchors.bounds, here)
    pattern, place = anchors.pattern.take(pairs), anchors.place.take(pairs)
    start = found.take(which) - place
    length = scan.program.length.take(pattern)
    stands = length == 1
    phrases = np.flatnonzero(~stands)
    stands[phrases] = _stand(scan, pattern[phrases], start[phrases], place[phrases])
    return Matches(pattern, start, length).take(stands)


def tokens_of_terms(term: Terms, wanted: Bools) -> Ints:
    """Return the places of the tokens whose term is wanted."""
    blocks = [np.flatnonzero(wanted.take(term[at : at + _BLOCK])) + at for at in range(0, len(term), _BLOCK)]
    return np.concatenate([*blocks, np.empty(0, dtype=np.int64)])


def holding(scan: Scan, pattern: Ints, start: Ints) -> Bools:
    """Return, pair by pair, whether a pattern stands at a place, with no boundary inside."""
    return _stand(scan, pattern, start, np.full(len(start), -1))


def _beside(scan: Scan, anchors: Anchors, found: Ints, here: Terms) -> Bools:
    """Return at which tokens a pattern may stand, by one word beside its anchor; most others go here, unseen.

    What is passed need not stand: words share bits, and the first and last token are taken for their own neighbours.
    """
    term, bits = scan.tokens.term, scan.resolved.bits
    before, after = anchors.beside
    left, right = (bits.take(term.take(found + step, mode="clip")) for step in (-1, 1))
    return np.asarray((before.take(here) & left | after.take(here) & right) != 0)


def _stand(scan: Scan, pattern: Ints, start: Ints, anchor: Ints) -> Bools:
    """Return what `holding` does; the word at `anchor`, counted from the first, is known to stand there."""
    program, tokens = scan.program, scan.tokens
    length, first = program.length.take(pattern), program.bounds.take(pattern)
    stands = (start >= 0) & (start + length <= len(tokens))
    longest = int(length.max(initial=0))
    for k in range(longest):
        open_ = np.flatnonzero(stands & (length > k) & (anchor != k))
        word = program.word.take(first.take(open_) + k)
        stands[open_] = (word == ANY) | scan.resolved.holds(word, tokens.term.take(start.take(open_) + k))
    for k in range(1, longest):
        open_ = np.flatnonzero(stands & (length > k))
        stands[open_] = ~scan.boundary.take(start.take(open_) + k)
    return stands
