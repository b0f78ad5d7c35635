"""Where patterns stand in a sequence of tokens.

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
from framescope.lexicon.resolve import Resolved, bounds_of, resolve, spread

Bools = npt.NDArray[np.bool_]

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

    def _tokens_of_words(self, term: npt.NDArray[np.uint32]) -> Ints:
        terms = np.bincount(term, minlength=self.resolved.n_terms)
        sums = bounds_of(terms[self.resolved.keys % max(self.resolved.n_terms, 1)])
        return np.asarray(sums[self.resolved.bounds[1:]] - sums[self.resolved.bounds[:-1]])


def scan(tokens: Tokens, program: Program) -> Scan:
    """Look the words of a program up in the vocabulary of some tokens."""
    return Scan(tokens, program, resolve(program.words, tokens.vocabulary))


def occurrences(scan: Scan, among: Ints | None = None) -> Matches:
    """Return every place where an entry's words stand, conditions and overlaps left aside.

    With `among` only what lies wholly within these tokens (sorted) is sure to be found.
    """
    return _places(scan, np.arange(len(scan.program.rows)), among)


def allowed(scan: Scan, matches: Matches) -> Matches:
    """Return the matches that no condition (`not_before`, `not_after`, `not_in`, `near`) takes back.

    A condition looks no further than the next break: what stands in another sentence is no context.
    """
    program = scan.program
    if not len(program.condition):
        return _near(scan, matches)
    which, places = spread(program.conditions, matches.pattern)
    begin = matches.start[which]
    start = begin + program.shift[places]
    met = np.flatnonzero(_holds(scan, program.condition[places], start))
    join = np.maximum(begin[met], start[met])
    met = met[(begin[met] == start[met]) | ~scan.boundary[join]]
    keep = np.ones(len(matches), dtype=np.bool_)
    keep[which[met]] = False
    return _near(scan, matches.take(keep))


def _near(scan: Scan, matches: Matches) -> Matches:
    """Return the matches that need no term near them, or have one: nearest before, nearest after."""
    program = scan.program
    if not len(program.near):
        return matches
    which, places = spread(program.nears, matches.pattern)
    term, window = program.near[places], program.window[matches.pattern[which]]
    begin, end = matches.start[which], matches.start[which] + matches.length[which]
    found = _places(scan, np.unique(program.near))
    # One number line for all terms; a term has one length, so the nearest to begin is the nearest to end.
    line = np.sort(found.pattern * (len(scan.tokens) + 1) + found.start)
    base, length = term * (len(scan.tokens) + 1), program.length[term]
    good = np.zeros(len(which), dtype=np.bool_)
    last = np.searchsorted(line, base + begin - length, side="right") - 1
    for place, low, high in (
        (last, begin - window, begin - length),
        (np.searchsorted(line, base + end), end, end + window - length),
    ):
        known = np.flatnonzero((place >= 0) & (place < len(line)))
        start = line[place[known]] - base[known]
        inside = (start >= np.maximum(low[known], 0)) & (start <= np.minimum(high[known], len(scan.tokens) - 1))
        known, start = known[inside], start[inside]
        good[known[scan.stretch[start] == scan.stretch[begin[known]]]] = True
    keep = program.nears[matches.pattern + 1] == program.nears[matches.pattern]
    keep[which[good]] = True
    return matches.take(keep)


def longest(program: Program, matches: Matches) -> Matches:
    """Return the matches that are left when, from left to right, the longest one of each group wins.

    The result is sorted by group and place; no two of one group share a token. Where two entries match
    the same words the more specific one is named (`Program.rank`).
    """
    group, rank = program.group[matches.pattern], program.rank[matches.pattern]
    return matches.take(leftmost_longest(group, rank, matches.start, matches.length))


def leftmost_longest(group: Ints, rank: Ints, start: Ints, length: Ints) -> Ints:
    """Return the places of the stretches that are left, sorted by group and start.

    From left to right the longest of each group wins, of equal ones the one with the lowest rank; no
    two that are left in one group overlap.
    """
    if not len(start):
        return np.empty(0, dtype=np.int64)
    # Matches come nearly in the order of the text, and groups are few: stable sorts are quick with both.
    worse = rank - length * (rank.max() + 1)
    worse -= worse.min()
    in_text = np.argsort(start * (worse.max() + 1) + worse, kind="stable")
    order = in_text[np.argsort(group.astype(np.min_scalar_type(group.max()))[in_text], kind="stable")]
    # One number line for all groups, far enough apart that no stretch reaches into the next group's.
    begin = (group * (int((start + length).max()) + 1) + start)[order]
    first = np.diff(begin, prepend=-1) > 0
    order, begin = order[first], begin[first]
    kept: Ints = order[_first_come(begin, begin + length[order])]
    return kept


def _first_come(begin: Ints, end: Ints) -> Bools:
    """Return which intervals (sorted by begin) are kept when each kept one pushes out what overlaps it."""
    kept = np.append(True, begin[1:] >= np.maximum.accumulate(end)[:-1])
    contested = ~kept
    contested[:-1] |= contested[1:]
    at = np.flatnonzero(contested)
    kept[at] = _chained(begin[at], end[at], kept[at])
    return kept


def _chained(begin: Ints, end: Ints, free: Bools) -> Bools:
    """Return which intervals are kept, given those that nothing before them reaches.

    From each of them a chain leads on, each time to the first interval that begins at or after the end of
    the last. The chains are followed in doubling steps.
    """
    n = len(begin)
    kept = np.append(free, False)
    jump = np.append(np.searchsorted(begin, end), n)
    while True:
        reached = jump[kept]
        if kept[reached].all():
            return kept[:n]
        kept[reached] = True
        jump = jump[jump]


def _places(scan: Scan, patterns: Ints, among: Ints | None = None) -> Matches:
    """Return every place where the words of some patterns stand."""
    table, owners, anchors = _anchor_table(scan, patterns)
    wanted = np.diff(table) > 0
    found = _tokens_of(scan.tokens.term, wanted) if among is None else among[wanted[scan.tokens.term[among]]]
    which, places = spread(table, scan.tokens.term[found])
    owner = owners[places]
    pattern, anchor = patterns[owner], anchors[owner]
    start = found[which] - anchor
    length = scan.program.length[pattern]
    keep = length == 1
    phrases = np.flatnonzero(~keep)
    keep[phrases] = _holds(scan, pattern[phrases], start[phrases], anchor[phrases])
    return Matches(pattern, start, length).take(keep)


def _tokens_of(term: npt.NDArray[np.uint32], wanted: Bools) -> Ints:
    """Return the places of the tokens whose term is wanted."""
    blocks = [np.flatnonzero(wanted[term[at : at + _BLOCK]]) + at for at in range(0, len(term), _BLOCK)]
    return np.concatenate([*blocks, np.empty(0, dtype=np.int64)])


def _anchor_table(scan: Scan, patterns: Ints) -> tuple[Ints, Ints, Ints]:
    """Return, for each term, the patterns whose rarest word it matches, and where that word stands in them.

    The result is bounds by term, places in `patterns`, and for each pattern the place of its anchor.
    """
    program, resolved = scan.program, scan.resolved
    owner, at = spread(program.bounds, patterns)
    word = program.word[at]
    cost = np.append(scan.rarity, np.iinfo(np.int64).max)[word]  # ANY is the last one
    order = np.lexsort((cost, owner))
    first = bounds_of(program.length[patterns])[:-1]
    best = order[first]
    which, places = spread(resolved.bounds, word[best])
    terms = resolved.keys[places] - word[best][which] * resolved.n_terms
    by_term = np.argsort(terms, kind="stable")
    table = bounds_of(np.bincount(terms, minlength=resolved.n_terms))
    return table, which[by_term], best - first


def _holds(scan: Scan, pattern: Ints, start: Ints, anchor: Ints | int = -1) -> Bools:
    """Return, pair by pair, whether a pattern stands at a place, with no boundary inside.

    The word at `anchor`, counted from the first, is known to stand there.
    """
    program, tokens = scan.program, scan.tokens
    anchor = np.broadcast_to(anchor, start.shape)
    length = program.length[pattern]
    holds = (start >= 0) & (start + length <= len(tokens))
    for k in range(int(length.max(initial=0))):
        open_ = np.flatnonzero(holds & (length > k) & (anchor != k))
        at = start[open_] + k
        word = program.word[program.bounds[pattern[open_]] + k]
        good = (word == ANY) | scan.resolved.holds(word, tokens.term[at])
        holds[open_[~good]] = False
    for k in range(1, int(length.max(initial=0))):
        open_ = np.flatnonzero(holds & (length > k))
        holds[open_[scan.boundary[start[open_] + k]]] = False
    return holds
