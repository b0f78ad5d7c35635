from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.style import journal_style
from framescope.figures.trend import trend_lines

Overlaps = Callable[[Figure], list[tuple[str, str]]]
NAN = float("nan")
RATES = {"terror*": [1.5, NAN, 2.0, 0.5], "$a_1$ peace": [0.0, NAN, 0.25, 0.5]}


def table(rates: dict[str, list[float]] = RATES) -> pd.DataFrame:
    rows = [
        {
            "period": f"2017-0{i + 1}", "category": name, "per_1000": rate, "articles_without_date": 3,
            "articles_imprecise": 0, "n_articles_read": [20, 0, 40, 5][i], "rolling": rate,
            # the last month has too few stories for an interval
            "low": NAN if i == 3 else rate * 0.5, "high": NAN if i == 3 else rate * 2,
        }
        for name, values in rates.items()
        for i, rate in enumerate(values)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def axes_of(fig: Figure) -> dict[str, Axes]:
    return {str(ax.get_gid()): ax for ax in fig.axes}


@pytest.mark.parametrize("name", list(RATES))
def test_each_line_runs_through_its_values_and_breaks_at_gaps(name: str) -> None:
    ax = axes_of(trend_lines(table()))[name]
    line = next(line for line in ax.lines if line.get_label() == name)
    np.testing.assert_array_equal(line.get_xdata(), [0, 1, 2, 3])
    np.testing.assert_array_equal(line.get_ydata(), RATES[name])
    sure, unsure = (line for line in ax.lines if line.get_label() == "_points")
    assert np.asarray(sure.get_xdata()).tolist() == [0, 2]
    assert np.asarray(unsure.get_xdata()).tolist() == [1, 3]  # the gap draws nothing: its value is not a number
    assert unsure.get_markerfacecolor() == "white"


def test_intervals_articles_and_gaps_are_drawn() -> None:
    axes = axes_of(trend_lines(table()))
    intervals = axes["terror*"].collections[1].get_paths()
    heights = [np.asarray(path.vertices)[:, 1] for path in intervals]
    drawn = [ends.tolist() for ends in heights if not np.isnan(ends).any()]
    assert drawn == [[0.75, 3.0], [1.0, 4.0]]
    bars = [patch.get_height() for patch in axes["articles"].patches if isinstance(patch, Rectangle)]
    assert bars == [20, 0, 40, 5]
    gaps = [patch for patch in axes["terror*"].patches if isinstance(patch, Rectangle)]
    assert [(gap.get_x(), gap.get_width()) for gap in gaps] == [(0.5, 1.0)]
    assert axes["articles"].get_xlabel().endswith("articles left out, without a date: 3")


def test_a_smoothed_line_stands_beside_the_values() -> None:
    ax = axes_of(trend_lines(table(), smoothed="rolling"))["terror*"]
    assert {"terror*", "rolling"} <= {str(line.get_label()) for line in ax.lines}
    with pytest.raises(UnknownNameError, match="smoothed column 'loess'"):
        trend_lines(table(), smoothed="loess")


def test_shares_by_label() -> None:
    shares = table({"rebels": [0.5, NAN, 1.0, 0.0]}).rename(columns={"category": "label", "per_1000": "share"})
    axes = axes_of(trend_lines(shares, series="label", width="onehalf"))
    assert axes["rebels"].get_ylabel() == "share of mentions"


def test_the_figure_keeps_the_contract(overlaps: Overlaps) -> None:
    many = table({f"category {i}": RATES["terror*"] for i in range(6)})
    with journal_style():
        for fig in (trend_lines(table()), trend_lines(many), trend_lines(table({"none": [0.0] * 4}), width="single")):
            check_figure(fig, "trend")
            assert not overlaps(fig)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="the table has 7 in 'category'"):
        trend_lines(table({f"{i}": [1.0] * 4 for i in range(7)}))
    with pytest.raises(InputError, match=r"several rows of 'terror\*' in one period"):
        trend_lines(pd.concat([table(), table()]))
    with pytest.raises(InputError, match="has none"):
        trend_lines(table().iloc[:0])
    with pytest.raises(InputError, match="lacks the column"):
        trend_lines(table().drop(columns="n_articles_read"))


def test_without_any_interval_every_point_is_hollow_and_the_figure_can_be_published() -> None:
    fig = trend_lines(table().assign(low=NAN, high=NAN))
    check_figure(fig, "over-time")
    for name in RATES:
        points = [line for line in axes_of(fig)[name].lines if line.get_label() == "_points"]
        assert [line.get_markerfacecolor() for line in points] == ["white"]


def test_articles_are_counted_in_whole_numbers() -> None:
    rows = table()
    fig = trend_lines(rows.assign(n_articles_read=(rows["n_articles_read"] > 0).astype(int)))
    assert all(float(tick).is_integer() for tick in axes_of(fig)["articles"].get_yticks())
