"""Small tables of the shape the other rooms make, and a way to look for texts that lie on each other."""

from collections.abc import Callable
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from framescope.figures.contract import shown_texts
from framescope.schema import ARTICLES


@pytest.fixture
def articles() -> pd.DataFrame:
    """Four articles in three files; the first and the last tell the same story."""
    rows = [
        ("001_ab.txt#0", "001_ab.txt", "A city changes hands", 400, "001_ab.txt#0", True),
        ("001_ab.txt#1", "001_ab.txt", None, 90, None, True),
        ("002_cd.txt#0", "002_cd.txt", "Prices: $5 here, $6 there, and on for lines and lines", 250, None, True),
        ("003_ef.txt#0", "003_ef.txt", "A city changes hands", 380, "001_ab.txt#0", False),
    ]  # fmt: skip
    known = pd.DataFrame(
        rows, columns=["article_id", "document_id", "title", "n_tokens", "copy_group", "representative"]
    )
    return ARTICLES.frame(known.assign(author=None, outlet=None, date=None, url=None, language="en"))


@pytest.fixture
def tokens() -> pd.DataFrame:
    """Tokens of the four articles by zone and voice, and of a footer around which no article stands."""
    rows = [
        ("001_ab.txt", "001_ab.txt#0", "title", "own", 10),
        ("001_ab.txt", "001_ab.txt#0", "body", "own", 290),
        ("001_ab.txt", "001_ab.txt#0", "body", "quoted", 100),
        ("001_ab.txt", "001_ab.txt#1", "body", "own", 80),
        ("001_ab.txt", "001_ab.txt#1", "body", "scare", 10),
        ("001_ab.txt", "001_ab.txt#1", "furniture", "own", 25),
        ("002_cd.txt", "002_cd.txt#0", "heading", "own", 50),
        ("002_cd.txt", "002_cd.txt#0", "body", "own", 200),
        ("002_cd.txt", None, "furniture", "own", 30),
        ("003_ef.txt", "003_ef.txt#0", "body", "own", 280),
        ("003_ef.txt", "003_ef.txt#0", "body", "quoted", 100),
        ("003_ef.txt", "003_ef.txt#0", "byline", "own", 4),
    ]
    return pd.DataFrame(rows, columns=["document_id", "article_id", "zone", "voice", "n_tokens"])


@pytest.fixture
def nasty(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles with titles that break layouts."""
    titles = [
        "شُنّت غارات على المدينة، بحسب ما قاله متحدث باسم الوزارة يوم الثلاثاء",
        "Breaking 🔥 $\\frac{1}{0}$ {brace} 100% _under_ ^hat^ " + "x" * 300,
        "\u202eturned around\u202c\nand on\ttwo lines " * 20,
        " ",
    ]
    return articles.assign(title=pd.Series(titles, dtype="str"))


@pytest.fixture
def overlaps() -> Callable[[Figure], list[tuple[str, str]]]:
    """Return the pairs of texts of a figure that lie on each other, as they are drawn."""

    def find(fig: Figure) -> list[tuple[str, str]]:
        fig.draw_without_rendering()
        texts: list[Text] = list(shown_texts(fig))
        # Of the words alone: an annotation counts its arrow in.
        boxes = [Text.get_window_extent(text).padded(-0.5) for text in texts]
        pairs = combinations(range(len(texts)), 2)
        return [(texts[i].get_text(), texts[j].get_text()) for i, j in pairs if boxes[i].overlaps(boxes[j])]

    return find
