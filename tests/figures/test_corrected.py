from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.corrected import corrected_voice_shares
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]


@pytest.fixture
def table() -> pd.DataFrame:
    shares = {"share": [0.6, 0.17, 0.23], "corrected": [0.55, 0.18, 0.27]}
    ends = {"detector_low": [0.5, 0.17, 0.22], "detector_high": [0.6, 0.19, 0.32]}
    none = {"low": [np.nan] * 3, "high": [np.nan] * 3, "n_tokens": [900] * 3}
    return pd.DataFrame({"voice": ["own", "quoted", "reported"], **shares, **ends, **none})


def _line(fig: Figure, label: str) -> Line2D:
    return next(line for line in fig.axes[0].lines if line.get_label() == label)


def test_marks_and_intervals_are_those_of_the_table(table: pd.DataFrame) -> None:
    fig = corrected_voice_shares(table)
    for label, column in (("given", "share"), ("corrected", "corrected")):
        np.testing.assert_allclose(np.asarray(_line(fig, label).get_xdata()), 100 * table[column])
        np.testing.assert_array_equal(np.asarray(_line(fig, label).get_ydata()), [0, 1, 2])
    bars = next(c for c in fig.axes[0].collections if c.get_label() == "interval: rules")
    ends = np.array([np.asarray(path.vertices, np.float64)[:, 0] for path in bars.get_paths()])
    np.testing.assert_allclose(ends, 100 * table[["detector_low", "detector_high"]])
    assert "rules and stories" not in [text.get_text() for text in fig.legends[0].get_texts()]


def test_the_wider_interval_is_drawn_where_there_is_one(table: pd.DataFrame) -> None:
    fig = corrected_voice_shares(table.assign(low=0.1, high=0.9))
    assert "rules and stories" in [text.get_text() for text in fig.legends[0].get_texts()]


def test_groups_are_named_once_and_it_can_be_published(table: pd.DataFrame, overlaps: Overlaps) -> None:
    both = pd.concat([table.assign(outlet="Post"), table.assign(outlet="$H$ " + "very long " * 20)])
    fig = corrected_voice_shares(both, by="outlet")
    names = [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert names[:3] == ["Post: own words", "quoted", "reported"]
    assert names[3].startswith("$H$ very")
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "corrected")


def test_what_cannot_be_drawn_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="Unknown voice 'scare'"):
        corrected_voice_shares(table.assign(voice="scare"))
    with pytest.raises(InputError, match="draws 1 to 30 rows; the table has 33"):
        corrected_voice_shares(pd.concat([table] * 11))
    with pytest.raises(InputError, match=r"lacks the column\(s\) detector_low"):
        corrected_voice_shares(table.drop(columns="detector_low"))
