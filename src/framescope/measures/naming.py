"""Who is called what: the share each label has among the mentions of a referent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
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
from framescope.measures.mentions import joined_mentions
from framescope.measures.quality import with_voice_quality
from framescope.measures.reading import (
    ARTICLE_KEYS,
    TOKEN_KEYS,
    Ints,
    Reading,
    declared,
    read_view,
    token_cells,
)
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Counted, Ledger, tabulate

#: What a table of shares can be broken down by.
KEYS = (*TOKEN_KEYS, *ARTICLE_KEYS)
#: Who acted, for labels of events: known of coded mentions only.
AGENT = "agent"
#: What coders say of a referent: the one of the naming set, that one lumped together with others, or not to be told.
#: The last two are classes of their own; whoever else is meant is no mention of this referent.
SAME, FUSED, UNCLEAR = "same", "fused", "unclear"
#: Stands in every table of shares until somebody has coded who is meant.
BASIS = "wording, referent not checked"


def naming(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    referent: str,
    by: str | Sequence[str] | None = None,
    view: View | None = None,
    coded: pd.DataFrame | None = None,
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
    coded
        Whom coders take mentions to mean, as `fs.coded_referents` gives it. Then only coded mentions of this
        referent count, ``(fused)`` and ``(unclear)`` ones as labels of their own, and `by` may be ``agent``.
    **resampling
        ``unit="story"`` (or ``"outlet"``), ``level=0.95``, ``n_resamples=2000``, ``seed=0``,
        ``interval="jackknife_t"`` (or ``"percentile"``, ``"bca"``, ``"bca_expanded"``), ``n_jobs=1``: see
        `Resampling`.

    Returns
    -------
    DataFrame
        The keys; ``label``; ``count`` of mentions that bear it; ``n_mentions`` of the group; ``share``
        (0 to 1) with ``low`` and ``high``; ``method``, ``unit``, ``n_units`` with a mention;
        ``n_articles`` with a mention, ``n_articles_with`` this label; ``estimable``, ``reason``;
        ``basis``; ``count_left_out`` and ``mentions_left_out`` by the view. Labels never used keep
        their rows. By voice also ``voice_precision`` and ``voice_recall``, as in `frequency`.

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
    ledger = naming_ledger(corpus, hits, referent=referent, by=by, view=view, coded=coded)
    basis = BASIS if coded is None else _basis(joined_mentions(corpus, hits, referent, coded))
    return with_voice_quality(pd.concat([ledger.keys, _shares(tabulate(ledger, options), basis)], axis=1), view)


def naming_ledger(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    referent: str,
    by: str | Sequence[str] | None = None,
    view: View | None = None,
    coded: pd.DataFrame | None = None,
) -> Ledger:
    """Return what a table of shares is made from; parameters and errors as in `naming`."""
    names = by_names(() if by is None else by, KEYS if coded is None else (*KEYS, AGENT))
    named = _counted(joined_mentions(corpus, hits, referent, coded), coded)
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
        elif name == AGENT:
            made[name] = item_dimension(named[AGENT])
        elif "article" not in made:
            keys = [key for key in names if key in ARTICLE_KEYS]
            made["article"] = article_dimension(keys, reading, reading.place[token], cells)
    return list(made.values())


def _rows(dimensions: Sequence[Dimension], length: int) -> Ints:
    return combine([one.of_item for one in dimensions], [len(one.levels) for one in dimensions], length)


def _counted(named: pd.DataFrame, coded: pd.DataFrame | None) -> pd.DataFrame:
    """Return the mentions that count: all of them, or those that coders take for the referent or cannot tell."""
    if coded is None:
        return named
    kept = named[named["referent"].isin([SAME, FUSED, UNCLEAR])].reset_index(drop=True)
    labels = kept["labels"].where(kept["referent"] == SAME, "(" + kept["referent"] + ")")
    return kept.assign(labels=labels.astype("str"))


def _basis(named: pd.DataFrame) -> str:
    known = named["referent"].notna()
    who = ", ".join(sorted(set(named.loc[known, "referent_by"].astype("str"))))
    return f"referent coded for {int(known.sum())} of {len(named)} mentions ({who or 'nobody'})"


def _shares(numbers: pd.DataFrame, basis: str) -> pd.DataFrame:
    renamed = numbers.rename(columns={"base": "n_mentions", "ratio": "share", "base_left_out": "mentions_left_out"})
    columns = [
        "count", "n_mentions", "share", "low", "high", "method", "unit", "n_units", "n_articles", "n_articles_with",
        "estimable", "reason", "basis", "count_left_out", "mentions_left_out",
    ]  # fmt: skip
    return renamed.assign(basis=basis)[columns]
