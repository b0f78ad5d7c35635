import pytest

from benchmarks.gold_pages import expand
from benchmarks.lines import score_of
from benchmarks.pages import glued_rows, page_text, row_text


def test_every_block_of_a_page_is_a_line_and_scripts_are_none() -> None:
    page = (
        b"<html><head><title>Not text</title></head><body><nav><a>Home</a><a>World</a></nav>"
        b"<h1>The  bridge</h1><p>It <b>fell</b>.<br>Nobody saw it.</p><script>var a = 1;</script>"
        b"<!-- gone -->after</body></html>"
    )
    assert page_text(page) == "HomeWorld\nThe bridge\nIt fell.\nNobody saw it.\nafter\n"


def test_lost_paragraphs_are_told_by_runs_of_white_space() -> None:
    assert row_text(" One. Two.  Three.   - Four ") == "One. Two.\nThree.\n- Four\n"
    assert glued_rows([("A", "2017/1/2", "One.  Two."), ("B", "", "Three.")]) == (
        "A\n2017/1/2\nOne.\nTwo.\nB\n\nThree.\n"
    )


def test_ranges_name_every_line_once() -> None:
    assert list(expand("1-2 furniture, 3 title, 4 body")) == ["furniture", "furniture", "title", "body"]
    with pytest.raises(ValueError, match="'4 body' should begin with line 3"):
        list(expand("1-2 furniture, 4 body"))


def test_scores_worked_out_by_hand() -> None:
    pairs = [("body", "body", 30), ("body", "furniture", 10), ("furniture", "body", 20), ("title", "title", 5)]
    lines = score_of(pairs, {"body"})
    assert (lines.precision, lines.recall, lines.f1) == (0.5, 0.5, 0.5)
    characters = score_of(pairs, {"body", "title"}, characters=True)
    assert characters.precision == 35 / 55
    assert characters.recall == 35 / 45
    assert characters.f1 == pytest.approx(2 * 35 / (55 + 45))
