"""What each label keeps company with, and in whose words: collocates side by side, and counted by article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, get_args

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, check_view
from framescope.errors import InputError, unknown_name
from framescope.measures.collocation import collocations
from framescope.measures.counts import TermCounts, terms_of
from framescope.measures.near import Span, near_nodes
from framescope.measures.reading import check_hits, hits_read, read_view
from framescope.schema import VOICES

By = Literal["category", "voice"]


def company(
    corpus: Corpus, hits: pd.DataFrame, *, by: By = "category", view: View | None = None, **options: Any
) -> pd.DataFrame:
    """Score the company of each label, or of the same nodes in each voice.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The nodes: rows of the table `hits` of this corpus.
    by
        ``"category"``: the nodes of each label or category on their own; ``"voice"``: all nodes, in quotations
        and in each other voice on their own, together with the words of that voice near them.
    view
        What is read.
    **options
        As in `collocations`: ``window, measures, across_quotations, min_count, adjust``.

    Returns
    -------
    DataFrame
        `by`, then the columns of `collocations`, one table after the other: categories by the alphabet, voices in
        the order of the scheme. Only those with a node and a word near it.

    Raises
    ------
    UnknownNameError
        For another `by`, and as in `collocations`.
    InputError
        As in `collocations`.

    Notes
    -----
    A score depends on how many nodes there are: compare the ranks of words within a label, and words of two
    labels by `keyness` of `count_near`. By voice, `f2` and `n` are counted in that voice alone.
    """
    if by not in get_args(By):
        raise unknown_name("key in by", by, get_args(By))
    view = check_view(corpus, view)
    check_hits(corpus, hits)
    if by == "category":
        names = hits["category"].astype("str")
        if hits.empty:
            raise InputError("company: there is no hit, and nothing keeps company with nothing.")
        parts = {name: (hits[(names == name).to_numpy()], view) for name in sorted(names.unique())}
    else:
        parts = {voice: (hits, replace(view, voice=(voice,))) for voice in view.voice or VOICES}
    tables = []
    for name, (nodes, read) in parts.items():
        table = collocations(corpus, nodes, view=read, **options)
        tables.append(pd.concat([pd.Series(name, index=table.index, name=by, dtype="str"), table], axis=1))
    return pd.concat(tables, ignore_index=True)


def count_near(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    window: Span = 5,
    view: View | None = None,
    across_quotations: bool = False,
) -> TermCounts:
    """Count the words near hits, by article.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The nodes: rows of the table `hits` of this corpus.
    window, across_quotations
        As in `collocations`.
    view
        What is read: nodes whose first token is read, and of the other tokens those that are. Views of two
        voices give what a label goes with in quotations and outside of them.

    Returns
    -------
    TermCounts
        As `count_terms`, of the tokens near a node only, the nodes' own left out; each counted once.

    Raises
    ------
    InputError
        If the hits are not hits of this corpus, or the window is none.

    Notes
    -----
    For `keyness`: the company of a label in one voice against that in another (``count_near`` of two views), of
    two labels in one voice, or against all words (`count_terms`); with stories as units, hence with tests and
    intervals. Surroundings of two labels that overlap are counted for both.
    """
    near = near_nodes(corpus, hits_read(corpus, hits, view), span=window, across_quotations=across_quotations)
    reading = read_view(corpus, view)
    return terms_of(corpus, replace(reading, mask=reading.mask & (near.left | near.right) & ~near.node))
