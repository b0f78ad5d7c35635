"""The words that stand near a label, counted by article: what it keeps company with, here and there."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.measures.counts import TermCounts, terms_of
from framescope.measures.near import Span, near_nodes
from framescope.measures.reading import hits_read, read_view


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
