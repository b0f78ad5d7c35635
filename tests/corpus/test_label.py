"""Lines, marks and segments together; every text here is invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.decisions import Decisions
from framescope.corpus.label import Labels, label_document
from framescope.errors import InputError, UnknownNameError
from framescope.schema import LINE_KINDS, MARK_KINDS

LONG = [
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine.",
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog.",
    "The governor said the blockade had cost the town a third of its people and nearly all of its fishing fleet.",
]

PIECES = st.sampled_from(
    [
        "Harbour reopens", "# Harbour reopens", "By Anna Berg", "March 6, 2017", "Leave a Reply", "2 Comments",
        "Tom says:", "Related Articles", "About the author", "© 2017 Northern Post", "Image: the quay", "“No”",
        "Home | News | World",
        "READ MORE: Snow", "<b>bold</b> _and_ &amp; more", "Порт", "港口重新开放。", "* * *", "", " ", "\u2028", *LONG,
    ]
)  # fmt: skip
TEXTS = st.text() | st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", ""])), max_size=30).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


def check(text: str, labels: Labels) -> None:
    """Assert what must hold for any text."""
    assert "".join(text[line.start : line.end] for line in labels.lines) == text
    assert all(a.end == b.start for a, b in pairwise(labels.lines))
    assert all(line.kind in LINE_KINDS and line.rule for line in labels.lines)
    assert all((line.kind == "blank") == (not text[line.start : line.end].strip()) for line in labels.lines)
    assert all(mark.kind in MARK_KINDS and mark.rule and mark.start < mark.end for mark in labels.marks)
    assert all(a.end <= b.start for a, b in pairwise(labels.marks))
    has_body = any(line.kind == "body" for line in labels.lines)
    assert bool(labels.segments) == has_body
    if has_body:
        assert [labels.segments[0][0], labels.segments[-1][1]] == [0, len(labels.lines)]
        assert all(a[1] == b[0] for a, b in pairwise(labels.segments))
        assert all(first < last for first, last in labels.segments)
    for claim in labels.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.confidence in ("certain", "uncertain")
        assert claim.guessed == (claim.confidence == "uncertain")
        assert claim.article is None or 0 <= claim.article < len(labels.segments)


@given(TEXTS)
def test_what_holds_for_any_text(text: str) -> None:
    check(text, label_document(text))


@given(TEXTS, st.data())
def test_what_holds_for_any_decision(text: str, data: st.DataObject) -> None:
    n_lines = len(label_document(text).lines)
    numbers = st.integers(1, max(1, n_lines))
    boundaries = data.draw(st.dictionaries(numbers, st.booleans(), max_size=3 if n_lines else 0))
    labels = label_document(text, Decisions(boundaries=boundaries))
    check(text, labels)
    begins = {first + 1 for first, _ in labels.segments}
    for number, begun in boundaries.items():
        assert not labels.segments or number == 1 or (number in begins) >= begun


def test_an_empty_text_and_a_blank_one_hold_no_article() -> None:
    assert (label_document("").lines, label_document("").segments) == ((), ())
    assert label_document(" \n\n").segments == ()


def test_a_page_without_text_holds_no_article() -> None:
    labels = label_document("Share this\nLeave a Reply\n© 2017 Northern Post\n")
    assert (labels.segments, {line.kind for line in labels.lines}) == ((), {"furniture"})


def test_one_line_is_body() -> None:
    assert [line.kind for line in label_document("Nobody knows").lines] == ["body"]


def test_other_languages_are_body() -> None:
    text = (
        "Порт вновь открыт\n\nПосле трёх лет блокады порт Северного города вновь открылся в пятницу утром.\n\n"
        "Сотни жителей собрались на набережной ещё до рассвета, чтобы увидеть первый корабль с мукой.\n"
    )
    labels = label_document(text)
    assert [line.kind for line in labels.lines if line.kind != "blank"] == ["title", "body", "body"]
    chinese = "港口在三年的封锁之后于星期五重新开放，数百名居民在码头上庆祝，政府表示将继续提供援助。\n"
    assert {line.kind for line in label_document(chinese * 3).lines} <= {"body", "repeat"}
    assert label_document(chinese).lines[0].kind == "body"


def test_a_whole_page() -> None:
    text = "\n".join(
        [
            "WORLD",
            "# **Harbour of Northport reopens**",
            "By <u>Anna Berg</u>",
            "Northern Post, March 06, 2017",
            "Region: Nordic",
            "Image: the old quay",
            "OSLO (AP) — " + LONG[0],
            "The mayor put it this way:",
            "“Three years are over”",
            "READ MORE: Five towns to see",
            "",
            "Bread prices",
            LONG[1] + " READ MORE: Bread and flour",
            "(Reporting by Anna Berg; Editing by Tom Vries)",
            "The views expressed in this article are the author's own.",
            "Filed under: World",
            "Anna Berg is a journalist based in Oslo.",
            "Sign up for our newsletter",
            "Leave a Reply",
            "Snow closes the pass",
        ]
    )  # fmt: skip
    labels = label_document(text)
    assert [line.kind for line in labels.lines] == [
        "furniture", "title", "byline", "dateline", "furniture", "caption", "body", "body", "body", "furniture",
        "blank", "heading", "body", "byline", "furniture", "furniture", "bio", "furniture", "furniture", "furniture",
    ]  # fmt: skip
    assert [(mark.kind, text[mark.start : mark.end]) for mark in labels.marks] == [
        ("markup", "#"), ("markup", "**"), ("markup", "**"), ("markup", "<u>"), ("markup", "</u>"),
        ("dateline", "OSLO (AP) — "), ("promo", "READ MORE: Bread and flour"),
        ("credit", "(Reporting by Anna Berg; Editing by Tom Vries)"),
    ]  # fmt: skip


def test_a_reader_decides_the_kind_of_a_line() -> None:
    text = "\n".join(["Harbour reopens", *LONG, "Share this", "Nobody knows"])
    labels = label_document(text, Decisions(kinds={5: "body", 6: "caption", 1: "heading"}))
    decided = {i + 1: (line.kind, line.rule) for i, line in enumerate(labels.lines) if line.rule == "decided"}
    assert decided == {1: ("heading", "decided"), 5: ("body", "decided"), 6: ("caption", "decided")}


def test_a_decided_title_is_the_only_one() -> None:
    text = "\n".join(["Harbour reopens at last", "Three winters of hunger", *LONG])
    labels = label_document(text, Decisions(kinds={2: "title"}))
    assert [line.kind for line in labels.lines].count("title") == 1
    assert [claim.value for claim in labels.claims if claim.field == "title"] == ["Three winters of hunger"]


@pytest.mark.parametrize(
    "decisions", [Decisions(kinds={9: "body"}), Decisions(boundaries={0: True}), Decisions(kinds={-1: "body"})]
)
def test_a_decision_about_no_line_is_refused(decisions: Decisions) -> None:
    with pytest.raises(InputError, match="but the document has 2 lines, counted from 1"):
        label_document("a\nb", decisions)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"'headline'.*Known: title, heading"):
        label_document("a\nb", Decisions(kinds={1: "headline"}))


@pytest.mark.parametrize(
    "piece", ["A", "A ", "*a ", "<a ", "([", "(photo ", "a | ", "&amp;", "“x” ", " ", "by x\r", "a\r\n"]
)
def test_a_large_document_of_near_misses_is_labelled(piece: str) -> None:
    text = piece * 10_000 + "x"
    check(text, label_document(text))
