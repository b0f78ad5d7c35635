"""Units to be coded: every article, sentence or mention that a view reads, with what each could be drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, select
from framescope.errors import InputError, unknown_name
from framescope.lexicon.model import CATEGORIES
from framescope.measures.mentions import mentions
from framescope.measures.reading import check_hits, declared
from framescope.text.sentences import sentence_spans

Kind = Literal["article", "sentence", "mention"]
_COLUMNS = ["document_id", "article_id", "start", "end"]


def units_of_corpus(
    corpus: Corpus, kind: Kind, *, view: View | None = None, hits: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return every unit of a kind that a view reads, in the order of the text.

    Returns
    -------
    DataFrame
        ``document_id, article_id, start, end``; for mentions also ``set`` and ``labels``.

    Raises
    ------
    UnknownNameError
        For a kind that does not exist.
    InputError
        For mentions without hits of a naming set.
    """
    if kind not in get_args(Kind):
        raise unknown_name("kind of unit", kind, get_args(Kind))
    if kind == "mention":
        return _mentions(corpus, hits, view)
    sentences = pd.DataFrame(list(_sentences(corpus, select(corpus, view))), columns=_COLUMNS)
    if kind == "sentence":
        return sentences
    whole = sentences.groupby(["document_id", "article_id"], sort=False).agg({"start": "min", "end": "max"})
    return whole.reset_index()[_COLUMNS]


def holds_hit(corpus: Corpus, units: pd.DataFrame, hits: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which units hold the beginning of a hit."""
    check_hits(corpus, hits)
    starts = {
        str(name): np.sort(one["start"].to_numpy(np.int64)) for name, one in hits.groupby("document_id", observed=True)
    }
    nothing = np.empty(0, dtype=np.int64)
    found = np.zeros(len(units), dtype=np.bool_)
    for name, rows in units.groupby("document_id", observed=True).indices.items():
        at = starts.get(str(name), nothing)
        one = units.iloc[rows]
        found[rows] = np.searchsorted(at, one["start"]) < np.searchsorted(at, one["end"])
    return found


def _mentions(corpus: Corpus, hits: pd.DataFrame | None, view: View | None) -> pd.DataFrame:
    sets = [] if hits is None else list(dict.fromkeys(name for name, _ in declared(hits) if name != CATEGORIES))
    if hits is None or not sets:
        raise InputError(
            "Mentions are drawn from hits of naming sets: hits=fs.find_hits(corpus, lexicon) of such a lexicon."
        )
    found = pd.concat([mentions(corpus, hits, set=name, view=view) for name in sets], ignore_index=True)
    found["document_id"] = found["mention_id"].str.rsplit("@", n=1).str[0]
    table = found[found["article_id"].notna()].sort_values(["document_id", "start", "set"], kind="stable")
    table = table.assign(article_id=table["article_id"].astype("str"), set=table["set"].astype("str"))
    return table[[*_COLUMNS, "set", "labels"]].reset_index(drop=True)


def _sentences(corpus: Corpus, read: npt.NDArray[np.bool_]) -> Iterator[tuple[str, str, int, int]]:
    """Yield the sentences in which a view reads a token; sentences end with their paragraph."""
    tokens = corpus.tokens
    line_starts = corpus.lines["start"].to_numpy(np.int64)
    begins, ends = corpus.paragraphs
    articles = corpus.articles["article_id"].to_numpy()
    for i, document_id in enumerate(corpus.documents["document_id"]):
        own = slice(int(tokens.documents[i]), int(tokens.documents[i + 1]))
        at = np.flatnonzero(read[own] & (tokens.article[own] >= 0))
        if not len(at):
            continue
        text = corpus.unbroken(i)
        start, article = tokens.start[own][at], tokens.article[own][at]
        first = int(corpus.first_lines[i])
        line = np.searchsorted(line_starts[first : int(corpus.first_lines[i + 1])], start, side="right") - 1 + first
        for k in line[np.unique(begins[line], return_index=True)[1]].tolist():
            for a, b in sentence_spans(text, int(begins[k]), int(ends[k])):
                inside = np.searchsorted(start, (a, b))
                if inside[0] < inside[1]:
                    yield str(document_id), str(articles[article[inside[0]]]), a, b
