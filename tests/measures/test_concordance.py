import textwrap
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.lexicon.hits import find_terms
from framescope.masking import mask_emails
from framescope.measures.concordance import Context, concordance, concordance_lines
from framescope.text.tokens import tokenize

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

TEXT = (
    "# Army enters the city\n"
    "The army said “so-called rebels  left the old city” on Friday. Snow fell.\n"
    "Then rebels came back to the city, and the rebels stayed."
)


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus({"a": TEXT})


@pytest.fixture
def hits(corpus: Corpus, find: FindHits) -> pd.DataFrame:
    return find(corpus, {("armed", "rebels"): "(so-called\\s+)?rebels"})


def lines(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(table[["left", "node", "right"]].itertuples(index=False, name=None))


def test_contexts_in_characters_keep_to_the_line_and_cut_no_word(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = concordance(corpus, hits, width=14, sort="document")
    # 14 characters before “so-called: "he army said “", where `The` is cut and so left out.
    assert lines(table) == [
        ("army said “", "so-called rebels", " left the old"),
        ("Then ", "rebels", " came back to"),
        ("city, and the ", "rebels", " stayed."),
    ]


def test_a_phrase_has_as_much_context_on_the_right_as_on_the_left(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "aa bb cc dd the very long node phrase ee ff gg hh"})
    hits = find(corpus, {("s", "c"): "the very long node phrase"})
    for width in (3, 6, 9):
        row = concordance(corpus, hits, width=width).iloc[0]
        assert len(row["left"]) == len(row["right"]) == width
    row = concordance(corpus, hits, width=2, context="tokens").iloc[0]
    assert (row["left"], row["right"]) == ("cc dd ", " ee ff")


def test_contexts_in_tokens_sentences_and_lines(corpus: Corpus, hits: pd.DataFrame) -> None:
    first = {
        context: concordance(corpus, hits, width=2, context=context, sort="document").iloc[0]
        for context in ("tokens", "line")
    }
    assert (first["tokens"]["left"], first["tokens"]["right"]) == ("army said “", " left the")
    assert (first["line"]["left"], first["line"]["right"]) == (
        "The army said “", " left the old city” on Friday. Snow fell.",
    )  # fmt: skip
    sentence = concordance(corpus, hits, context="sentence", sort="document").iloc[0]
    assert (sentence["left"], sentence["right"]) == ("The army said “", " left the old city” on Friday.")


def test_tokens_beyond_the_line_are_not_there_but_its_marks_are(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "# City\n“Rebels”!\nThen snow."})
    table = concordance(corpus, find(corpus, {("s", "c"): "rebels"}), width=5, context="tokens")
    assert lines(table) == [("“", "Rebels", "”!")]


def test_only_when_asked_a_context_crosses_lines(corpus: Corpus, hits: pd.DataFrame) -> None:
    row = concordance(corpus, hits, width=20, context="article", sort="document").iloc[1]
    assert (row["left"], row["right"]) == (
        ". Snow fell. Then ",
        " came back to the",
    )  # 20 characters reach the y of Friday


def test_node_and_offsets_lead_back_to_the_text(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = concordance(corpus, hits, sort="document")
    at = zip(table["start"], table["end"], strict=True)
    assert [TEXT[a:b] for a, b in at] == ["so-called rebels", "rebels", "rebels"]
    assert table["voice"].tolist() == ["quoted", "own", "own"]
    assert set(table["article_id"]) == {"a#0"}
    assert concordance(corpus, hits, view=View(voice=("quoted",)))["node"].tolist() == ["so-called rebels"]


def test_white_space_is_shown_as_one_space(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "the\t old \u00a0 so-called \n rebels  left"})
    table = concordance(corpus, find(corpus, {("s", "c"): r"so-called\s+rebels"}))
    assert lines(table) == [("the old ", "so-called rebels", " left")]


@pytest.mark.parametrize(
    ("sort", "nodes"),
    [
        ("document", "1234"),
        ("right", "4321"),  # R1: "", came, Left, north
        ("R1", "4321"),
        ("R2", "2431"),  # R2: "", "" (their order kept), home, of
        ("left", "3124"),  # L1: "", b, C, the
        ("L1", "3124"),
        ("node", "1324"),  # rebel (1, 3), rebels (2, 4)
        ("R9", "1234"),
        (("node", "L1"), "3124"),  # rebel: "" (3), b (1); rebels: c (2), the (4)
        (["R2", "R1"], "4231"),  # "": "" (4), left (2); home, of
        (("document", "R1"), "1234"),
        (("L2", "node", "document"), "1324"),
    ],
)
def test_sorting(make_corpus: MakeCorpus, find: FindHits, sort: str, nodes: str) -> None:
    texts = ["B rebel north of", "C rebels Left", "Rebel came home", "the rebels"]
    corpus = make_corpus({f"{i}": text for i, text in enumerate(texts, start=1)})
    table = concordance(corpus, find(corpus, {("s", "c"): "rebels?"}), sort=sort)  # type: ignore[arg-type]  # a name
    assert "".join(table["document_id"].astype("str")) == nodes


