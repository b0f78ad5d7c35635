from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.contract import check_figure
from framescope.figures.effects import effect_bars
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]


@pytest.fixture
def table() -> pd.DataFrame:
    rows = [
        ("war", 12, 3, 2.0, 1.2, 2.9, True, None),
        ("peace", 1, 9, -3.0, np.nan, np.nan, False, "3 stories; an interval needs at least 15"),
        ("the", 50, 50, 0.0, -0.1, 0.1, True, None),
        ("2017", 4, 3, 0.5, -0.5, 1.5, True, None),
        ("talks", 2, 5, -1.0, -2.0, 0.2, True, None),
    ]
    columns = ["term", "count_target", "count_reference", "x", "low_x", "high_x", "estimable_x", "reason_x"]
    return pd.DataFrame(rows, columns=columns)


def bars(fig: Figure) -> dict[str, list[float]]:
    found = [c for c in fig.axes[0].containers if isinstance(c, BarContainer)]
    return {str(c.get_label()): [float(bar.get_width()) for bar in c.patches] for c in found}


def whiskers(fig: Figure) -> list[list[float]]:
    lines = [c for c in fig.axes[0].collections if isinstance(c, LineCollection)]
    return [np.asarray(segment).ravel().tolist() for c in lines for segment in c.get_segments()]


def test_bars_and_intervals_are_those_of_the_table(table: pd.DataFrame) -> None:
    fig = effect_bars(table, value="x", sides=("quoted", "outside"))
    assert bars(fig) == {"more in: quoted": [2.0, 0.5], "more in: outside": [-1.0, -3.0]}
    # From top to bottom war, 2017, talks, peace; peace has no interval, `the` no difference.
    assert whiskers(fig) == [[1.2, 0, 2.9, 0], [-0.5, 1, 1.5, 1], [-2.0, 2, 0.2, 2]]
    texts = [text.get_text() for text in fig.axes[0].texts]
    assert texts == ["war", "12 : 3", "2017", "4 : 3", "talks", "2 : 5", "peace", "1 : 9"]
    assert [text.xy[1] for text in fig.axes[0].texts] == [0, 0, 1, 1, 2, 2, 3, 3]  # type: ignore[attr-defined]  # annotations


def test_what_has_no_interval_says_why(table: pd.DataFrame) -> None:
    fig = effect_bars(table, value="x")
    assert fig.get_supxlabel() == "without an interval: 1 of 4 (3 stories; an interval needs at least 15)"
    none = table.assign(low_x=np.nan, high_x=np.nan, estimable_x=False, reason_x="6 stories")
    fig = effect_bars(none, value="x")
    assert whiskers(fig) == []
    assert [text.get_text() for text in fig.legends[0].get_texts()] == ["more in: target", "more in: reference"]
    assert fig.get_supxlabel() == "without an interval: 4 of 4 (6 stories)"


def test_contributions_have_no_intervals_and_only_the_longest_are_drawn(table: pd.DataFrame) -> None:
    plain = table[["term", "count_target", "count_reference", "x"]]
    assert bars(effect_bars(plain, value="x", n=1)) == {"more in: target": [2.0], "more in: reference": [-3.0]}
    assert bars(effect_bars(plain.assign(x=plain["x"].abs()), value="x"))["more in: reference"] == []


def test_bars_are_chosen_by_what_their_intervals_leave_of_them() -> None:
    # The longest bars are those of words that one side lacks; with intervals, the end nearer to 0 decides.
    rows = [
        ("absent", 40, 0, 9.0, np.nan, np.nan), ("long", 9, 1, 4.0, 0.5, 8.0), ("sure", 90, 30, 2.0, 1.5, 2.5),
        ("never", 0, 40, -9.0, np.nan, np.nan), ("short", 3, 9, -1.5, -2.0, -1.0), ("wide", 1, 9, -3.0, -7.0, 1.0),
    ]  # fmt: skip
    given = pd.DataFrame(rows, columns=["term", "count_target", "count_reference", "x", "low_x", "high_x"])
    assert bars(effect_bars(given, value="x", n=1)) == {"more in: target": [2.0], "more in: reference": [-1.5]}
    assert bars(effect_bars(given, value="x", n=2)) == {
        "more in: target": [4.0, 2.0],
        "more in: reference": [-1.5, -3.0],
    }
    assert bars(effect_bars(given, value="x", n=3))["more in: target"] == [9.0, 4.0, 2.0]


def test_it_can_be_published_whatever_the_words(table: pd.DataFrame, overlaps: Overlaps) -> None:
    many = pd.concat([table] * 14, ignore_index=True)
    words = ["$a$", "in 東京", "x" * 90, "2017", *(f"w{i}" for i in range(len(many)))]
    many = many.assign(term=words[: len(many)])
    for width in ("single", "onehalf", "double"):
        fig = effect_bars(many, value="x", n=25, width=width, sides=("A rather long name of an outlet " * 2, "B"))
        assert overlaps(fig) == []
        with journal_style():
            check_figure(fig, "bars")


def test_what_cannot_be_drawn_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="x is 0 in every row"):
        effect_bars(table.assign(x=0.0), value="x")
    with pytest.raises(InputError, match="is not finite: no bar is so long"):
        effect_bars(table.assign(x=np.inf), value="x")
    with pytest.raises(InputError, match="from 1 to 25"):
        effect_bars(table, value="x", n=26)
    with pytest.raises(InputError, match=r"lacks the column\(s\) log_ratio_walter"):
        effect_bars(table)
