from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.agreement import agreement_by_element
from framescope.figures.contract import check_figure
from framescope.figures.style import journal_style


@pytest.fixture
def table() -> pd.DataFrame:
    rows = [
        ("cause", "(all)", "percent", 0.9, np.nan, np.nan),
        ("cause", "(all)", "alpha_nominal", 0.5, 0.2, 0.8),
        ("problem", "(all)", "percent", 0.95, 0.9, 1.0),
        ("problem", "(all)", "alpha_nominal", 0.85, 0.7, 0.95),
        ("problem", "yes", "alpha_nominal", 0.1, 0.0, 0.2),
    ]
    given = pd.DataFrame(rows, columns=["element", "category", "coefficient", "value", "low", "high"])
    return given.assign(n_units=161, prevalence=0.8, assessed="stability of ann", tier="not assessed")


def test_marks_and_intervals_are_those_of_the_table(table: pd.DataFrame) -> None:
    ax = agreement_by_element(table).axes[0]
    marks = {
        str(line.get_label()): np.asarray(line.get_xdata()).tolist() for line in ax.lines if line.get_marker() != "None"
    }
    assert marks == {"percent agreement": [0.9, 0.95], "Krippendorff's α (nominal)": [0.5, 0.85]}
    lines = [
        np.asarray(s)[:, 0].tolist() for c in ax.collections if isinstance(c, LineCollection) for s in c.get_segments()
    ]
    assert lines == [[0.9, 1.0], [0.2, 0.8], [0.7, 0.95]]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["cause", "problem"]
    assert "most frequent code 80 %, reproducibility not assessed" in ax.texts[0].get_text()
    assert "stability of ann" in ax.get_xlabel()


def test_the_figure_keeps_the_contract(
    table: pd.DataFrame, overlaps: Callable[[Figure], list[tuple[str, str]]]
) -> None:
    fig = agreement_by_element(table)
    with journal_style():
        fig.canvas.draw()
    check_figure(fig, "stability")
    assert overlaps(fig) == []


def test_one_assessment_at_a_time(table: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="shows one assessment; the table holds reproducibility, stability of ann"):
        agreement_by_element(pd.concat([table, table.assign(assessed="reproducibility")]))
    with pytest.raises(InputError, match="lacks the column"):
        agreement_by_element(table.drop(columns="tier"))