def test_a_sort_looks_no_further_than_the_context(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "rebels\na", "2": "b\nrebels zebra"})
    hits = find(corpus, {("s", "c"): "rebels"})
    assert concordance(corpus, hits, sort="R1")["document_id"].tolist() == ["1", "2"]  # "", zebra
    assert concordance(corpus, hits, sort="L1")["document_id"].tolist() == ["1", "2"]  # both ""
    across = concordance(corpus, hits, sort="L1", context="article")
    assert across["document_id"].tolist() == ["1", "2"]  # "", b
    assert concordance(corpus, hits, sort=("L1", "R1"), context="article")["left"].tolist() == ["", "b "]


def test_a_sort_never_reads_another_document(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "z rebels", "2": "a rebels b", "3": "rebels"})
    hits = find(corpus, {("s", "c"): "rebels"})
    for context in ("characters", "article"):
        by_right = concordance(corpus, hits, sort="R1", context=context)
        assert by_right["document_id"].tolist() == ["1", "3", "2"]
        by_left = concordance(corpus, hits, sort="L1", context=context)
        assert by_left["document_id"].tolist() == ["3", "2", "1"]


def test_a_page_is_a_slice_of_the_whole(corpus: Corpus, hits: pd.DataFrame) -> None:
    for context in ("characters", "tokens", "sentence", "line", "article"):
        for sort in ("right", "document", ("node", "L1")):
            lines_ = concordance_lines(corpus, hits, width=14, sort=sort, context=context)
            whole = concordance(corpus, hits, width=14, sort=sort, context=context)
            assert len(lines_) == len(whole) == 3
            for page in (slice(0, 2), slice(2, 4), slice(5, 9), slice(None, None, -1)):
                expected = whole.iloc[page].reset_index(drop=True)
                pd.testing.assert_frame_equal(lines_[page], expected)
    with pytest.raises(InputError, match=r"slice, such as lines\[:50\]; not 3"):
        concordance_lines(corpus, hits)[3]  # type: ignore[index]  # what is tested


def test_lines_are_chosen_by_voice_zone_and_metadata(make_corpus: MakeCorpus, find: FindHits) -> None:
    texts = {"a": "# Rebels leave\nThe “rebels” left.", "b": "Rebels came."}
    corpus = make_corpus(texts, outlet=["The Post", "The Times"], date=["2017-01", "2018-02-03"])
    hits = find(corpus, {("s", "c"): "rebels"})
    chosen = {
        "everything": View(),
        "titles": View(zones=("title",)),
        "quoted": View(voice=("quoted",)),
        "an outlet": View(where={"outlet": ["The Times"]}),
        "a period": View(until="2017-12"),
    }
    left = {name: concordance(corpus, hits, view=view)["start"].tolist() for name, view in chosen.items()}
    # Right of them: came, leave, left.
    assert left == {
        "everything": [0, 2, 20],
        "titles": [2],
        "quoted": [20],
        "an outlet": [0],
        "a period": [2, 20],
    }


def test_every_kind_of_white_space_is_shown_as_a_space(make_corpus: MakeCorpus, find: FindHits) -> None:
    spaces = [chr(code) for code in range(0x110000) if chr(code).isspace() and chr(code) != "\n"]
    corpus = make_corpus({f"{ord(space):06}": f"a{space}b node c{space}d" for space in spaces})
    table = concordance(corpus, find(corpus, {("s", "c"): "node"}))
    assert len(spaces) == 28
    assert lines(table) == [("a b ", "node", " c d")] * 28


@pytest.mark.parametrize("written", ["lena@example.org", "lena(at)example.org", "lena [ AT ] example.org"])
def test_addresses_are_masked_however_they_are_written(make_corpus: MakeCorpus, find: FindHits, written: str) -> None:
    corpus = make_corpus({"a": f"Write to {written} on rebels"})
    table = concordance(corpus, find(corpus, {("s", "c"): "rebels"}))
    assert table["left"].tolist() == [f"Write to {mask_emails(written)} on "]
    assert "lena" not in table["left"][0]


