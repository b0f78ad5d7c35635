"""What a republished story added and dropped: two articles laid side by side, run by run."""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, check_view, select
from framescope.errors import InputError, unknown_name
from framescope.masking import mask_emails
from framescope.measures.reading import Ints

BOTH, ONLY_A, ONLY_B = "both", "only a", "only b"


def copy_difference(
    corpus: Corpus, article_a: str, article_b: str, *, view: View | None = None, shortest: int = 3
) -> pd.DataFrame:
    """Cut two articles into runs of tokens that both have, and runs that only one has.

    Parameters
    ----------
    corpus
        The corpus.
    article_a, article_b
        The articles, by `article_id`.
    view
        What is read of them; whether both are read under ``copies="one"`` does not matter.
    shortest
        Fewest tokens of a run that counts as common: a single "the" in a rewritten paragraph does not.

    Returns
    -------
    DataFrame
        ``segment`` (from 0, in reading order of a, what b has instead after what a has), ``kind``
        (``both``, ``only a``, ``only b``), ``n_tokens``, ``start_a, end_a, start_b, end_b`` (offsets
        into the two documents; empty where the article has no part in the run) and ``text`` (for
        reading: as in a where a has it, e-mail addresses masked, ``…`` where something left out by the
        view stands between). The runs with `start_a` tile a, those with `start_b` tile b.

    Raises
    ------
    UnknownNameError
        If there is no such article.
    InputError
        If it is the same article twice, or `shortest` is below 1.

    Notes
    -----
    Runs are found by longest common runs first (difflib's Ratcliff-Obershelp, 1988, without its
    heuristic for popular words) over case-folded tokens: a change of case, punctuation or layout is none.
    A passage that moved is seen as dropped in one place and added in another. What was there first,
    and who took it from whom, the words do not say.
    """
    if article_a == article_b:
        raise InputError(f"copy_difference compares two articles; both are {article_a!r}.")
    if shortest < 1:
        raise InputError(f"shortest is a number of tokens from 1 on; not {shortest!r}.")
    kept = _read_of(corpus, view)
    a, b = (_tokens_of(corpus, kept, name) for name in (article_a, article_b))
    folded = corpus.tokens.vocabulary.fold[corpus.tokens.term]
    rows = []
    for kind, part_a, part_b in _runs(folded[a].tolist(), folded[b].tolist(), shortest):
        in_a, in_b = a[part_a], b[part_b]
        shown = in_a if kind != ONLY_B else in_b
        rows.append((kind, len(shown), *_span(corpus, in_a), *_span(corpus, in_b), _text(corpus, shown)))
    columns = ["kind", "n_tokens", "start_a", "end_a", "start_b", "end_b", "text"]
    table = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(columns[2:6], "Int64") | {"kind": "str", "n_tokens": "int64", "text": "str"}
    )
    table.insert(0, "segment", np.arange(len(table)))
    return table


def _runs(a: list[int], b: list[int], shortest: int) -> list[tuple[str, slice, slice]]:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    runs: list[tuple[str, slice, slice]] = []
    at_a = at_b = 0
    for block in [block for block in blocks if block.size >= shortest or block.size == 0]:
        if block.a > at_a:
            runs.append((ONLY_A, slice(at_a, block.a), slice(0)))
        if block.b > at_b:
            runs.append((ONLY_B, slice(0), slice(at_b, block.b)))
        at_a, at_b = block.a + block.size, block.b + block.size
        if block.size:
            runs.append((BOTH, slice(block.a, at_a), slice(block.b, at_b)))
    return runs


def _read_of(corpus: Corpus, view: View | None) -> Ints:
    """Return the tokens whose zone and voice the view reads, whichever articles it chooses."""
    view = check_view(corpus, view)
    return np.flatnonzero(select(corpus, View(zones=view.zones, voice=view.voice)))


def _tokens_of(corpus: Corpus, kept: Ints, article_id: str) -> Ints:
    names = corpus.articles["article_id"].tolist()
    if article_id not in names:
        raise unknown_name("article", article_id, names)
    chosen: Ints = kept[corpus.tokens.article[kept] == names.index(article_id)]
    return chosen


def _span(corpus: Corpus, run: Ints) -> tuple[int | None, int | None]:
    if not len(run):
        return None, None
    return int(corpus.tokens.start[run[0]]), int(corpus.tokens.start[run[-1]] + corpus.tokens.length[run[-1]])


def _text(corpus: Corpus, run: Ints) -> str:
    text = corpus.documents["text"].iloc[int(corpus.tokens.document[run[0]])]
    pieces = np.split(run, np.flatnonzero(np.diff(run) > 1) + 1)
    spans = [_span(corpus, piece) for piece in pieces]
    return mask_emails(" … ".join(" ".join(text[start:end].split()) for start, end in spans))
