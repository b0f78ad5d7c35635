"""What a view reads: the ground every measure stands on.

A *place* is where tokens stand: an article, or a document around which no article stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.attribution import quotation_of_tokens
from framescope.corpus.model import NO_ARTICLE, Corpus
from framescope.corpus.view import View, articles_of, check_view, select, stories
from framescope.errors import InputError, expect
from framescope.schema import HITS, VOICES, ZONES

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Unit = Literal["story", "outlet"]

#: Shown where the corpus does not say: a group of its own, never dropped.
NOT_STATED = "not stated"
#: Shown as the speaker of words that are nobody's but the article's.
NOT_ATTRIBUTED = "not attributed"
#: Shown as the article of text around which no article stands.
NO_ARTICLE_NAME = "no article"
#: What is known of an article and can head the rows of a table.
ARTICLE_KEYS = (
    "article_id", "document_id", "title", "author", "outlet", "date", "url", "language", "copy_group", "story",
)  # fmt: skip


#: What is known of a token: of its zone and voice, and of the quotation it belongs to.
ATTRIBUTION_KEYS = ("speaker", "source_type", "stance")
TOKEN_KEYS = ("voice", "zone", *ATTRIBUTION_KEYS)
# Counters held at a time (8 bytes each).
_MOST_CELLS = 20_000_000


@dataclass(frozen=True)
class Reading:
    """What a view reads of a corpus.

    Attributes
    ----------
    mask
        Whether each token is read.
    place
        Row of `places` of each token.
    places
        One row per article, then one per document that holds text without an article: the columns of
        `ARTICLE_KEYS` (never empty: `NOT_STATED`, and ``unique`` for a copy_group), ``is_article``, and
        ``read``: whether the view reads it at all.
    """

    mask: Bools
    place: Ints
    places: pd.DataFrame


def read_view(corpus: Corpus, view: View | None = None, *, by_outlet: bool = False) -> Reading:
    """Return what a view reads; `by_outlet` as in `framescope.corpus.view.select`."""
    view = check_view(corpus, view)
    tokens = corpus.tokens
    mask = select(corpus, view, by_outlet=by_outlet)
    place = tokens.article.astype(np.int64)
    outside = np.flatnonzero(place == NO_ARTICLE)
    documents = np.unique(tokens.document[outside])
    place[outside] = len(corpus.articles) + np.searchsorted(documents, tokens.document[outside])
    read = np.concatenate([articles_of(corpus, view, by_outlet=by_outlet)[:-1], np.zeros(len(documents), np.bool_)])
    # Residue without an article is only there where the view reads some of it.
    read[place[outside][mask[outside]]] = True
    places = pd.concat([_article_keys(corpus), _bare_keys(corpus, documents)], ignore_index=True)
    return Reading(mask, place, places.assign(read=read))


def token_values(corpus: Corpus, name: str) -> tuple[list[str], Ints]:
    """Return what a token can have under a key of `TOKEN_KEYS`, and the code of each token.

    Of speakers, source types and stances it is what `quotations` says of the words the token belongs to:
    `NOT_STATED` where that is not known, `NOT_ATTRIBUTED` where they are nobody's but the article's.
    """
    if name == "voice":
        return list(VOICES), corpus.tokens.voice.astype(np.int64)
    if name == "zone":
        return list(ZONES), corpus.tokens.zone.astype(np.int64)
    values = corpus.quotations["speaker_name" if name == "speaker" else name].astype("str").fillna(NOT_STATED)
    known = [*sorted(set(values) - {NOT_STATED}), NOT_STATED, NOT_ATTRIBUTED]
    code = {value: n for n, value in enumerate(known)}
    # The last one is what a token without quotation, row -1, gets.
    of_row = np.array([*(code[value] for value in values), code[NOT_ATTRIBUTED]], dtype=np.int64)
    return known, of_row[quotation_of_tokens(corpus)]


def token_cells(corpus: Corpus, reading: Reading, keys: Sequence[str] = ("voice", "zone")) -> pd.DataFrame:
    """Count tokens by place and some of `TOKEN_KEYS`.

    Returns
    -------
    DataFrame
        ``place`` and the keys (codes, see `token_values`), ``n_read`` (tokens the view reads), ``n_all``
        (all tokens); one row per combination that occurs.
    """
    cells = pd.DataFrame({"place": np.arange(len(reading.places))})
    code = reading.place
    for key in keys:
        known, values = token_values(corpus, key)
        width = max(len(known), 1)
        combined = code * width + values
        # Renumbered after every key: places x speakers, most of which never meet, would fill the memory.
        occurs = np.flatnonzero(np.bincount(combined)) if len(cells) * width <= _MOST_CELLS else np.unique(combined)
        cells = cells.iloc[occurs // width].assign(**{key: occurs % width})
        code = np.searchsorted(occurs, combined)
    n_all = np.bincount(code, minlength=len(cells))
    n_read = np.bincount(code[reading.mask], minlength=len(cells))
    counted = cells.assign(n_read=n_read, n_all=n_all)
    return counted[n_all > 0].reset_index(drop=True)


def units_of(places: pd.DataFrame, unit: Unit) -> Ints:
    """Return the independent unit of each place, numbered in the order of their names.

    Articles whose outlet is not stated are one unit: they cannot be shown to be independent.
    """
    codes, _ = pd.factorize(places[unit], sort=True)
    return codes.astype(np.int64)


def check_hits(corpus: Corpus, hits: pd.DataFrame) -> None:
    """Refuse a table that is not `hits`, or whose hits stand in another corpus.

    Raises
    ------
    InputError
        If a column is missing, or a hit does not begin where its token begins.
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    missing = [name for name in HITS.columns if name not in hits.columns]
    if missing:
        raise InputError(f"The table of hits lacks the column(s) {', '.join(missing)}; fs.find_hits makes it.")
    token = hits["token"].to_numpy(dtype=np.int64)
    known = (token >= 0) & (token < len(corpus.tokens))
    fits = known.all() and bool((corpus.tokens.start[token] == hits["start"].to_numpy(dtype=np.int64)).all())
    if not fits:
        raise InputError(
            "The hits do not fit the corpus: at least one does not begin where its token begins. "
            "Find them again in this corpus with fs.find_hits(corpus, lexicon)."
        )


