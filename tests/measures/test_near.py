from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.measures.near import near_nodes

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]


def shown(corpus: Corpus, hits: pd.DataFrame, **options: Any) -> list[str]:
    """Return each token as it is: [node], <left of one, right of one>, both, or plain."""
    near, tokens = near_nodes(corpus, hits, **options), corpus.tokens
    words = [tokens.vocabulary.forms[i] for i in tokens.term]
    return [
        f"[{word}]" if node else "<" * bool(left) + word + ">" * bool(right)
        for word, left, right, node in zip(words, near.left, near.right, near.node, strict=True)
    ]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (1, "a <b [x] c> d <e [x] [x] f> g"),
        (2, "<a <b [x] c> <d> <e [x] [x] f> g>"),
        ((1, 0), "a <b [x] c d <e [x] [x] f g"),
        ((0, 2), "a b [x] c> d> e [x] [x] f> g>"),
    ],
)
def test_tokens_on_each_side(make_corpus: MakeCorpus, find: FindHits, span: Any, expected: str) -> None:
    corpus = make_corpus({"1": "a b x c d e x x f g"})
    assert shown(corpus, find(corpus, {("s", "x"): "x"}), span=span) == expected.split()


def test_a_phrase_is_one_node(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a b air strike c d"})
    assert shown(corpus, find(corpus, {("s", "x"): "air strike"}), span=1) == [
        "a",
        "<b",
        "[air]",
        "[strike]",
        "c>",
        "d",
    ]


def test_no_span_leaves_the_article_or_unless_asked_the_quotation(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a x “b c” d", "2": "e x"})
    hits = find(corpus, {("s", "x"): "x"})
    assert shown(corpus, hits, span=5) == ["<a", "[x]", "b", "c", "d", "<e", "[x]"]
    assert shown(corpus, hits, span=5, across_quotations=True) == ["<a", "[x]", "b>", "c>", "d>", "<e", "[x]"]


def test_a_node_inside_a_quotation_has_company_inside(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a “b x c” d"})
    assert shown(corpus, find(corpus, {("s", "x"): "x"}), span=5) == ["a", "<b", "[x]", "c>", "d"]


def test_the_sentence(make_corpus: MakeCorpus, find: FindHits) -> None:
    text = "The rain fell. Then x came home. It went away.\nA headline x\nThe end."
    corpus = make_corpus({"1": text})
    hits = find(corpus, {("s", "x"): "x"})
    expected = "The rain fell <Then [x] came> home> It went away <A <headline [x] The end"
    assert shown(corpus, hits, span="sentence") == expected.split()


@given(text=st.text("ax “”.", max_size=40), span=st.integers(1, 5))
@settings(deadline=None, max_examples=60)
def test_wider_spans_hold_narrower_ones_and_nodes_are_near_nothing(
    make_corpus: MakeCorpus, find: FindHits, text: str, span: int
) -> None:
    corpus = make_corpus({"1": text, "2": text})
    hits = find(corpus, {("s", "x"): "x"})
    narrow, wide = (near_nodes(corpus, hits, span=n) for n in (span, span + 1))
    across = near_nodes(corpus, hits, span=span, across_quotations=True)
    assert narrow.node.sum() == len(hits)
    for side in ("left", "right"):
        small = getattr(narrow, side)
        assert not (small & narrow.node).any()
        assert (small <= getattr(wide, side)).all()
        assert (small <= getattr(across, side)).all()


@pytest.mark.parametrize("span", [0, -1, (0, 0), (1,), (1, 2, 3), "paragraph", 1.5, True, None, (1, "2")])
def test_a_span_that_is_none_is_refused(make_corpus: MakeCorpus, find: FindHits, span: Any) -> None:
    corpus = make_corpus({"1": "a x"})
    with pytest.raises(InputError, match="window is a number of tokens"):
        near_nodes(corpus, find(corpus, {("s", "x"): "x"}), span=span)
