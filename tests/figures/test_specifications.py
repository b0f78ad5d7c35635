import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.contract import check_figure
from framescope.figures.specifications import MOST_DRAWN, NOTE, specification_curve
from framescope.figures.style import journal_style

TABLE = pd.DataFrame(
    {
        "zones": ["all", "all", "body", "body", "body"],
        "copies": ["one", "all", "one", "all", "all"],
        "as_claimed": [False, False, True, False, False],
        "estimate": [0.7, 0.4, 0.55, 0.6, None],
        "low": [0.6, None, 0.5, None, None],
        "high": [0.8, None, 0.6, None, None],
        "limit": 0.5,
        "meets": pd.array([True, False, True, True, None], dtype="boolean"),
    }
)


def _axes(fig: Figure, gid: str) -> Axes:
    return next(ax for ax in fig.axes if ax.get_gid() == gid)


def _spans(bars: Collection) -> list[tuple[float, float]]:
    """Left edge and width of each bar."""
    sides = [np.asarray(path.vertices, dtype=np.float64)[:, 0] for path in bars.get_paths()]
    return sorted((float(x.min()), float(np.ptp(x))) for x in sides)


def _draw(table: pd.DataFrame = TABLE) -> Figure:
    return specification_curve(table, ["zones", "copies"], value="share", title="Half of them.", summary="Mostly.")


def test_every_estimate_stands_at_its_rank() -> None:
    curve = _axes(_draw(), "curve")
    drawn = {str(line.get_label()): line.get_xydata().tolist() for line in curve.lines}  # type: ignore[union-attr]
    assert drawn["misses it (1, no interval)"] == [[0.0, 0.4]]
    assert drawn["meets the claim (2)"] == [[1.0, 0.55], [3.0, 0.7]]
    assert drawn["meets the claim (1, no interval)"] == [[2.0, 0.6]]
    # What has no number stands at the end and at the bottom, and is not left out.
    assert drawn["no number (1)"] == [[4.0, 0.0]]
    assert drawn["claimed: 0.5"][0][1] == 0.5
    filled = {str(line.get_label()): line.get_markerfacecolor() for line in curve.lines}
    assert filled["meets the claim (1, no interval)"] == "white"
    assert filled["meets the claim (2)"] != "white"


def test_the_choices_below_are_those_of_the_same_rank() -> None:
    choices = _axes(_draw(), "choices")
    # In the order of the estimates: all/all, body/one, body/all, all/one, body/all.
    assert {str(bars.get_label()): _spans(bars) for bars in choices.collections} == {
        "zones: all": [(-0.5, 1.0), (2.5, 1.0)],
        "zones: body": [(0.5, 2.0), (3.5, 1.0)],
        "copies: one": [(0.5, 1.0), (2.5, 1.0)],
        "copies: all": [(-0.5, 1.0), (1.5, 1.0), (3.5, 1.0)],
    }
    assert NOTE in choices.get_xlabel()


def test_the_claim_itself_is_pointed_at() -> None:
    curve = _axes(_draw(), "curve")
    (note,) = [text for text in curve.texts if text.get_text() == "as claimed"]
    assert note.xy == (1.0, 0.55)  # type: ignore[attr-defined]


def test_thresholds_that_differ_are_drawn_where_they_hold() -> None:
    curve = _axes(_draw(TABLE.assign(limit=[0.5, 0.6, 0.5, 0.6, 0.5])), "curve")
    (strokes,) = [one for one in curve.collections if one.get_label() == "claimed"]
    places = [segment[0][1] for segment in strokes.get_segments()]  # type: ignore[attr-defined]
    assert places == [0.6, 0.5, 0.6, 0.5, 0.5]


@pytest.mark.parametrize("n", [1, 500, MOST_DRAWN])
def test_it_can_be_published_at_any_size(n: int) -> None:
    rows = TABLE.sample(n, replace=True, random_state=1, ignore_index=True)
    with journal_style():
        check_figure(_draw(rows), "curve")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (TABLE.iloc[:0], "no specification to draw"),
        (pd.concat([TABLE] * 401), "2,005 specifications do not fit"),
        (TABLE.drop(columns="limit"), "lacks the column"),
    ],
)
def test_what_cannot_be_drawn(table: pd.DataFrame, told: str) -> None:
    with pytest.raises(InputError, match=told):
        _draw(table)
