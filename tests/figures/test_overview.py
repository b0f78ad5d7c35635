from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.overview import corpus_overview
from framescope.figures.style import ZONE_LOOKS, journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]


def _axes(fig: Figure, gid: str) -> Axes:
    return next(ax for ax in fig.axes if ax.get_gid() == gid)


def _bars(ax: Axes) -> dict[str, list[tuple[float, float]]]:
    """Return left edge and width of each bar, by label, top to bottom."""
    bars = [c for c in ax.containers if isinstance(c, BarContainer)]
    return {str(c.get_label()): [(p.get_x(), p.get_width()) for p in c.patches] for c in bars}


def test_bars_are_the_tokens_of_the_table(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    ax = _axes(corpus_overview(articles, tokens), "articles")
    bars = _bars(ax)
    by_zone = tokens.assign(article_id=tokens["article_id"].fillna("bare")).pivot_table(
        index="article_id", columns="zone", values="n_tokens", aggfunc="sum", fill_value=0
    )
    for zone in by_zone.columns:
        expected = by_zone.loc[[*articles["article_id"][:3], "bare", articles["article_id"][3]], zone]
        assert [width for _, width in bars[ZONE_LOOKS[str(zone)].label]] == expected.tolist()
    ends = np.sum([[width for _, width in parts] for parts in bars.values()], axis=0)
    assert ends.tolist() == [400, 115, 250, 30, 384]
    texts = [text.get_text() for text in ax.texts]
    assert texts[:5] == ["400 + 0", "90 + 25", "250 + 0", "0 + 30", "380 + 4"]


def test_bars_of_a_row_touch_and_read_kinds_come_first(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    bars = _bars(_axes(corpus_overview(articles, tokens), "articles"))
    assert list(bars) == ["title", "heading", "body", "byline", "page furniture"]
    for row in range(5):
        ends = [parts[row][0] + parts[row][1] for parts in bars.values()]
        starts = [parts[row][0] for parts in bars.values()]
        assert starts == [0, *ends[:-1]]


def test_links_lead_from_files_to_articles_to_stories(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    fig = corpus_overview(articles, tokens)

    def links(gid: str) -> list[tuple[float, float]]:
        paths = [p.get_path().vertices for p in _axes(fig, gid).patches if isinstance(p, PathPatch)]
        return [(float(path[0][1]), float(path[-1][1])) for path in np.asarray(paths)]

    # Rows: 001#0, 001#1, 002#0, the footer of 002, 003#0.
    assert links("files") == [(0.5, 0), (0.5, 1), (2.5, 2), (2.5, 3), (4, 4)]
    assert links("stories") == [(0, 0), (4, 0), (1, 1), (2, 2)]
    titles = [_axes(fig, gid).get_title(loc="left") for gid in ("files", "stories")]
    assert titles == ["3 files", "3 stories"]


def test_files_whose_articles_do_not_stand_together_have_places_of_their_own(
    articles: pd.DataFrame, tokens: pd.DataFrame, overlaps: Overlaps
) -> None:
    shuffled = articles.iloc[[0, 2, 3, 1]]
    fig = corpus_overview(shuffled, tokens[tokens["article_id"].notna()])
    assert overlaps(fig) == []


def test_text_outside_articles_is_named_either_way(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    as_measures_say = tokens.assign(article_id=tokens["article_id"].fillna("no article"))
    for table in (tokens, as_measures_say):
        texts = [text.get_text() for text in _axes(corpus_overview(articles, table), "articles").texts]
        assert "(no article)" in texts


def test_it_can_be_published_whatever_the_titles(nasty: pd.DataFrame, tokens: pd.DataFrame, overlaps: Overlaps) -> None:
    fig = corpus_overview(nasty, tokens)
    with journal_style():
        check_figure(fig, "overview")
    assert overlaps(fig) == []


def test_thirty_articles_fit_on_a_page(articles: pd.DataFrame, tokens: pd.DataFrame, overlaps: Overlaps) -> None:
    ids = [f"file_{i:02}.txt#0" for i in range(30)]
    many = pd.concat([articles] * 8, ignore_index=True).iloc[:30].copy()
    many = many.assign(article_id=ids, document_id=[i[:-2] for i in ids], copy_group=None, representative=True)
    counts = pd.DataFrame({"document_id": many["document_id"], "article_id": ids, "zone": "body", "n_tokens": 9_999})
    fig = corpus_overview(many, counts)
    with journal_style():
        check_figure(fig, "overview")
    assert overlaps(fig) == []


def test_documents_without_article_that_have_no_room_are_counted(articles: pd.DataFrame, overlaps: Overlaps) -> None:
    ids = [f"file_{i:02}.txt#0" for i in range(28)]
    many = pd.concat([articles] * 7, ignore_index=True)
    many = many.assign(article_id=ids, document_id=[i[:-2] for i in ids], copy_group=None, representative=True)
    counts = pd.DataFrame({"document_id": many["document_id"], "article_id": ids, "zone": "body", "n_tokens": 99})
    bare = pd.DataFrame({"document_id": [f"page_{i}.txt" for i in range(7)], "zone": "furniture", "n_tokens": 9})
    fig = corpus_overview(many, pd.concat([counts, bare.assign(article_id=None)], ignore_index=True))
    assert "not shown: 5 more with no article" in [text.get_text() for text in _axes(fig, "files").texts]
    with journal_style():
        check_figure(fig, "overview")
    assert overlaps(fig) == []


def test_what_cannot_be_drawn_is_refused(articles: pd.DataFrame, tokens: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown zone 'bdy'. Did you mean 'body'"):
        corpus_overview(articles, tokens.assign(zone="bdy"))
    with pytest.raises(UnknownNameError, match=r"Unknown article '003_ef.txt#0'"):
        corpus_overview(articles.iloc[:3], tokens)
    with pytest.raises(InputError, match=r"tokens table lacks the column\(s\) zone"):
        corpus_overview(articles, tokens.drop(columns="zone"))
    with pytest.raises(InputError, match=r"lacks|no token"):
        corpus_overview(articles, tokens.iloc[:0])
