"""Who is called what: mentions of a referent, and the share each label has among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
import regex

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, select
from framescope.errors import unknown_name
from framescope.measures.dimensions import (
    Dimension,
    article_dimension,
    by_names,
    combine,
    cross,
    group_of_rows,
    item_dimension,
    token_dimension,
)
from framescope.measures.reading import (
    ARTICLE_KEYS,
    TOKEN_KEYS,
    Ints,
    Reading,
    check_hits,
    declared,
    read_view,
    token_cells,
)
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Counted, Ledger, tabulate
from framescope.schema import MENTIONS

#: What a table of shares can be broken down by.
KEYS = (*TOKEN_KEYS, *ARTICLE_KEYS)
#: Stands in every table of shares until somebody has coded who is meant.
BASIS = "wording, referent not checked"
# "insurgents, terrorists" is a list of two, "insurgent “terrorists”" one phrase.
_APART = regex.compile(r"[,;:()\[\]{}–—…|]")


def mentions(corpus: Corpus, hits: pd.DataFrame, *, set: str, view: View | None = None) -> pd.DataFrame:
    """Join the hits of a naming set into mentions: adjacent labels of one phrase name one referent once.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    set
        The naming set.
    view
        What is read; a mention counts if its first token is read. Labels are joined in the full text, so
        give all hits: hits filtered before cannot tell the half of a phrase from a phrase.

    Returns
    -------
    DataFrame
        The table `mentions`, in the order of the text. ``labels`` holds each label of the phrase once,
        joined by `` + ``; `voice` and `speaker` are those of the first word. `referent` and `agent`
        are empty and `referent_by` is ``not coded``: who is meant, or acted, no rule here knows.

    Raises
    ------
    UnknownNameError
        If the lexicon has no such naming set.

    Notes
    -----
    Labels are adjacent if one begins at the token after the other ends and nothing that parts
    phrases stands between: no sentence boundary, comma, colon, bracket or dash. Two labels that
    `and` joins are two mentions, also where one group is meant.
    """
    table = _mentions(corpus, hits, set)
    read = select(corpus, view)[table["token"].to_numpy(dtype=np.int64)]
    listed: pd.DataFrame = table.loc[read, list(MENTIONS.columns)]
    return listed.reset_index(drop=True)


def naming(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    referent: str,
    by: str | Sequence[str] | None = None,
    view: View | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Return the share of each label among the mentions of a referent.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    referent
        The naming set.
    by
        None, or one or several of ``voice``, ``zone``, ``speaker``, ``source_type``, ``stance``,
        ``article_id``, ``outlet`` and the other keys of articles that `frequency` takes.
    view
        What is read; a mention counts if its first token is read.
    **resampling
        ``unit="story"`` (or ``"outlet"``), ``level=0.95``, ``n_resamples=2000``, ``seed=0``,
        ``interval="bca_expanded"`` (or ``"bca"``, ``"percentile"``), ``n_jobs=1``: see `Resampling`.

    Returns
    -------
    DataFrame
        The keys; ``label``; ``count`` of mentions that bear it; ``n_mentions`` of the group; ``share``
        (0 to 1) with ``low`` and ``high``; ``method``, ``unit``, ``n_units`` with a mention;
        ``n_articles`` with a mention, ``n_articles_with`` this label; ``estimable``, ``reason``;
        ``basis``; ``count_left_out`` and ``mentions_left_out`` by the view. Labels never used keep
        their rows.

    Raises
    ------
    UnknownNameError
        If the lexicon has no such naming set, or a key, unit or option does not exist.

    Notes
    -----
    ``share = count / n_mentions``, both summed over articles. A mention with two labels ("insurgent
    terrorists") counts once, under ``insurgents + terrorists``, so that the shares of a group add up
    to 1. A label is a wording: who is meant was not checked, and "terrorists" may be said of others
    than "rebels". Many mentions may come from one article: see `n_articles_with`.
    """
    options = resampling_from(resampling)
    ledger = naming_ledger(corpus, hits, referent=referent, by=by, view=view)
    return pd.concat([ledger.keys, _shares(tabulate(ledger, options))], axis=1)


