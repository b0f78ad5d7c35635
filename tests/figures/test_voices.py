from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure, shown_texts
from framescope.figures.style import journal_style
from framescope.figures.voices import whose_words

Overlaps = Callable[[Figure], list[tuple[str, str]]]


def _shares(fig: Figure) -> dict[str, list[float]]:
    """Return the widths of the bars by part, top to bottom."""
    bars = [c for c in fig.axes[0].containers if isinstance(c, BarContainer)]
    return {str(c.get_label()): [p.get_width() for p in c.patches] for c in bars}


def test_bars_are_the_shares_of_the_table(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    shares = _shares(whose_words(articles, tokens))
    # By hand: 400 tokens = 10 title + 290 own + 100 quoted; 90 = 80 own + 10 scare; 250 = 50 heading + 200 own;
    # 380 = 280 own + 100 quoted. Furniture and byline do not count.
    assert shares["own words"] == pytest.approx([72.5, 800 / 9, 80, 2800 / 38])
    assert shares["quoted"] == pytest.approx([25, 0, 0, 1000 / 38])
    assert shares["in scare quotes"] == pytest.approx([0, 100 / 9, 0, 0])
    assert shares["title and headings"] == pytest.approx([2.5, 0, 20, 0])
    np.testing.assert_allclose(np.sum(list(shares.values()), axis=0), 100)


def test_every_bar_has_its_n(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    fig = whose_words(articles, tokens)
    fig.draw_without_rendering()
    texts = [text.get_text() for text in shown_texts(fig)]
    assert [text for text in texts if text.startswith("n = ")] == ["n = 400", "n = 90", "n = 250", "n = 380"]


def test_an_article_without_a_token_keeps_its_row(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    fig = whose_words(articles, tokens[tokens["article_id"] != "001_ab.txt#1"])
    assert [sum(widths) for widths in zip(*_shares(fig).values(), strict=True)] == pytest.approx([100, 0, 100, 100])


def test_it_can_be_published_whatever_the_titles(nasty: pd.DataFrame, tokens: pd.DataFrame, overlaps: Overlaps) -> None:
    fig = whose_words(nasty, tokens)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "voices")


def test_what_cannot_be_drawn_is_refused(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown voice 'quote'. Did you mean 'quoted'"):
        whose_words(articles, tokens.assign(voice="quote"))
    with pytest.raises(UnknownNameError, match=r"Unknown article '003_ef.txt#0'"):
        whose_words(articles.iloc[:3], tokens)
    with pytest.raises(InputError, match=r"lacks the column\(s\) voice"):
        whose_words(articles, tokens.drop(columns="voice"))
    with pytest.raises(InputError, match="nothing to draw"):
        whose_words(articles, tokens[tokens["zone"] == "furniture"])
