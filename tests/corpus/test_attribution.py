import numpy as np
import pandas as pd

from framescope import schema
from framescope.corpus.attribution import NO_QUOTATION, quotation_of_tokens, speakers_at
from framescope.corpus.build import corpus_from_texts
from framescope.corpus.model import Corpus

# By hand: He said they “fled” . A “so-called” leader  ->  he 0 said 1 they 2 fled 3 a 4 so-called 5 leader 6
TEXT = "He said they “fled”. A “so-called” leader."


def corpus_of(*rows: dict[str, object], voices: dict[int, str]) -> Corpus:
    corpus = corpus_from_texts({"a": TEXT})
    base = dict.fromkeys(schema.QUOTATIONS.columns) | {"article_id": "a#0", "zone": "body", "group": 0}
    frame = pd.DataFrame([base | {"unclosed": False} | row for row in rows], columns=list(schema.QUOTATIONS.columns))
    frame[["outer_start", "outer_end"]] = frame[["start", "end"]]
    corpus.tokens.voice[:] = schema.VOICES.index("own")
    for token, voice in voices.items():
        corpus.tokens.voice[token] = schema.VOICES.index(voice)
    return Corpus({**corpus.tables, "quotations": schema.QUOTATIONS.frame(frame)}, corpus.tokens, corpus.digest)


def span(text: str) -> dict[str, object]:
    return {"start": TEXT.index(text), "end": TEXT.index(text) + len(text)}


def test_marks_inside_indirect_speech_have_their_own_row() -> None:
    corpus = corpus_of(
        {"kind": "indirect", "speaker_name": "Anna", **span("they “fled")},
        {"kind": "speech", "speaker_name": "Anna", **span("fled")},
        voices={2: "reported", 3: "quoted"},
    )
    assert quotation_of_tokens(corpus).tolist() == [-1, -1, 0, 1, -1, -1, -1]
    assert speakers_at(corpus, np.array([2, 3, 4, 0])) == ["Anna", "Anna", None, None]


def test_a_term_in_marks_belongs_to_nobody() -> None:
    corpus = corpus_of({"kind": "term", "speaker_name": "Anna", **span("so-called")}, voices={})
    assert (quotation_of_tokens(corpus) == NO_QUOTATION).all()


def test_tokens_of_other_documents_are_left_alone() -> None:
    corpus = corpus_from_texts({"a": "“We left,” said Ann.", "b": "Nothing said here.", "c": "“We stayed,” said Bo."})
    row = quotation_of_tokens(corpus)
    quoted = corpus.tokens.voice == schema.VOICES.index("quoted")
    assert quoted.sum() == 4
    assert (row[quoted] >= 0).all()
    assert set(corpus.quotations["article_id"].iloc[row[quoted][:2]].astype("str")) == {"a#0"}
    assert set(corpus.quotations["article_id"].iloc[row[quoted][2:]].astype("str")) == {"c#0"}


def test_a_corpus_without_quotations() -> None:
    corpus = corpus_from_texts({"a": "Nothing said here."})
    assert quotation_of_tokens(corpus).tolist() == [-1, -1, -1]
    assert speakers_at(corpus, np.array([0])) == [None]
