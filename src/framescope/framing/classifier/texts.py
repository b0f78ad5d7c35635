"""What a classifier reads of an article: its words, and apart from them those of its title and its quotations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, articles_read, select, stories
from framescope.errors import unknown_name
from framescope.schema import VOICES, ZONES

#: Blocks of words that can be features of their own.
BLOCKS = ("all", "title", "quoted", "unquoted")


def article_texts(corpus: Corpus, *, blocks: Sequence[str] = ("all",), view: View | None = None) -> pd.DataFrame:
    """Return the words of each article, block by block.

    Parameters
    ----------
    corpus
        The corpus.
    blocks
        ``all``; ``title`` (title and headings); ``quoted`` (words inside quotation marks), ``unquoted`` (the
        others). Blocks may overlap: each becomes a set of features.
    view
        What is read.

    Returns
    -------
    DataFrame
        Indexed by article_id: a column of text per block (tokens joined by spaces, a line where a phrase cannot
        go on), then ``story`` and ``outlet`` (for grouped folds).

    Raises
    ------
    UnknownNameError
        For a block that does not exist.
    """
    for name in blocks:
        if name not in BLOCKS:
            raise unknown_name("block", name, BLOCKS)
    articles = articles_read(corpus, view)
    tokens = corpus.tokens
    mask = select(corpus, view)
    table = pd.DataFrame(index=pd.Index(articles["article_id"], name="article_id"))
    for name in blocks:
        at = np.flatnonzero(mask & _in_block(corpus, name))
        article = tokens.article[at]
        rows = articles.index.to_numpy(np.int64)
        first, past = np.searchsorted(article, rows), np.searchsorted(article, rows + 1)
        table[name] = [_joined(corpus, at[a:b]) for a, b in zip(first.tolist(), past.tolist(), strict=True)]
    known = stories(corpus).loc[articles.index].to_numpy()
    return table.assign(story=known, outlet=articles["outlet"].to_numpy())


def _in_block(corpus: Corpus, name: str) -> npt.NDArray[np.bool_]:
    tokens = corpus.tokens
    if name == "title":
        return np.isin(tokens.zone, [ZONES.index("title"), ZONES.index("heading")])
    quoted: npt.NDArray[np.bool_] = tokens.voice == VOICES.index("quoted")
    return {"quoted": quoted, "unquoted": ~quoted}.get(name, np.ones(len(tokens), dtype=np.bool_))


def _joined(corpus: Corpus, at: npt.NDArray[np.int64]) -> str:
    tokens = corpus.tokens
    forms = tokens.vocabulary.forms
    gone = np.r_[True, np.diff(at) > 1] | tokens.breaks[at]  # words were left out, or a sentence ended
    terms: list[int] = tokens.term[at].tolist()
    words = [("\n" if new else " ") + forms[i] for i, new in zip(terms, gone.tolist(), strict=True)]
    return "".join(words).strip()
