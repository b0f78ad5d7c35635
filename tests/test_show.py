import pandas as pd
import pytest

from framescope.errors import InputError
from framescope.show import show_table

TABLE = pd.DataFrame(
    {
        "label": ["rebels", "<b>x</b>"],
        "count": [1234, 0],
        "share": [0.123456, None],
        "low": [None, None],
        "unit": ["story", "story"],
        "estimable": [False, True],
        "contact": ["lena@example.org", None],
    }
)


def test_what_is_the_same_in_every_row_is_said_once() -> None:
    shown = show_table(TABLE)
    assert shown.varying == ["label", "count", "share", "estimable", "contact"]
    assert shown.remarks == ["2 rows", "the same in every row: unit: story", "empty: low"]


def test_what_is_said_once_is_written_as_cells_are() -> None:
    table = pd.DataFrame({"n": [35818, 35818], "comparable": [True, True], "term": ["a", "b"]})
    assert show_table(table).remarks[1] == "the same in every row: n: 35,818; comparable: yes"


def test_cells_are_escaped_masked_and_rounded() -> None:
    html = show_table(TABLE, title="A & B")._repr_html_()
    for expected in (
        "&lt;b&gt;x&lt;/b&gt;",
        "1,234",
        ">0.1235<",
        ">–<",
        ">no<",
        "l…@example.org",
        "A &amp; B · 2 rows",
    ):
        assert expected in html
    assert "<b>x" not in html
    assert "lena@" not in html


def test_the_caption_counts_what_is_not_shown() -> None:
    shown = show_table(pd.concat([TABLE] * 30, ignore_index=True), n=50)
    assert shown.remarks[0] == "50 of 60 rows"
    assert shown._repr_html_().count("<tr>") == 51


def test_one_row_and_no_row() -> None:
    assert show_table(TABLE.head(1)).varying == list(TABLE.columns)
    assert show_table(TABLE.head(0)).remarks == ["0 rows"]
    assert "rebels" in str(show_table(TABLE.head(1)))


def test_the_table_is_not_changed() -> None:
    before = TABLE.copy()
    show_table(TABLE)._repr_html_()
    pd.testing.assert_frame_equal(TABLE, before)


def test_fewer_than_one_row_is_refused() -> None:
    with pytest.raises(InputError, match="n is a number of rows from 1 on"):
        show_table(TABLE, n=0)


def test_voices_are_shown_in_words() -> None:
    voices = pd.DataFrame({"voice": pd.Categorical(["own", "quoted"]), "count": [1, 2]})
    html = show_table(voices)._repr_html_()
    assert "own words" in html
    assert ">own<" not in html
    assert show_table(voices.head(1).assign(n=[1]))._repr_html_().count("own words") == 1
