import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.lines import clean, read_rows, split_lines

LINES = st.lists(
    st.sampled_from(["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "a", "é b", "。", "<u>", "**", " "])
)


@given(st.text() | LINES.map("".join))
def test_lines_tile_the_text(text: str) -> None:
    spans = split_lines(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert all(start < end for start, end in spans)


@given(st.text() | LINES.map("".join))
def test_only_three_terminators_end_a_line(text: str) -> None:
    # Joining \r\n first, every \n or \r ends exactly one line; a last line may lack its terminator.
    marked = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = marked.count("\n") + (not marked.endswith("\n") and marked != "")
    assert len(split_lines(text)) == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\rc", ["a\r\n", "b\r", "c"]),
        ("a\x0bb\u2028c\x85d\n", ["a\x0bb\u2028c\x85d\n"]),
        ("\n\r\n", ["\n", "\r\n"]),
        ("", []),
    ],
)
def test_split_examples(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in split_lines(text)] == pieces


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  The\u00a0harbour  reopened \n", "The harbour reopened"),
        ("## **Harbour** reopens", "Harbour reopens"),
        ("Theme: <u>War</u>, <u>Peace</u>", "Theme: War, Peace"),
        ("See [the report](https://example.org/a) &amp; more", "See the report & more"),
        ("soft\u00adware and zero\u200bwidth", "software and zerowidth"),
        ("> quoted line", "quoted line"),
        ("snake_case_name stays, _this_ does not", "snake_case_name stays, this does not"),
        ("shares of United <UAL.N> fell", "shares of United <UAL.N> fell"),
        ("a f***ing mess, 23.5* per cent", "a f***ing mess, 23.5* per cent"),
        ("#harbour #north", "#harbour #north"),
        ("#1 in the north", "#1 in the north"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ],
)
def test_clean_removes_markup_and_nothing_else(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_clean_is_stable_on_plain_words(text: str) -> None:
    once = clean(text)
    assert once == once.strip()
    assert "  " not in once


@pytest.mark.parametrize(
    ("line", "words", "ends", "prose", "level"),
    [
        ("Oil prices", 2, False, False, 0),
        ("### Oil prices", 2, False, False, 3),
        ("<h2>Oil prices</h2>", 2, False, False, 2),
        ("He left.”", 2, True, False, 0),
        ("The river rose over its banks again on Friday and the town behind it was flooded.", 16, True, True, 0),
        ("The minister, who had come down to the harbour that morning, said in a short statement,", 16, False, True, 0),
        ("港口在三年的封锁之后于星期五重新开放，数百名居民在码头上庆祝，政府表示将继续提供援助。", 14, True, True, 0),
    ],
)
def test_features(line: str, words: int, ends: bool, prose: bool, level: int) -> None:
    ((_, (row,)),) = read_rows([line])
    assert (row.words, row.ends, row.prose, row.level) == (words, ends, prose, level)


def test_a_blank_line_is_white_space_of_any_kind() -> None:
    ((bounds, (row,)),) = read_rows([" \n\u00a0\t\nx\n\n"])
    assert (bounds, row.number, row.start, row.end) == ([0, 2, 5, 7, 8], 2, 5, 7)
