from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.slopes import slope_chart
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]
STEPS = ["raw text", "clean text", "one copy of each story", "outside quotation marks"]
READ = [4000, 3600, 3000, 2400]
COUNTS = {
    "terror*": [49, 44, 38, 29],
    "rebel*": [7, 7, 6, 6],
    "regime": [9, 9, 7, 6],
    "jihad*": [8, 8, 6, 6],
    "$a_1$ (in the words of a very long pattern indeed)": [0, 0, 0, 0],
}


def _table(counts: dict[str, list[int]] = COUNTS) -> pd.DataFrame:
    rows = [
        {"view": step, "category": term, "count": count, "n_tokens": n, "per_1000": 1000 * count / n}
        for i, (step, n) in enumerate(zip(STEPS, READ, strict=True))
        for term, count in ((term, values[i]) for term, values in counts.items())
    ]
    return pd.DataFrame(rows)


def _lines(fig: Figure) -> dict[str, Line2D]:
    return {str(line.get_label()): line for line in fig.axes[0].lines if not str(line.get_label()).startswith("_")}


@pytest.mark.parametrize("value", ["count", "per_1000"])
def test_each_line_runs_through_its_values(value: str) -> None:
    table = _table()
    lines = _lines(slope_chart(table, value=value))
    assert list(lines) == list(COUNTS)
    for term, line in lines.items():
        expected = table[table["category"] == term][value]
        np.testing.assert_array_equal(np.asarray(line.get_xdata()), [0, 1, 2, 3])
        np.testing.assert_allclose(np.asarray(line.get_ydata()), expected, rtol=1e-9)


def test_steps_stand_in_the_order_given_with_their_tokens() -> None:
    labels = [label.get_text().split("\n") for label in slope_chart(_table()).axes[0].get_xticklabels()]
    assert [" ".join(part for part in lines[:-1] if part) for lines in labels] == STEPS
    assert [lines[-1] for lines in labels] == [f"n = {n:,} tokens" for n in READ]


def test_each_line_is_named_at_its_own_end() -> None:
    fig = slope_chart(_table())
    fig.draw_without_rendering()
    ax = fig.axes[0]
    names = {text.get_text(): text for text in ax.texts if "→" in text.get_text()}
    assert list(names) == [
        "terror*  49 → 29", "rebel*  7 → 6", "regime  9 → 6", "jihad*  8 → 6", next(n for n in names if n[0] == "$"),
    ]  # fmt: skip
    middles = [(box := text.get_window_extent()).y0 + box.height / 2 for text in names.values()]
    ends = [values[-1] for values in COUNTS.values()]
    for i, j in ((i, j) for i in range(5) for j in range(5)):
        if ends[i] > ends[j]:
            assert middles[i] > middles[j]
    terror = ax.transData.transform((3, 29))[1]
    assert middles[0] == pytest.approx(terror, abs=3)


def test_lines_are_told_apart_without_colour() -> None:
    lines = _lines(slope_chart(_table()))
    assert len({(str(line.get_marker()), str(line._dash_pattern)) for line in lines.values()}) == len(lines)  # type: ignore[attr-defined]  # no public way to ask


@pytest.mark.parametrize("end", [0, 5, 60])
def test_names_of_lines_that_end_together_do_not_overlap(end: int, overlaps: Overlaps) -> None:
    fig = slope_chart(_table({f"term number {i}": [60, 40, 20, end] for i in range(8)}))
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "slopes")


@pytest.mark.parametrize("width", ["onehalf", "double"])
def test_it_can_be_published(width: str, overlaps: Overlaps) -> None:
    fig = slope_chart(_table(), width=width)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "slopes")


def test_what_cannot_be_drawn_is_refused() -> None:
    table = _table()
    with pytest.raises(UnknownNameError, match=r"Unknown value 'per_1000s'. Did you mean 'per_1000'"):
        slope_chart(table, value="per_1000s")
    with pytest.raises(InputError, match=r"lacks the column\(s\) term"):
        slope_chart(table, series="term")
    with pytest.raises(InputError, match="needs two choices or more in 'view'; the table has 1"):
        slope_chart(table[table["view"] == "raw text"])
    with pytest.raises(InputError, match="can show 8 lines"):
        slope_chart(_table({f"t{i}": [1, 1, 1, 1] for i in range(9)}))
    with pytest.raises(InputError, match=r"several rows of 'terror\*'"):
        slope_chart(pd.concat([table, table.iloc[:1]]))
    with pytest.raises(InputError, match=r"no count of 'regime' under every choice.*zero is a value"):
        slope_chart(table.drop(index=2))


def test_the_table_given_is_not_changed() -> None:
    table = _table()
    before = table.copy(deep=True)
    slope_chart(table, value="per_1000")
    pd.testing.assert_frame_equal(table, before)