def test_e_mail_addresses_in_the_context_are_masked(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "Write to jane.doe@example.org about the rebels"})
    table = concordance(corpus, find(corpus, {("s", "c"): "rebels"}))
    assert "jane" not in table["left"][0]
    assert "example.org" in table["left"][0]


@given(
    text=st.text(st.sampled_from("ab c.\n“”'-é\u0301\u00a0"), max_size=60),
    width=st.integers(1, 30),
    context=st.sampled_from(["characters", "tokens", "line", "article"]),
)
@settings(max_examples=60, deadline=None)
def test_left_node_and_right_are_the_text_around(
    make_corpus: MakeCorpus, find: FindHits, text: str, width: int, context: str
) -> None:
    corpus = make_corpus({"x": "First line\n" + text})
    whole = " ".join(corpus.text("x").split())
    hits = find(corpus, {("s", "c"): r"\w[\w']*"})
    table = concordance(corpus, hits, width=width, context=context)  # type: ignore[arg-type]  # a name
    assert len(table) == len(hits)
    for left, node, right in lines(table):
        assert left + node + right in whole or " ".join((left + node + right).split()) in whole
        if context in ("characters", "article"):
            assert len(left) <= width
            assert len(right) <= width


@given(text=st.text(st.sampled_from("abc1 ,.-'“\u00a0"), max_size=80), width=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_context_in_characters_holds_the_whole_words_within_its_width_and_no_other(
    make_corpus: MakeCorpus, text: str, width: int
) -> None:
    corpus = make_corpus({"x": "First line\n" + text})
    tokens = corpus.tokens
    table = concordance(corpus, find_terms(corpus, ["*c*", "a*"]), width=width, sort="document", view=View(zones=None))
    ends = tokens.start + tokens.length
    second = len("First line\n")
    spans = zip(table["start"].tolist(), table["end"].tolist(), strict=True)
    for (start, end), (left, _, right) in zip(spans, lines(table), strict=True):
        line = (tokens.start >= second) == (start >= second)
        before = line & (ends <= start) & (tokens.start >= start - width)
        after = line & (tokens.start >= end) & (ends <= end + width)
        for shown, expected in ((left, before), (right, after)):
            assert tokenize(shown).forms == [tokens.vocabulary.forms[i] for i in tokens.term[expected]]


def test_bad_options(corpus: Corpus, hits: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown sort 'rigth'. Did you mean 'right'"):
        concordance(corpus, hits, sort="rigth")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UnknownNameError, match=r"Unknown context 'words'.*tokens"):
        concordance(corpus, hits, context="words")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="width"):
        concordance(corpus, hits, width=0)
    with pytest.raises(UnknownNameError, match=r"Unknown sort 'R10'.*L9"):
        concordance(corpus, hits, sort=["L1", "R10"])  # type: ignore[list-item]  # what is tested
    with pytest.raises(InputError, match="sort takes a key"):
        concordance(corpus, hits, sort=[])


def test_no_hits(corpus: Corpus, hits: pd.DataFrame, make_corpus: MakeCorpus, find: FindHits) -> None:
    for context in ("characters", "tokens", "sentence", "line", "article"):
        table = concordance(corpus, hits.iloc[:0], context=context)
        assert table.empty
        assert list(table.columns[:3]) == ["left", "node", "right"]
    nothing = make_corpus({})
    assert concordance(nothing, find(nothing, {("s", "c"): "x"})).empty


PARAGRAPHS = [
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine. "
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog, and "
    "a band of three played until the last of them had gone home to sleep.",
    "The governor said the blockade had cost the town a third of its people. Nobody, she said, would be turned away "
    "from the boats, whatever flag their ship had sailed under, and the harbour would never be closed again. On "
    "Sunday the bells rang for the first time since the winter, and the bakers gave away what little they had left.",
]


@pytest.mark.parametrize("context", ["characters", "tokens", "sentence", "line", "article"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_paragraph_broken_at_a_fixed_width_reads_as_one_line(context: Context, end: str) -> None:
    whole, broken = (
        corpus_from_texts({"a.txt": (end * 2).join(paragraphs)})
        for paragraphs in (PARAGRAPHS, [textwrap.fill(one, 70).replace("\n", end) for one in PARAGRAPHS])
    )
    read = [
        concordance(one, find_terms(one, ["ship", "the harbour", "said"]), context=context, width=12)
        for one in (whole, broken)
    ]
    assert lines(read[0]) == lines(read[1])
    assert len(read[0]) == 7