def naming_ledger(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    referent: str,
    by: str | Sequence[str] | None = None,
    view: View | None = None,
) -> Ledger:
    """Return what a table of shares is made from; parameters and errors as in `naming`."""
    names = by_names(() if by is None else by, KEYS)
    named = _mentions(corpus, hits, referent)
    reading = read_view(corpus, view, by_outlet="outlet" in names)
    labels = item_dimension(
        named["labels"].rename("label"), first=[label for set_, label in declared(hits) if set_ == referent]
    )
    groups = _groups(names, corpus, named, reading)
    token = named["token"].to_numpy(dtype=np.int64)
    read, all_ = reading.mask[token].astype(np.int64), np.ones(len(named), dtype=np.int64)
    place = reading.place[token]
    return Ledger(
        cross([*groups, labels]),
        Counted(place, _rows([*groups, labels], len(named)), read, all_),
        Counted(place, _rows(groups, len(named)), read, all_),
        group_of_rows([*groups, labels], [*(True for _ in groups), False]),
        reading,
    )


def _mentions(corpus: Corpus, hits: pd.DataFrame, referent: str) -> pd.DataFrame:
    """Return the table `mentions` and the first token of each."""
    check_hits(corpus, hits)
    known = list(dict.fromkeys(set_ for set_, _ in declared(hits) if set_ != "categories"))
    if referent not in known:
        raise unknown_name("referent", referent, known)
    of_set = hits[(hits["set"] == referent).to_numpy()].sort_values(["token", "n_tokens"], kind="stable")
    phrase = np.cumsum(~_joined(corpus, of_set))
    grouped = of_set.assign(category=of_set["category"].astype("str")).groupby(phrase, sort=True)
    first = grouped.head(1).reset_index(drop=True)
    labels = [" + ".join(dict.fromkeys(names)) for names in grouped["category"].agg(list)]
    at = zip(first["document_id"].astype("str"), first["start"], strict=True)
    table = first.assign(
        mention_id=pd.Series([f"{name}@{start}" for name, start in at], dtype="str"),
        labels=pd.Series(labels, dtype="str"),
        end=grouped["end"].max().to_numpy(),
        referent=pd.Series(None, index=first.index, dtype="str"),
        referent_by="not coded",
        agent=pd.Series(None, index=first.index, dtype="str"),
    )
    return MENTIONS.frame(table[list(MENTIONS.columns)]).assign(token=first["token"])


def _joined(corpus: Corpus, hits: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which hits go on with the phrase of the one before them."""
    token, past = hits["token"].to_numpy(np.int64), (hits["token"] + hits["n_tokens"]).to_numpy(np.int64)
    joined = np.zeros(len(hits), dtype=np.bool_)
    joined[1:] = (token[1:] <= past[:-1]) & ~corpus.tokens.breaks[token[1:]]
    start, end = hits["start"].to_numpy(np.int64), hits["end"].to_numpy(np.int64)
    documents = hits["document_id"].astype("str").to_numpy()
    for i in np.flatnonzero(joined):
        if documents[i] != documents[i - 1] or _APART.search(corpus.text(documents[i]), end[i - 1], start[i]):
            joined[i] = False
    return joined


def _groups(names: Sequence[str], corpus: Corpus, named: pd.DataFrame, reading: Reading) -> list[Dimension]:
    """Return what the mentions are grouped by, in the order the keys were named."""
    if not names:
        return []
    cells = token_cells(corpus, reading, [name for name in TOKEN_KEYS if name in names])
    token = named["token"].to_numpy(dtype=np.int64)
    made: dict[str, Dimension] = {}
    for name in names:
        if name in TOKEN_KEYS:
            made[name] = token_dimension(name, corpus, token, cells)
        elif "article" not in made:
            keys = [key for key in names if key in ARTICLE_KEYS]
            made["article"] = article_dimension(keys, reading, reading.place[token], cells)
    return list(made.values())


def _rows(dimensions: Sequence[Dimension], length: int) -> Ints:
    return combine([one.of_item for one in dimensions], [len(one.levels) for one in dimensions], length)


def _shares(numbers: pd.DataFrame) -> pd.DataFrame:
    renamed = numbers.rename(columns={"base": "n_mentions", "ratio": "share", "base_left_out": "mentions_left_out"})
    columns = [
        "count", "n_mentions", "share", "low", "high", "method", "unit", "n_units", "n_articles", "n_articles_with",
        "estimable", "reason", "basis", "count_left_out", "mentions_left_out",
    ]  # fmt: skip
    return renamed.assign(basis=BASIS)[columns]
