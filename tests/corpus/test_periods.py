import pandas as pd
import pytest

from framescope.corpus.dates import day_spans
from framescope.corpus.periods import all_periods, check_period, place_dates
from framescope.errors import InputError, UnknownNameError


def dates(*values: str | None) -> "pd.Series[str]":
    return pd.Series(list(values), dtype="str")


def known(values: "pd.Series[str]") -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in values]


def days(values: "pd.Series[pd.Timestamp]") -> list[str | None]:
    return [None if pd.isna(value) else str(value)[:10] for value in values]


def test_a_date_spans_the_days_it_can_mean() -> None:
    spans = day_spans(dates("2017-09-10", "2016-02", "2017", None, "2017-02-30", "10 September", "2017-09-10T08:00"))
    first = ["2017-09-10", "2016-02-01", "2017-01-01", None, None, None, "2017-09-10"]
    last = ["2017-09-10", "2016-02-29", "2017-12-31", None, None, None, "2017-09-10"]
    assert days(spans["first"]) == first
    assert days(spans["last"]) == last
    assert known(spans["precision"]) == ["day", "month", "year", None, None, None, "day"]


def test_the_year_one_is_a_date_too() -> None:
    assert day_spans(dates("0001-01-01"))["precision"].tolist() == ["day"]


@pytest.mark.parametrize(
    ("by", "begins"),
    [
        # The 1st of January 2017 was a Sunday: its week began on Monday, the 26th of December.
        ("week", ["2016-12-26", "2017-01-02", None, None, None]),
        ("month", ["2017-01-01", "2017-01-01", "2017-03-01", None, None]),
        ("day", ["2017-01-01", "2017-01-02", None, None, None]),
    ],
)
def test_a_date_is_placed_where_it_is_precise_enough(by: str, begins: list[str | None]) -> None:
    placed = place_dates(dates("2017-01-01", "2017-01-02", "2017-03", "2017", None), by)  # type: ignore[arg-type]
    assert days(placed["begin"]) == begins
    wanted = [None if day else "date not precise enough" for day in begins[:4]]
    assert known(placed["reason"]) == [*wanted, "no date"]


def test_every_period_from_the_first_to_the_last_is_there() -> None:
    begin = place_dates(dates("2016-12-27", "2017-01-09"), "week")["begin"]
    weeks = all_periods(begin, "week")
    # ISO 8601: the week with the year's first Thursday is its first.
    assert weeks["period"].tolist() == ["2016-W52", "2017-W01", "2017-W02"]
    assert weeks["start"].tolist() == ["2016-12-26", "2017-01-02", "2017-01-09"]
    assert weeks["end"].tolist() == ["2017-01-01", "2017-01-08", "2017-01-15"]
    months = all_periods(place_dates(dates("2016-11-30", "2017-02-01"), "month")["begin"], "month")
    assert months["period"].tolist() == ["2016-11", "2016-12", "2017-01", "2017-02"]
    assert months["end"].tolist() == ["2016-11-30", "2016-12-31", "2017-01-31", "2017-02-28"]
    assert all_periods(place_dates(dates(None), "day")["begin"], "day").empty


def test_a_wrong_date_does_not_make_a_million_rows() -> None:
    begin = place_dates(dates("0201-03-01", "2017-03-01"), "day")["begin"]
    with pytest.raises(InputError, match=r"from 0?201-03-01 to 2017-03-01.*since= and until="):
        all_periods(begin, "day")


def test_a_period_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Known: day, week, month"):
        check_period("year")
