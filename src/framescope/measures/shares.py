"""Whose words fill the articles: shares of tokens by voice, speaker, kind of source and stance of the cue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, check_view
from framescope.errors import InputError, unknown_name
from framescope.measures.correction import corrected_shares
from framescope.measures.dimensions import Dimension, article_dimension, by_names, token_dimension
from framescope.measures.quality import VOICE_CLASSES, Quality, with_voice_quality
from framescope.measures.reading import (
    ARTICLE_KEYS,
    TOKEN_KEYS,
    Ints,
    Reading,
    read_view,
    token_cells,
    units_of,
)
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Counted, Ledger, tabulate
from framescope.schema import VOICES

_OF = tuple(name for name in TOKEN_KEYS if name != "zone")
_NOBODY = np.empty(0, np.int64)


def voice_shares(
    corpus: Corpus,
    *,
    of: str = "voice",
    by: str | Sequence[str] = (),
    view: View | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Return the share of the tokens that each voice, speaker, kind of source or stance has.

    Parameters
    ----------
    corpus
        The corpus.
    of
        ``"voice"``, ``"speaker"``, ``"source_type"`` or ``"stance"``.
    by
        Nothing, or keys of articles as in `frequency`: ``"article_id"``, ``"outlet"``, ...
    view
        What is read.
    **resampling
        See `Resampling`.

    Returns
    -------
    DataFrame
        The keys; `of`; ``count`` (tokens), ``n_tokens`` of the group, ``share`` (0 to 1) with ``low`` and
        ``high``; ``method, unit, n_units, n_articles, n_articles_with, estimable, reason``. By voice every
        voice that is read has a row in every group, and ``voice_precision`` and ``voice_recall`` say how well
        the rules find it (measured, see `voice_quality`; null for scare quotes and what is not assessed). Of
        speakers, kinds of source and stances those that occur in the group have one, the largest first.

    Raises
    ------
    UnknownNameError
        For another `of`, a key, unit or option that does not exist.

    Notes
    -----
    ``share = count / n_tokens``. Speakers are names within an article: one name in two articles counts as
    one. ``not attributed`` are words outside quotation marks that no source is found for, ``not stated``
    those of a source without a name (or a quotation without a cue). Rules miss some of what is attributed:
    `corrected_voices` takes that into account.
    """
    if of not in _OF:
        raise unknown_name("value of of", of, _OF)
    options = resampling_from(resampling)
    ledger = _ledger(corpus, of, by_names(by, ARTICLE_KEYS), view)
    table = pd.concat([ledger.keys, _as_shares(tabulate(ledger, options))], axis=1)
    if of == "voice":
        return with_voice_quality(table)
    return table.iloc[np.lexsort((-table["count"], ledger.group))].reset_index(drop=True)


