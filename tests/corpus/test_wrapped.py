import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.decisions import Decisions
from framescope.corpus.label import label_document
from framescope.corpus.wrapped import paragraphs_of, unwrapped

WORDS = st.sampled_from(["the", "harbour", "of", "town", "reopened", "on", "a", "friday", "with", "flour", "it's"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=90, max_size=120).map(" ".join), min_size=3, max_size=4)
SHIPS = (
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine. "
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog, and "
    "a band of three played until the last of them had gone. The governor said the blockade had cost the town a third "
    "of its people and nearly all of its fishing fleet, and that nobody would be turned away from the boats."
)
FEASTS = (
    "On Sunday the bells of both churches rang for the first time since the winter, and the bakers gave away what they "
    "had. A woman who had lost her sons at sea lit a lamp on the mole, as her mother had done before her in another "
    "war, and the children of the lower town counted the ships that lay outside until it was too dark to see them."
)


@given(PARAGRAPHS, st.integers(60, 90), st.sampled_from(["\n", "\r\n", "\r"]))
def test_paragraphs_broken_at_a_width_are_found_and_no_character_moves(
    paragraphs: list[str], width: int, end: str
) -> None:
    text = "\n\n".join(textwrap.fill(one, width) for one in paragraphs).replace("\n", end)
    joined = unwrapped(text)
    assert [line.split() for line in joined.splitlines() if line] == [one.split() for one in paragraphs]
    assert len(joined) == len(text)
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, joined, strict=True))


@given(st.text(st.sampled_from("ab \n\r.")))
def test_of_any_text_nothing_but_line_ends_becomes_a_space(text: str) -> None:
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, unwrapped(text), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Home\nNews\nWorld news\nSport\nAbout us\nWeather\nBusiness\nSearch\nContact",
        "\n".join(f"Best boat of the year in class {i}: Northport Rowing Club" for i in range(20)),
        "\n\n".join([SHIPS] * 10),
        "\n".join(["港口在三年的封锁之后于星期五重新开放，数百名居民在码头上庆祝，政府表示将继续提供援助。"] * 12),
    ],
)
def test_menus_lists_paragraphs_and_scripts_without_spaces_are_left_as_they_are(text: str) -> None:
    assert unwrapped(text) is text


def test_lines_of_a_paragraph_have_its_label_and_a_decision_about_one_is_about_all() -> None:
    body = [textwrap.fill(SHIPS, 70), textwrap.fill(FEASTS, 70)]
    text = "\n\n".join(["Harbour of Northport reopens", *body, "Share on Facebook"])
    first = body[0].count("\n") + 1
    lines = label_document(text).lines
    kinds = ["title", "blank", *["body"] * first, "blank", *["body"] * (body[1].count("\n") + 1), "blank", "furniture"]
    assert [line.kind for line in lines] == kinds
    assert [text[line.start : line.end] for line in lines] == text.splitlines(keepends=True)
    assert [line.goes_on for line in lines[1 : first + 3]] == [False, *[True] * (first - 1), False, False]
    decided = label_document(text, Decisions(kinds={5: "caption"}))
    assert [line.kind for line in decided.lines[2 : 2 + first]] == ["caption"] * first


def test_a_second_article_begins_at_the_line_that_was_decided() -> None:
    text = "\n\n".join([textwrap.fill(SHIPS, 70), textwrap.fill(FEASTS, 70)])
    begins = textwrap.fill(SHIPS, 70).count("\n") + 3
    segments = label_document(text, Decisions(boundaries={begins: True})).segments
    assert segments == ((0, begins - 1), (begins - 1, len(text.splitlines())))
    assert paragraphs_of(text, unwrapped(text))[begins - 2 : begins] == [1, 2]


def test_a_corpus_knows_paragraphs_and_gives_them_without_their_line_ends() -> None:
    paragraphs = ["Harbour of Northport", SHIPS, FEASTS]
    broken = "\r\n\r\n".join(textwrap.fill(one, 70).replace("\n", "\r\n") for one in paragraphs)
    corpus = corpus_from_texts({"a.txt": "Ship\nFog\n", "b.txt": broken})
    begins, ends = corpus.paragraphs
    spans = sorted({(start, end) for start, end in zip(begins.tolist(), ends.tolist(), strict=True)})
    assert spans[:2] == [(0, 5), (0, 22)]  # the title of the one, and that of the other
    assert len(begins) == len(corpus.lines)
    whole = corpus.unbroken(1)
    assert [line.split() for line in whole.splitlines() if line] == [one.split() for one in paragraphs]
    assert len(whole) == len(broken)
    assert corpus.unbroken(0) == "Ship\nFog\n"
