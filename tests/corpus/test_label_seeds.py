"""What the labels of the five seed documents must be, worked out by reading them."""

from pathlib import Path

import pytest

from framescope.corpus.decisions import Decisions
from framescope.corpus.label import Labels, label_document

SEEDS = Path(__file__).parents[2] / "seeds"

#: Kinds of the lines that are neither blank nor body, by number from 1; every other non-blank line is body.
NOT_BODY = {
    "000": {1: "title", 3: "repeat", 5: "repeat", 27: "heading", 44: "bio", **dict.fromkeys((43, 46, 48), "furniture")},
    "001": {
        1: "title", 33: "dateline", 34: "caption", 35: "repeat", 55: "caption", 57: "heading", 65: "heading",
        **dict.fromkeys((74, 76, 78, 80, 82, 84, 86, 88, 90, 93), "furniture"),
    },
    "002": {
        1: "furniture", 3: "title", 5: "furniture", **dict.fromkeys((11, 19, 25, 33, 47, 53, 61), "heading"),
        **dict.fromkeys((59, 74, 76, 78, 79, 80, 81, 82, 84, 86), "furniture"),
    },
    "003": {
        3: "title", 5: "byline", 7: "dateline", 71: "bio", 85: "bio",
        **dict.fromkeys((9, 11, 13, 15, 17, 19, 21, 69, 73, 75, 77, 79, 81, 83, 87, 89, 91), "furniture"),
    },
    "004": {1: "title", 21: "furniture"},
}  # fmt: skip
DECIDED = {"000": Decisions(boundaries={27: True})}
SEGMENTS = {
    "000": ((0, 26), (26, 48)),
    "001": ((0, 32), (32, 93)),
    "002": ((0, 86),),
    "003": ((0, 91),),
    "004": ((0, 21),),
}


def read(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


def label(number: str) -> tuple[str, Labels]:
    text = read(number)
    return text, label_document(text)


@pytest.mark.parametrize("number", NOT_BODY)
def test_every_line(number: str) -> None:
    text, labels = label(number)
    expected = {
        i + 1: NOT_BODY[number].get(i + 1, "body") if text[line.start : line.end].strip() else "blank"
        for i, line in enumerate(labels.lines)
    }
    assert {i + 1: line.kind for i, line in enumerate(labels.lines)} == expected


@pytest.mark.parametrize("number", SEGMENTS)
def test_articles(number: str) -> None:
    labels = label_document(read(number), DECIDED.get(number))
    assert labels.segments == SEGMENTS[number]


def test_the_uncertain_boundary_is_listed_and_not_split() -> None:
    _, labels = label("000")
    (claim,) = [claim for claim in labels.claims if claim.field == "boundary"]
    assert (claim.value, claim.confidence, len(labels.segments)) == ("Deep State Losing in Syria", "uncertain", 1)


def test_the_decided_boundary_gives_the_second_article_its_title() -> None:
    labels = label_document(read("000"), DECIDED["000"])
    assert [claim.value for claim in labels.claims if claim.field == "title"][1] == "Deep State Losing in Syria"


def test_residue() -> None:
    text, labels = label("003")
    marks = [(mark.kind, text[mark.start : mark.end]) for mark in labels.marks]
    emphasis = [("markup", "**")] * 4  # two names in bold, in lines 23 and 43
    assert marks == [("markup", "##"), *emphasis]
    text, labels = label("001")
    assert [text[mark.start : mark.end] for mark in labels.marks] == ["(Photo by IRNA)"] * 3


@pytest.mark.parametrize(
    ("number", "stated"),
    [
        ("001", {("title", 0), ("date", 1), ("boundary", 1)}),
        ("002", {("title", 0)}),
        ("003", {("title", 0), ("author", 0), ("date", 0), ("outlet", 0)}),
        ("004", {("title", 0), ("outlet", 0)}),
    ],
)
def test_what_is_certain(number: str, stated: set[tuple[str, int]]) -> None:
    _, labels = label(number)
    assert {(claim.field, claim.article) for claim in labels.claims if claim.confidence == "certain"} == stated
