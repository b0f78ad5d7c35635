"""Days, weeks and months: which one a date falls in, where its precision says so, and which lie between."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from framescope.corpus.dates import day_spans
from framescope.errors import InputError, unknown_name

Period = Literal["day", "week", "month"]
#: Named as the table shows them: an ISO date, an ISO week (its year is that of its Thursday), a month.
_NAMES = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}
_STEPS = {"day": pd.DateOffset(days=1), "week": pd.DateOffset(weeks=1), "month": pd.DateOffset(months=1)}
NO_DATE, IMPRECISE = "no date", "date not precise enough"
#: More periods than this are a wrong date somewhere, or too fine a grid.
MOST_PERIODS = 5_000


def check_period(by: str) -> None:
    """Refuse what is no period.

    Raises
    ------
    UnknownNameError
        If it is neither day, week nor month.
    """
    if by not in get_args(Period):
        raise unknown_name("period", by, get_args(Period))


def place_dates(dates: pd.Series[str], by: Period) -> pd.DataFrame:
    """Return the period each date falls in.

    Returns
    -------
    DataFrame
        Indexed like `dates`: ``begin`` (the first day of the period; null where the date does not decide it) and
        ``reason`` (null, ``no date`` or ``date not precise enough``). A date known to the month has a month only.
    """
    days = day_spans(dates)
    begin = _begin(days["first"], by)
    known = days["precision"].notna()
    decided = begin == _begin(days["last"], by)
    reason = pd.Series(None, index=dates.index, dtype="str")
    reason = reason.mask(known & ~decided, IMPRECISE).mask(~known, NO_DATE)
    return pd.DataFrame({"begin": begin.where(known & decided), "reason": reason})


def all_periods(begin: pd.Series[pd.Timestamp], by: Period) -> pd.DataFrame:
    """Return every period from the first to the last, also those in which nothing falls.

    Returns
    -------
    DataFrame
        ``period`` (its name), ``start`` and ``end`` (its first and last day, ISO dates), indexed by first day.

    Raises
    ------
    InputError
        If there are more than 5,000.
    """
    placed = begin.dropna()
    if placed.empty:
        return pd.DataFrame(columns=["period", "start", "end"], index=pd.DatetimeIndex([]), dtype="str")
    first, last = placed.min(), placed.max()
    span = (last - first).days / {"day": 1, "week": 7, "month": 30.5}[by]
    if span > MOST_PERIODS:
        raise InputError(
            f"Articles from {first:%Y-%m-%d} to {last:%Y-%m-%d} would make {span:,.0f} periods by {by}. One date "
            "may be wrong: give a view with since= and until=, or take longer periods."
        )
    starts = pd.date_range(first, last, freq=_STEPS[by], unit="s")
    ends = starts + _STEPS[by] - pd.DateOffset(days=1)
    named = {"period": starts.strftime(_NAMES[by]), "start": starts.strftime("%Y-%m-%d")}
    return pd.DataFrame({**named, "end": ends.strftime("%Y-%m-%d")}, index=starts, dtype="str")


def _begin(days: pd.Series[pd.Timestamp], by: Period) -> pd.Series[pd.Timestamp]:
    if by == "day":
        return days
    back = days.dt.day_of_week if by == "week" else days.dt.day - 1
    return days - pd.to_timedelta(back.astype("float64"), unit="D").astype("timedelta64[s]")
