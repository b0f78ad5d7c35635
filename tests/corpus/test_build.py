import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope as fs
from framescope import schema
from framescope.errors import InputError

MESS = st.text(
    alphabet=st.one_of(st.sampled_from("ab AB.,\n\r“”\"'‘’–-\u00a0\u200b#*<>©@:1290"), st.characters(codec="utf-8")),
    max_size=300,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MESS, min_size=1, max_size=3))
def test_any_text_gives_a_corpus_whose_tables_keep_the_contract(texts: list[str]) -> None:
    corpus = fs.corpus_from_texts({str(i): text for i, text in enumerate(texts)})
    for name in schema.CORPUS_TABLES:
        table = schema.TABLES[name]
        pd.testing.assert_frame_equal(corpus.tables[name], table.frame(corpus.tables[name]))
    for i, text in enumerate(texts):
        lines = corpus.lines[corpus.lines["document_id"] == str(i)]
        assert "".join(text[a:b] for a, b in lines[["start", "end"]].itertuples(index=False)) == text
    tokens = corpus.tokens
    for row, text in enumerate(texts):
        for k in range(tokens.documents[row], tokens.documents[row + 1]):
            start = int(tokens.start[k])
            assert text[start : start + int(tokens.length[k])].strip()
    assert tokens.article.min(initial=0) >= -1
    assert tokens.article.max(initial=-1) < len(corpus.articles)
    offsets = corpus.quotations[["outer_start", "start", "end", "outer_end"]].to_numpy()
    assert (np.diff(offsets, axis=1) >= 0).all()


def test_the_order_of_documents_changes_no_table_but_its_order() -> None:
    texts = dict(fs.read_corpus("seeds").documents[["document_id", "text"]].to_numpy())
    forward = fs.corpus_from_texts(texts)
    backward = fs.corpus_from_texts(dict(reversed(texts.items())))
    for name in ("lines", "marks", "articles", "quotations", "evidence"):
        key = "document_id" if name in ("lines", "marks", "evidence") else "article_id"
        first, second = (
            corpus.tables[name].astype(object).sort_values(key, kind="stable").reset_index(drop=True)
            for corpus in (forward, backward)
        )
        pd.testing.assert_frame_equal(first, second)


def test_two_documents_of_one_id_are_refused() -> None:
    rows = fs.corpus_from_texts({"a": "One."}).documents
    with pytest.raises(InputError, match="Two documents have the id 'a'"):
        fs.build_corpus(pd.concat([rows, rows]))


def test_another_language_is_unassessed_never_own() -> None:
    german = (
        "Der Bürgermeister eröffnete am Montag die neue Brücke über den Fluss. „Wir haben lange darauf gewartet“, "
        "sagte er vor den Gästen, die aus der ganzen Umgebung gekommen waren, um das Bauwerk zu sehen."
    )
    corpus = fs.corpus_from_texts(
        {"de": german, "en": "The mayor opened the bridge. “We waited for it,” he said of the work. " * 3}
    )
    assert corpus.articles["language"].tolist() == ["de", "en"]
    voices = [set(np.array(schema.VOICES)[corpus.tokens.voice[corpus.tokens.article == n]]) for n in (0, 1)]
    assert voices[0] == {"unassessed"}
    assert "unassessed" not in voices[1]


def test_phrases_do_not_run_from_a_heading_into_the_body() -> None:
    corpus = fs.read_corpus("seeds")
    zone = corpus.tokens.zone
    kinds = {schema.ZONES.index(kind) for kind in ("title", "heading", "body")}
    inside = np.array([a in kinds and b in kinds for a, b in itertools.pairwise(zone)])
    changes = inside & (zone[:-1] != zone[1:])
    assert changes.any()
    assert corpus.tokens.breaks[1:][changes].all()


def test_a_page_s_text_keeps_short_lines_that_a_text_file_of_the_same_words_would_lose(tmp_path: Path) -> None:
    words = " ".join(f"The ship with the number {n} left the harbour before dawn." for n in range(9))
    code = [f"ship_{n} = harbour.open({n})" for n in range(30)]
    blocks = [words, words.replace("dawn", "noon"), "Advertisement", *code]
    (tmp_path / "a.html").write_text(
        "<html><body><article>" + "".join(f"<p>{block}</p>" for block in blocks) + "</article></body></html>"
    )
    corpus = fs.read_corpus(tmp_path)
    assert corpus.documents["decoding"].str.contains("extract").all()
    text = corpus.documents["text"].iloc[0]
    counted = [text[a:b].strip() for a, b, kind in corpus.lines[["start", "end", "kind"]].to_numpy() if kind == "body"]
    assert set(code) <= set(counted)