def hits_read(corpus: Corpus, hits: pd.DataFrame, view: View | None = None) -> pd.DataFrame:
    """Return the hits whose first token a view reads, in the order of the text."""
    check_hits(corpus, hits)
    token, n_tokens = hits["token"].to_numpy(dtype=np.int64), hits["n_tokens"].to_numpy(dtype=np.int64)
    kept = np.flatnonzero(select(corpus, view, at=token))
    order = np.lexsort((n_tokens[kept], token[kept]))
    return hits.iloc[kept[order]].reset_index(drop=True)


def declared(hits: pd.DataFrame) -> list[tuple[str, str]]:
    """Return every (set, category) of the lexicon, then those only the hits know, in a fixed order."""
    pairs = [(str(set_), str(category)) for set_, category in hits.attrs.get("categories", [])]
    found = hits[["set", "category"]].drop_duplicates().astype("str")
    return list(dict.fromkeys([*pairs, *sorted(found.itertuples(index=False, name=None))]))


def _article_keys(corpus: Corpus) -> pd.DataFrame:
    known = corpus.articles.assign(story=stories(corpus))[list(ARTICLE_KEYS)].astype("str")
    known["copy_group"] = known["copy_group"].fillna("unique")
    return known.fillna(NOT_STATED).assign(is_article=True)


def _bare_keys(corpus: Corpus, documents: Ints) -> pd.DataFrame:
    names = corpus.documents["document_id"].iloc[documents].astype("str").to_numpy()
    keys = pd.DataFrame(NOT_STATED, index=range(len(names)), columns=list(ARTICLE_KEYS), dtype="str")
    keys = keys.assign(document_id=names, article_id=NO_ARTICLE_NAME, copy_group="unique", story=names)
    return keys.assign(is_article=False)
