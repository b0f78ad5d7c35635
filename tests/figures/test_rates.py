from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.rates import rates_by_voice
from framescope.figures.style import VOICE_LOOKS, journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]


@pytest.fixture
def table() -> pd.DataFrame:
    rows = [
        ("victory", "own", 2, 1000), ("victory", "quoted", 0, 400),
        ("terrorism", "own", 10, 1000), ("terrorism", "quoted", 8, 400),
        ("peace", "own", 0, 1000), ("peace", "quoted", 0, 400),
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=["category", "voice", "count", "n_tokens"])
    return made.assign(per_1000=1000 * made["count"] / made["n_tokens"])


def marks_of(line: Line2D) -> list[tuple[float, float]]:
    x, y = np.asarray(line.get_xdata(), np.float64), np.asarray(line.get_ydata(), np.float64)
    return [] if line.get_marker() in ("", "None") else list(zip(x.tolist(), y.tolist(), strict=True))


def test_marks_are_the_rates_and_few_hits_are_hollow(table: pd.DataFrame) -> None:
    ax = rates_by_voice(table).axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["terrorism", "victory"]
    drawn = [(str(line.get_label()), line, marks_of(line)) for line in ax.lines]
    marks = {label: found for label, _, found in drawn if found and label != "_few"}
    assert marks == {
        f"{VOICE_LOOKS['own'].label} (1,000 tokens)": [(10.0, 0.0)],
        f"{VOICE_LOOKS['quoted'].label} (400 tokens)": [(20.0, 0.0)],
    }
    few = [(line, found) for label, line, found in drawn if found and label == "_few"]
    assert [found for _, found in few] == [[(2.0, 1.0)]]
    assert few[0][0].get_markerfacecolor() == "white"


def test_a_voice_of_hardly_any_tokens_is_named_and_not_drawn(table: pd.DataFrame) -> None:
    few = pd.DataFrame([("terrorism", "scare", 1, 9, 1000 / 9)], columns=table.columns)
    ax = rates_by_voice(pd.concat([table, few], ignore_index=True)).axes[0]
    assert ax.get_xlabel() == "hits per 1,000 tokens of the voice (in scare quotes, 9 tokens, not drawn)"
    assert ax.get_xlim()[1] < 30
    assert [text.get_text() for text in ax.texts] == ["n = 19", "n = 2"]


def test_it_can_be_published_whatever_the_names(table: pd.DataFrame, overlaps: Overlaps) -> None:
    fig = rates_by_voice(table.assign(category=["$a$ " + "long " * 30] * 2 + ["terrorism"] * 2 + ["x"] * 2))
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "rates")


def test_what_cannot_be_drawn_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="Unknown voice 'mine'"):
        rates_by_voice(table.assign(voice="mine"))
    with pytest.raises(InputError, match="1 to 30 rows with hits in 'category'; the table has 0"):
        rates_by_voice(table.assign(count=0))
    with pytest.raises(InputError, match=r"lacks the column\(s\) per_1000"):
        rates_by_voice(table.drop(columns="per_1000"))
