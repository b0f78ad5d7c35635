"""How often the entries of a lexicon match in each document, without a list of the matches."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy import sparse

from framescope.corpus.model import Tokens
from framescope.corpus.part import tokens_of
from framescope.lexicon.match import allowed, longest
from framescope.lexicon.places import Anchors, Scan, anchors_of, places_at, scan, tokens_of_terms
from framescope.lexicon.program import ANY, Ints, Program
from framescope.ranges import spread

# Tokens whose matches are counted in one step.
_PART = 1 << 20
# Counters for each match, above which matches are sorted in place of being counted: most cells would be empty.
_MOST_COUNTERS = 32


def count_matches(tokens: Tokens, program: Program, column: Ints, n_columns: int) -> sparse.csr_array:
    """Count the matches of a program by document; `column` is that of each of its entries.

    Part by part: no match reaches into another document, and what is made on the way stays in the cache.
    """
    laid = scan(tokens, program)
    anchors = anchors_of(laid, np.arange(len(program.rows)))
    certain, open_ = _told_apart(laid, anchors)
    n_documents = len(tokens.documents) - 1
    cuts = np.searchsorted(tokens.documents, np.arange(_PART, len(tokens), _PART))
    counted = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for first, past in pairwise(np.unique([0, *cuts, n_documents]).tolist()):
        part = replace(laid, tokens=tokens_of(tokens, first, past))
        cells, counts = _tally(_cells(part, certain, open_, column, n_columns), (past - first) * n_columns)
        counted.append((cells + first * n_columns, counts))
    cells, counts = (np.concatenate(parts) for parts in zip(*counted, strict=True))
    bounds = np.searchsorted(cells, np.arange(n_documents + 1) * n_columns)
    # liblinear, behind some estimators of scikit-learn, takes only narrow indices; SciPy keeps those it is given.
    indices = (cells - np.repeat(np.arange(n_documents) * n_columns, np.diff(bounds))).astype(np.int32)
    return sparse.csr_array((counts, indices, bounds.astype(np.int32)), shape=(n_documents, n_columns))


def _told_apart(scan: Scan, anchors: Anchors) -> tuple[Anchors, Anchors]:
    """Return the pairs of a term and an entry that are a match wherever the term stands, and those to be looked at.

    The former are single words without conditions that no phrase and no conditional entry of their group matches.
    Where several of a group match one term, one of them is left.
    """
    program, n_terms = scan.program, anchors.n_terms
    n = len(program.rows)
    plain = (program.length[:n] == 1) & (np.diff(program.conditions) == 0) & (np.diff(program.nears) == 0)
    others = np.flatnonzero(~plain)
    which, at = spread(program.bounds, others)
    word, group = program.word[at], program.group[others[which]]
    named, places = spread(scan.resolved.bounds, word[word != ANY])
    claimed = group[word != ANY][named] * n_terms + scan.resolved.keys[places] % n_terms
    own = program.group[anchors.pattern]
    key = own * n_terms + anchors.term
    free = plain[anchors.pattern] & ~np.isin(key, claimed) & ~np.isin(own, group[word == ANY])
    order = np.lexsort((program.rank[anchors.pattern], key))
    best = np.zeros(len(key), dtype=np.bool_)
    best[order] = np.diff(key[order], prepend=-1) > 0
    return anchors.take(free & best), anchors.take(~free)


def _cells(scan: Scan, certain: Anchors, open_: Anchors, column: Ints, n_columns: int) -> Ints:
    """Return the cell of each match: row by row, columns from left to right."""
    term, documents = scan.tokens.term, scan.tokens.documents
    found = tokens_of_terms(term, certain.wanted | open_.wanted)
    here = term.take(found)
    sure = np.flatnonzero(certain.wanted.take(here))
    row = np.repeat(np.arange(len(documents) - 1), np.diff(np.searchsorted(found.take(sure), documents)))
    which, pairs = spread(certain.bounds, here.take(sure))
    at_once = row.take(which) * n_columns + column[certain.pattern].take(pairs)
    matches = longest(scan.program, allowed(scan, places_at(scan, open_, found, here)))
    document = np.searchsorted(documents, matches.start, side="right") - 1
    return np.concatenate([at_once, document * n_columns + column[matches.pattern]])


def _tally(cells: Ints, n_cells: int) -> tuple[Ints, Ints]:
    """Return which cells occur, ascending, and how often each."""
    if n_cells > _MOST_COUNTERS * len(cells):
        return np.unique(cells, return_counts=True)
    counts = np.bincount(cells, minlength=n_cells)
    occurring = np.flatnonzero(counts > 0)  # of truth values, which is several times faster
    return occurring, counts[occurring]
