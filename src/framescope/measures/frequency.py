"""How often the words of a lexicon stand in what a view reads, per thousand tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import expect
from framescope.measures.dimensions import (
    LEXICON_KEYS,
    Dimension,
    article_dimension,
    by_names,
    combine,
    cross,
    group_of_rows,
    lexicon_dimension,
    token_dimension,
)
from framescope.measures.quality import with_voice_quality
from framescope.measures.rates import OutOf, per_1000
from framescope.measures.reading import ARTICLE_KEYS, TOKEN_KEYS, Reading, check_hits, read_view, token_cells
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Counted, Ledger, tabulate

#: What a table of frequencies can be broken down by.
KEYS = (*LEXICON_KEYS, *TOKEN_KEYS, *ARTICLE_KEYS)


def frequency(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    by: str | Sequence[str] = "category",
    view: View | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Count hits, and relate them to the tokens they could have been.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus. ``attrs["categories"]`` (as `find_hits` sets it) names the
        categories that keep a row without a hit.
    by
        One or several of: ``set``, ``category`` (brings ``set``), ``entry`` (brings both), ``voice``,
        ``zone``, ``speaker``, ``source_type``, ``stance``; and what is known of articles: ``article_id,
        document_id, title, author, outlet, date, url, language, copy_group, story``. Every combination
        gets a row; articles that the view reads keep theirs without a hit, and what is not stated is a
        group of its own.
    view
        What is read; a hit counts if its first token is read. With ``copies="one"``, a table by outlet
        keeps one copy per group and outlet.
    **resampling
        ``unit="story"`` (or ``"outlet"``), ``level=0.95``, ``n_resamples=2000``, ``seed=0``,
        ``interval="jackknife_t"`` (or ``"percentile"``, ``"bca"``, ``"bca_expanded"``), ``n_jobs=1``: see
        `Resampling`.

    Returns
    -------
    DataFrame
        The keys; ``count``; ``n_tokens`` read (in the same articles, and of the same voice, zone, speaker
        ... where the table is by these); ``per_1000`` tokens, with ``low`` and ``high``; ``method``, ``unit``,
        ``n_units``; ``n_articles`` with tokens that are read; ``n_articles_with`` a hit; ``estimable``
        and, where not, the ``reason``; ``count_left_out`` and ``tokens_left_out``: what stands in the
        same row, but outside the view. By voice, or where the view reads some voices only, also
        ``voice_precision`` and ``voice_recall``: how well the rules find their tokens (see `voice_quality`).

    Raises
    ------
    UnknownNameError
        For a key, unit or option that does not exist.
    InputError
        If the hits are not hits of this corpus, or an option is out of range.

    Notes
    -----
    ``per_1000 = 1000 * count / n_tokens``, both summed over articles. Categories may share words, so
    rows do not add up to the share of loaded words; an entry of two words counts once, and its tokens
    twice. A high rate in a short article, or of a speaker with few words, may be one sentence: read the
    concordance. A speaker is a name within an article: the same name in two articles counts as one. Words
    nobody is quoted or reported with are ``not attributed``, those of somebody unnamed ``not stated``.
    """
    options = resampling_from(resampling)
    ledger = frequency_ledger(corpus, hits, by=by, view=view)
    return with_voice_quality(pd.concat([ledger.keys, as_per_1000(tabulate(ledger, options))], axis=1), view)


def frequency_ledger(
    corpus: Corpus, hits: pd.DataFrame, *, by: str | Sequence[str] = "category", view: View | None = None
) -> Ledger:
    """Return what a table of frequencies is made from; parameters and errors as in `frequency`."""
    names = by_names(by, KEYS)
    check_hits(corpus, hits)
    reading = read_view(corpus, view, by_outlet="outlet" in names)
    cells = token_cells(corpus, reading, [name for name in TOKEN_KEYS if name in names])
    dimensions = _dimensions(names, corpus, hits, reading, cells)
    shared = [dimension for dimension in dimensions if dimension.of_cell is not None]
    token = hits["token"].to_numpy(dtype=np.int64)
    found = Counted(
        reading.place[token],
        combine([one.of_item for one in dimensions], [len(one.levels) for one in dimensions], len(hits)),
        reading.mask[token].astype(np.int64),
        np.ones(len(hits), dtype=np.int64),
    )
    of_cell = [one.of_cell for one in shared if one.of_cell is not None]
    read = Counted(
        cells["place"].to_numpy(),
        combine(of_cell, [len(one.levels) for one in shared], len(cells)),
        cells["n_read"].to_numpy(),
        cells["n_all"].to_numpy(),
    )
    group = group_of_rows(dimensions, [dimension.of_cell is not None for dimension in dimensions])
    return Ledger(cross(dimensions), found, read, group, reading)


def absences(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of frequencies or shares where nothing was found, though something was read.

    Parameters
    ----------
    table
        What `frequency`, `naming` or `across_views` returned.

    Returns
    -------
    DataFrame
        The same columns, in the same order.

    Notes
    -----
    What is absent was looked for with this lexicon's wordings only, in as many tokens as the row says:
    a short text lacks most things.
    """
    expect("table", table, pd.DataFrame, "fs.frequency")
    size = "n_mentions" if "n_mentions" in table.columns else "n_tokens"
    return table[(table["count"] == 0) & (table[size] > 0)].reset_index(drop=True)


def _dimensions(
    names: Sequence[str], corpus: Corpus, hits: pd.DataFrame, reading: Reading, cells: pd.DataFrame
) -> list[Dimension]:
    """Return the dimensions in the order their first key was named."""
    token = hits["token"].to_numpy(dtype=np.int64)
    made: dict[str, Dimension] = {}
    for name in names:
        if name in LEXICON_KEYS:
            if "lexicon" not in made:
                made["lexicon"] = lexicon_dimension([key for key in names if key in LEXICON_KEYS], hits)
        elif name in TOKEN_KEYS:
            made[name] = token_dimension(name, corpus, token, cells)
        elif "article" not in made:
            keys = [key for key in names if key in ARTICLE_KEYS]
            made["article"] = article_dimension(keys, reading, reading.place[token], cells)
    return list(made.values())


def as_per_1000(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return what `tabulate` gives (shares of the tokens) as rates per thousand."""
    table = numbers.rename(columns={"base": "n_tokens", "ratio": "per_1000", "base_left_out": "tokens_left_out"})
    table["per_1000"] = per_1000(OutOf(table["count"].to_numpy(np.int64), table["n_tokens"].to_numpy(np.int64)))
    table[["low", "high"]] *= 1000
    columns = [
        "count", "n_tokens", "per_1000", "low", "high", "method", "unit", "n_units", "n_articles", "n_articles_with",
        "estimable", "reason", "count_left_out", "tokens_left_out",
    ]  # fmt: skip
    return table[columns]
