from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from framescope.errors import InputError
from framescope.figures.contract import check_figure
from framescope.figures.network import company_network
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]


@pytest.fixture
def collocates() -> pd.DataFrame:
    rows = [
        ("rebels", "areas", 15, 40, 9.0), ("rebels", "groups", 12, 40, 8.0),
        ("terrorists", "groups", 20, 90, 9.5), ("terrorists", "attack", 10, 90, 7.0),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["node", "term", "o11", "n_nodes", "log_dice"])


def edges(fig: Figure) -> dict[str, PathPatch]:
    return {str(p.get_gid()): p for p in fig.axes[0].patches if isinstance(p, PathPatch)}


def texts(fig: Figure) -> dict[str, float]:
    return {t.get_text(): float(t.xy[1]) for t in fig.axes[0].texts}  # type: ignore[attr-defined]  # annotations


def test_each_pair_is_a_line_between_its_label_and_its_word(collocates: pd.DataFrame) -> None:
    fig = company_network(collocates)
    places = texts(fig)
    assert set(edges(fig)) == {"rebels → areas", "rebels → groups", "terrorists → groups", "terrorists → attack"}
    for gid, patch in edges(fig).items():
        node, word = gid.split(" → ")
        label = next(text for text in places if text.startswith(f"{node} (n"))
        path = np.asarray(patch.get_path().vertices)
        assert path[0].tolist() == [0, places[label]]
        assert path[-1].tolist() == [1, places[word]]


def test_words_of_both_stand_between_and_counts_beside(collocates: pd.DataFrame) -> None:
    places = texts(company_network(collocates))
    assert [places[word] for word in ("areas", "groups", "attack")] == [0, 1, 2]
    assert places["12 + 20"] == 1
    assert places["rebels (n = 40)"] < places["terrorists (n = 90)"]


def test_a_stronger_pair_has_a_thicker_line(collocates: pd.DataFrame) -> None:
    width = {gid: patch.get_linewidth() for gid, patch in edges(company_network(collocates)).items()}
    order = ["terrorists → attack", "rebels → groups", "rebels → areas", "terrorists → groups"]
    assert sorted(width, key=lambda gid: width[gid]) == order
    assert (min(width.values()), max(width.values())) == pytest.approx((0.4, 2.6))
    alike = edges(company_network(collocates.assign(log_dice=1.0)))
    assert len({patch.get_linewidth() for patch in alike.values()}) == 1


def test_it_can_be_published_whatever_the_words(overlaps: Overlaps) -> None:
    rng = np.random.default_rng(0)
    words = ["$a$", "in 東京", "x" * 90, "2017", *(f"word{i}" for i in range(56))]
    rows = [(f"a label with a long name {i}" * 2, word, 3, 9, rng.random()) for i in range(8) for word in words[i::3]]
    table = pd.DataFrame(rows, columns=["voice", "term", "o11", "n_nodes", "npmi"])
    for width in ("onehalf", "double"):
        fig = company_network(table, node="voice", score="npmi", width=width)
        assert overlaps(fig) == []
        with journal_style():
            check_figure(fig, "network")


def test_what_cannot_be_drawn_is_refused(collocates: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="table of collocates is empty"):
        company_network(collocates.iloc[:0])
    with pytest.raises(InputError, match="'areas' stands twice with the same node"):
        company_network(pd.concat([collocates, collocates]))
    with pytest.raises(InputError, match="log_dice is not finite"):
        company_network(collocates.assign(log_dice=-np.inf))
    with pytest.raises(InputError, match="9 values of 'node' do not fit"):
        company_network(pd.concat([collocates.iloc[:1].assign(node=str(i)) for i in range(9)]))
    with pytest.raises(InputError, match=r"lacks the column\(s\) npmi"):
        company_network(collocates, score="npmi")
