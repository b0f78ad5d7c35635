"""Which speakers come with which cues: whether the article takes their word for true or keeps its distance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from framescope.corpus.attribution import first_tokens
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
)
from framescope.measures.reading import ARTICLE_KEYS, Ints, Reading, read_view, token_cells
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Counted, Ledger, tabulate

#: Stances of a cue, in the order they are shown.
STANCES = ("neutral", "affirming", "doubting")
#: What a table of stances can be broken down by.
KEYS = ("speaker", "source_type", "voice", *ARTICLE_KEYS)


def cue_stances(
    corpus: Corpus,
    *,
    by: str | Sequence[str] = "speaker",
    view: View | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Return how often what is attributed comes with a neutral, an affirming or a doubting cue.

    Parameters
    ----------
    corpus
        The corpus.
    by
        One or several of ``speaker``, ``source_type``, ``voice``, and keys of articles as in `frequency`.
    view
        What is read; an attribution counts if the first token of its content is read.
    **resampling
        See `Resampling`.

    Returns
    -------
    DataFrame
        The keys; ``stance`` (``neutral``, ``affirming``, ``doubting``, ``not stated`` without a cue);
        ``count``; ``n_attributions`` of the group; ``share`` (0 to 1) with ``low`` and ``high``; ``method,
        unit, n_units, n_articles, n_articles_with, estimable, reason``. A quotation and what is reported of
        the same source around it are one attribution, as are the parts of an interrupted quotation.
        Speakers of whom nothing is read have no row.

    Raises
    ------
    UnknownNameError
        For a key, unit or option that does not exist.

    Notes
    -----
    ``share = count / n_attributions``. The stance is a property of the word (*said, admitted, claimed*), from a
    list, not of the sentence; an outlet's style sheet may forbid *claim* for everybody. Who is seldom quoted
    has shares that one verb moves: see `n_attributions`.
    """
    names, options = by_names(by, KEYS), resampling_from(resampling)
    ledger = _ledger(corpus, names, view)
    numbers = tabulate(ledger, options).rename(columns={"base": "n_attributions", "ratio": "share"})
    columns = [
        "count", "n_attributions", "share", "low", "high", "method", "unit", "n_units", "n_articles",
        "n_articles_with", "estimable", "reason",
    ]  # fmt: skip
    return pd.concat([ledger.keys, numbers[columns]], axis=1)


def _ledger(corpus: Corpus, names: Sequence[str], view: View | None) -> Ledger:
    reading = read_view(corpus, view, by_outlet="outlet" in names)
    found = _attributions(corpus)
    if "speaker" in names:  # who is only heard in what is not read, such as a menu, gets no row
        heard = found["speaker"][reading.mask[found["token"].to_numpy(np.int64)]]
        found = found[found["speaker"].isin(heard)].reset_index(drop=True)
    place = reading.place[found["token"].to_numpy(np.int64)]
    read = reading.mask[found["token"].to_numpy(np.int64)]
    groups = _groups(names, corpus, found, reading)
    stances = item_dimension(found["stance"], first=STANCES)
    n_read, n_all = read.astype(np.int64), np.ones(len(found), np.int64)
    return Ledger(
        cross([*groups, stances]),
        Counted(place, _rows([*groups, stances], len(found)), n_read, n_all),
        Counted(place, _rows(groups, len(found)), n_read, n_all),
        group_of_rows([*groups, stances], [*(True for _ in groups), False]),
        reading,
    )


def _attributions(corpus: Corpus) -> pd.DataFrame:
    """Return ``speaker, source_type, voice, stance, token`` of each attribution: of its first part that has a cue."""
    quotations = corpus.quotations.assign(token=first_tokens(corpus))
    quotations = quotations[
        quotations["kind"].isin(["speech", "indirect"]) & (quotations["token"] < len(corpus.tokens))
    ]
    with_cue_first = quotations.assign(without=quotations["stance"].isna()).sort_values("without", kind="stable")
    parts = with_cue_first.drop_duplicates(["article_id", "group"]).sort_index()
    voice = np.array(["quoted" if kind == "speech" else "reported" for kind in parts["kind"]], dtype=object)
    named = parts.drop(columns="speaker").rename(columns={"speaker_name": "speaker"})
    return named.assign(voice=pd.Series(voice, index=parts.index, dtype="str"))[
        ["speaker", "source_type", "voice", "stance", "token"]
    ].reset_index(drop=True)


def _groups(names: Sequence[str], corpus: Corpus, found: pd.DataFrame, reading: Reading) -> list[Dimension]:
    made: dict[str, Dimension] = {}
    for name in names:
        if name not in ARTICLE_KEYS:
            made[name] = item_dimension(found[name])
        elif "article" not in made:
            keys = [key for key in names if key in ARTICLE_KEYS]
            place = reading.place[found["token"].to_numpy(np.int64)]
            made["article"] = article_dimension(keys, reading, place, token_cells(corpus, reading, []))
    return list(made.values())


def _rows(dimensions: Sequence[Dimension], length: int) -> Ints:
    return combine([one.of_item for one in dimensions], [len(one.levels) for one in dimensions], length)
