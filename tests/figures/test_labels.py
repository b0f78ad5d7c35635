import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.figures.labels import ELLIPSIS, drawable, glyphs, short_ids, shorten, spread, width_of, wrap

_text = st.text(max_size=120)


@given(_text)
def test_what_is_drawable_is_one_line_of_letters_the_font_has(text: str) -> None:
    line = drawable(text)
    assert {ord(c) for c in line} <= glyphs()
    assert not {"\n", "\r", "\t"} & set(line)


def test_missing_letters_are_shown_as_missing_and_addresses_masked() -> None:
    assert drawable("Fire 🔥🔥 in 東京") == "Fire [?] in [?]"
    assert drawable("lena@example.org\n writes") == "l…@example.org writes"
    assert drawable("soft\u00adhyphen and \u202eoverride") == "softhyphen and override"


@given(_text, st.floats(12, 80))
def test_shortened_text_fits(text: str, width: float) -> None:
    assert width_of(shorten(text, width)) <= width


def test_text_is_cut_after_a_word_with_an_ellipsis() -> None:
    text = "Government forces enter the city after a siege of three years"
    cut = shorten(text, 40)
    assert cut.endswith(ELLIPSIS)
    assert text.startswith(cut[:-1])
    assert text[len(cut) - 1] == " "
    assert shorten(text, 200) == text


@given(_text, st.floats(15, 80))
def test_wrapped_lines_fit_and_hold_every_word(text: str, width: float) -> None:
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    if all(width_of(word) <= width for word in drawable(text).split()):
        assert " ".join(lines).split() == drawable(text).split()


def test_a_word_too_long_for_a_line_is_broken_at_its_hyphens() -> None:
    assert wrap("free-syrian-army", width_of("syrian-") + 0.1) == ["free-", "syrian-", "army"]
    assert wrap("the free-syrian-army", width_of("the free-syrian-army")) == ["the free-syrian-army"]
    assert wrap("-", 20) == ["-"]


@pytest.mark.parametrize(
    ("ids", "short"),
    [
        (["000_1f.txt#0", "000_1f.txt#1", "001_15.txt#0"], ["000…#0", "000…#1", "001…#0"]),
        (["a.txt#0", "b.txt#0"], ["a#0", "b#0"]),
        (["news/2017/a1.txt#0", "news/2017/b1.txt#0"], ["a1#0", "b1#0"]),
        (["same.txt#0", "same.html#0"], ["same.txt#0", "same.html#0"]),
        (["export.csv::17#0", "export.csv::18#0"], ["17#0", "18#0"]),
        (["a_long_common_prefix_1.txt", "a_long_common_prefix_2.txt"], ["a_lo…x_1", "a_lo…x_2"]),
    ],
)
def test_ids_are_as_short_as_they_can_be(ids: list[str], short: list[str]) -> None:
    assert short_ids(ids) == short


@given(st.lists(st.from_regex(r"[a-c/]{1,20}(\.txt|\.html)?#[0-2]", fullmatch=True), unique=True, max_size=12))
def test_short_ids_tell_articles_apart(ids: list[str]) -> None:
    assert len(set(short_ids(ids))) == len(ids)


def test_positions_are_spread_as_little_as_possible() -> None:
    assert spread([0, 0], 2).tolist() == [-1, 1]
    assert spread([5, 5, 5], 1).tolist() == [4, 5, 6]
    assert spread([10, 0, 0.5], 1).tolist() == [10, -0.25, 0.75]
    assert spread([3, 1], 1).tolist() == [3, 1]
    assert spread([0, 0], 2, low=0).tolist() == [0, 2]
    assert spread([9, 9], 2, high=9).tolist() == [7, 9]
    assert spread([], 2).tolist() == []


@given(st.lists(st.floats(-1e3, 1e3), max_size=20), st.floats(0.1, 50))
def test_spread_positions_keep_order_and_distance(positions: list[float], gap: float) -> None:
    moved = spread(positions, gap)
    order = np.argsort(positions, kind="stable")
    assert (np.diff(moved[order]) >= gap - 1e-6).all()
    if len(positions) > 1 and (np.diff(np.sort(positions)) >= gap).all():
        np.testing.assert_allclose(moved, positions, atol=1e-6)
