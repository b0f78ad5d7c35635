"""Change over time: rates and naming shares by day, week or month, with gaps that stay gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.periods import IMPRECISE, NO_DATE, Period, all_periods, check_period, place_dates
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.dimensions import LEXICON_KEYS
from framescope.measures.frequency import as_per_1000, frequency_ledger
from framescope.measures.naming import BASIS, naming_ledger
from framescope.measures.quality import with_voice_quality
from framescope.measures.rates import OutOf, rolling
from framescope.measures.reading import Floats, Ints
from framescope.measures.resample import ResamplingOptions, resampling_from
from framescope.measures.tabulate import Ledger, tabulate

_ROLLING = re.compile(r"rolling-(\d+)")
_INTERVAL = ["low", "high", "method", "unit", "n_units", "n_articles", "n_articles_with", "estimable", "reason"]


def trend(
    corpus: Corpus,
    hits: pd.DataFrame,
    by: Period = "month",
    *,
    referent: str | None = None,
    split: str | Sequence[str] = (),
    view: View | None = None,
    smooth: str | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Return the rate of each category, or the share of each label of a referent, period by period.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    by
        ``"day"``, ``"week"`` (ISO, from Monday) or ``"month"``.
    referent
        A naming set: then shares of its labels, as `naming` gives them, instead of rates of categories.
    split
        Further keys of `frequency` or `naming`: a line for each category *and* outlet, say.
    view
        What is read.
    smooth
        None, or ``"rolling-3"`` (any odd number): a further column, the sums of so many periods in the middle of which
        the row stands, one by the other. The values themselves are never smoothed.
    **resampling
        As in `frequency`.

    Returns
    -------
    DataFrame
        ``period, start, end``, the keys, then the columns of `frequency` (``per_1000``) or `naming` (``share``),
        without what stands outside the view; ``n_articles_read`` in the period; ``articles_without_date`` and
        ``articles_imprecise`` (the same in every row: read, but of no date, or of one that does not decide
        the period); and, where asked for, ``per_1000_rolling_3`` or ``share_rolling_3``. Every period from the
        first to the last has its rows: without articles ``n_articles_read`` is 0 and the rate null.

    Raises
    ------
    UnknownNameError
        For a period, key, referent or option that does not exist.
    InputError
        If `smooth` is not ``rolling-`` and an odd number, dates span more than 5,000 periods, or hits do not fit.

    Notes
    -----
    A date known only to the month is placed in a table by month and in no other. Copies of one story are one
    unit also where they lie in several periods. The smoothed value is null in a gap and where the window reaches
    beyond the first or last period; it has no interval, and neighbours share most of what they are made of.

    It misleads where the mix of outlets or topics changes: then a line moves though nobody writes differently.
    `split` by outlet, or a view of one outlet, shows it. A day without articles is not a day without words.
    """
    check_period(by)
    options = resampling_from(resampling)
    window = _window(smooth)
    names = [split] if isinstance(split, str) else list(split)
    if referent is None:
        ledger = frequency_ledger(corpus, hits, by=["category", *names, "date"], view=view)
    else:
        ledger = naming_ledger(corpus, hits, referent=referent, by=[*names, "date"], view=view)
    articles = ledger.reading.places[ledger.reading.places["read"] & ledger.reading.places["is_article"]]
    placed = place_dates(articles["date"], by)
    periods = all_periods(placed["begin"], by)
    by_period = _by_period(ledger, periods, by)
    numbers = _named(tabulate(by_period, options), naming=referent is not None)
    if window:
        numbers[f"{numbers.columns[2]}_rolling_{window}"] = _rolling(numbers, len(periods), window)
    table = pd.concat([by_period.keys, numbers], axis=1)
    begin = pd.DatetimeIndex(pd.to_datetime(table["start"]))
    table["n_articles_read"] = placed["begin"].value_counts().reindex(begin, fill_value=0).to_numpy(dtype=np.int64)
    table["articles_without_date"] = int((placed["reason"] == NO_DATE).sum())
    table["articles_imprecise"] = int((placed["reason"] == IMPRECISE).sum())
    return with_voice_quality(table, view)


def _window(smooth: str | None) -> int:
    if smooth is None:
        return 0
    found = _ROLLING.fullmatch(str(smooth))
    if not found or int(found[1]) < 3 or int(found[1]) % 2 == 0:
        raise InputError(
            f"smooth is None or 'rolling-' and an odd number from 3 on, as in 'rolling-3'; not {smooth!r}."
        )
    return int(found[1])


def _by_period(ledger: Ledger, periods: pd.DataFrame, by: Period) -> Ledger:
    """Return a ledger by date as one by period: a row for every period of every combination of the other keys."""
    n = len(periods)
    dated = ledger.keys
    period = periods.index.get_indexer(pd.DatetimeIndex(place_dates(dated["date"], by)["begin"]))
    others = dated.drop(columns="date")
    levels = others.drop_duplicates(ignore_index=True)
    row = _in_period(_codes(levels, others), period, n)
    # What is counted in is the same for all categories and labels.
    shared = [name for name in levels.columns if name not in (*LEXICON_KEYS, "label")]
    bases = levels[shared].drop_duplicates(ignore_index=True)
    base = np.full(ledger.n_groups, -1, dtype=np.int64)
    base[ledger.group] = _in_period(_codes(bases, others[shared]), period, n)
    at_level, at_period = np.repeat(np.arange(len(levels)), n), np.tile(np.arange(n), len(levels))
    when = periods.iloc[at_period].reset_index(drop=True)
    return Ledger(
        pd.concat([when, levels.iloc[at_level].reset_index(drop=True)], axis=1),
        replace(ledger.items, column=_moved(ledger.items.column, row)),
        replace(ledger.base, column=_moved(ledger.base.column, base)),
        _codes(bases, levels[shared])[at_level] * n + at_period,
        ledger.reading,
    )


def _codes(levels: pd.DataFrame, values: pd.DataFrame) -> Ints:
    """Return which level each row of values is; all are one where there are no keys."""
    if not len(levels.columns):
        return np.zeros(len(values), dtype=np.int64)
    return pd.MultiIndex.from_frame(levels).get_indexer(pd.MultiIndex.from_frame(values)).astype(np.int64)


def _in_period(code: Ints, period: Ints, n_periods: int) -> Ints:
    return np.where(period < 0, -1, code * n_periods + period)


def _moved(column: Ints, to: Ints) -> Ints:
    """Return the new column of each item; what had none, or has no period, has none."""
    return np.where(column < 0, -1, to[column]) if len(to) else column


def _named(numbers: pd.DataFrame, *, naming: bool) -> pd.DataFrame:
    """Return the numbers under the names of `naming` or `frequency`, count, base and value first."""
    if naming:
        named = numbers.rename(columns={"base": "n_mentions", "ratio": "share"}).assign(basis=BASIS)
        return named[["count", "n_mentions", "share", *_INTERVAL, "basis"]]
    return as_per_1000(numbers)[["count", "n_tokens", "per_1000", *_INTERVAL]]


def _rolling(numbers: pd.DataFrame, n_periods: int, window: int) -> Floats:
    """Return the value over a window of periods around each row, in the unit of the value."""
    count, base, value = numbers.columns[:3]
    by_series = (numbers[name].to_numpy(np.int64).reshape(-1, max(n_periods, 1)) for name in (count, base))
    smoothed = rolling(OutOf(*by_series), window=window).ravel()
    return 1000 * smoothed if value == "per_1000" else smoothed
