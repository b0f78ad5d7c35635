from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.sources import stances_by_source
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]

ROWS = [
    ("the army", "neutral", 3), ("the army", "doubting", 1), ("the army", "affirming", 0),
    ("A. Witness", "affirming", 2), ("Zoe", "neutral", 2), ("nobody", "neutral", 0),
    ("not stated", "not stated", 9),
]  # fmt: skip


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["speaker", "stance", "count"])


def _bars(fig: Figure) -> dict[str, list[float]]:
    bars = [c for c in fig.axes[0].containers if isinstance(c, BarContainer)]
    return {str(c.get_label()): [p.get_width() for p in c.patches] for c in bars}


def _names(fig: Figure) -> list[str]:
    return [label.get_text() for label in fig.axes[0].get_yticklabels()]


def test_bars_are_the_counts_the_most_quoted_first_and_the_unnamed_last(table: pd.DataFrame) -> None:
    fig = stances_by_source(table)
    assert _names(fig) == ["the army", "A. Witness", "Zoe", "not stated"]
    assert _bars(fig) == {
        "neutral (said)": [3, 0, 2, 0],
        "affirming (confirmed)": [0, 2, 0, 0],
        "doubting (claimed)": [1, 0, 0, 0],
        "no cue": [0, 0, 0, 9],
    }


def test_what_is_left_out_is_said(table: pd.DataFrame) -> None:
    fig = stances_by_source(table, most=1)
    assert _names(fig) == ["the army", "not stated"]
    assert fig.axes[0].get_xlabel() == "attributions (2 more sources are not shown)"


def test_it_can_be_published_whatever_the_names(table: pd.DataFrame, overlaps: Overlaps) -> None:
    fig = stances_by_source(table.assign(speaker=[f"$x_{i}$ " + "long name " * 12 for i in range(len(table))]))
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "stances")


def test_what_cannot_be_drawn_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="Unknown stance 'ironic'"):
        stances_by_source(table.assign(stance="ironic"))
    with pytest.raises(InputError, match="no attribution to draw"):
        stances_by_source(table.assign(count=0))
    with pytest.raises(InputError, match=r"lacks the column\(s\) outlet"):
        stances_by_source(table, key="outlet")
    with pytest.raises(InputError, match="from 1 to 30; not 31"):
        stances_by_source(table, most=31)