def corrected_voices(
    corpus: Corpus,
    *,
    by: str | Sequence[str] = (),
    view: View | None = None,
    quality: Quality | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Return the shares of own, quoted and reported words, corrected for what the rules confuse.

    Parameters
    ----------
    corpus
        The corpus.
    by
        Nothing, or keys of articles as in `frequency`.
    view
        What is read; it must read every voice.
    quality
        What the rules confuse; by default `voice_quality`.
    **resampling
        See `Resampling`.

    Returns
    -------
    DataFrame
        The keys, then the columns of `corrected_shares`: rows ``own`` (with scare quotes), ``quoted`` and
        ``reported`` in every group. Words of languages without rules are left out: ``n_unassessed``.

    Raises
    ------
    InputError
        If the view leaves out a voice: shares of a part cannot be corrected.

    Notes
    -----
    See `corrected_shares` for the formula and for how it misleads.
    """
    if check_view(corpus, view).voice is not None:
        raise InputError(
            "corrected_voices: the view leaves out voices; shares can only be corrected among all of them."
        )
    names, options = by_names(by, ARTICLE_KEYS), resampling_from(resampling)
    reading = read_view(corpus, view, by_outlet="outlet" in names)
    cells = token_cells(corpus, reading, ["voice"]).query("n_read > 0")
    groups = _groups(names, reading, cells)
    cells = cells.assign(
        unit=units_of(reading.places, options.unit)[cells["place"]],
        voice=np.array(VOICES)[cells["voice"]],
        group=np.zeros(len(cells), np.int64) if groups.of_cell is None else groups.of_cell,
    )
    tables = []
    for group in range(len(groups.levels)):
        of_group = cells[cells["group"] == group]
        table = corrected_shares(_by_class(of_group), quality, **resampling)
        unassessed = of_group.loc[of_group["voice"] == "unassessed", "n_read"].sum()
        key = groups.levels.iloc[[group] * len(table)].reset_index(drop=True)
        tables.append(pd.concat([key, table.assign(n_unassessed=unassessed)], axis=1))
    return pd.concat(tables, ignore_index=True)


def _ledger(corpus: Corpus, of: str, names: Sequence[str], view: View | None) -> Ledger:
    reading = read_view(corpus, view, by_outlet="outlet" in names)
    cells = token_cells(corpus, reading, [of])
    groups, values = _groups(names, reading, cells), token_dimension(of, corpus, _NOBODY, cells)
    rows, column = _rows(groups, values, cells["n_read"] > 0, every=of == "voice")
    group, value = np.divmod(rows, max(len(values.levels), 1))
    place, n_read, n_all = (cells[name].to_numpy(np.int64) for name in ("place", "n_read", "n_all"))
    of_cell = np.zeros(len(cells), np.int64) if groups.of_cell is None else groups.of_cell
    keys = [groups.levels.iloc[group], values.levels.iloc[value]]
    return Ledger(
        pd.concat([part.reset_index(drop=True) for part in keys], axis=1),
        Counted(place, column, n_read, n_all),
        Counted(place, of_cell, n_read, n_all),
        group,
        reading,
    )


def _by_class(cells: pd.DataFrame) -> pd.DataFrame:
    """Return tokens by unit and class."""
    class_of = {voice: name for name, voices in VOICE_CLASSES.items() for voice in voices}
    assessed = cells.assign(voice=cells["voice"].map(class_of)).dropna(subset="voice")
    counts = assessed.pivot_table(index="unit", columns="voice", values="n_read", aggfunc="sum", fill_value=0)
    return counts.reindex(columns=list(VOICE_CLASSES), fill_value=0)


def _groups(names: Sequence[str], reading: Reading, cells: pd.DataFrame) -> Dimension:
    """Return the articles' keys; without any, everything is one group."""
    if not names:
        return Dimension(pd.DataFrame(index=range(1)), _NOBODY)
    return article_dimension(names, reading, _NOBODY, cells)


def _rows(groups: Dimension, values: Dimension, read: pd.Series[bool], *, every: bool) -> tuple[Ints, Ints]:
    """Return the rows of the table (group x value, every one or those that occur), and the row of each cell."""
    width = len(values.levels)
    value = np.zeros(0, np.int64) if values.of_cell is None else values.of_cell
    group = np.zeros(len(value), np.int64) if groups.of_cell is None else groups.of_cell
    pair = np.where((group < 0) | (value < 0), -1, group * width + value)
    occurring = np.unique(pair[(pair >= 0) & read.to_numpy()])
    rows = np.arange(len(groups.levels) * width) if every else occurring
    at = np.searchsorted(rows, pair)
    known = np.append(rows, -2)[np.minimum(at, len(rows))] == pair
    return rows, np.where(known, at, -1)


def _as_shares(numbers: pd.DataFrame) -> pd.DataFrame:
    columns = [
        "count", "n_tokens", "share", "low", "high", "method", "unit", "n_units", "n_articles", "n_articles_with",
        "estimable", "reason",
    ]  # fmt: skip
    return numbers.rename(columns={"base": "n_tokens", "ratio": "share"})[columns]
