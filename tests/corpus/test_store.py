import dataclasses
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import framescope as fs
from framescope.errors import InputError
from framescope.schema import CORPUS_TABLES


def test_a_saved_corpus_is_the_same_corpus(tmp_path: Path) -> None:
    corpus = fs.read_corpus("seeds")
    corpus.save(tmp_path / "saved")
    opened = fs.load_corpus(tmp_path / "saved")
    for name in CORPUS_TABLES:
        pd.testing.assert_frame_equal(opened.tables[name], corpus.tables[name])
    for field in dataclasses.fields(corpus.tokens):
        if field.name not in ("vocabulary", "tokenizer"):
            np.testing.assert_array_equal(getattr(opened.tokens, field.name), getattr(corpus.tokens, field.name))
    assert opened.tokens.vocabulary.forms == corpus.tokens.vocabulary.forms
    assert opened.digest == corpus.digest


def test_saving_again_replaces_it(tmp_path: Path) -> None:
    fs.corpus_from_texts({"a": "One word."}).save(tmp_path / "saved")
    fs.corpus_from_texts({"b": "Two words."}).save(tmp_path / "saved")
    assert fs.load_corpus(tmp_path / "saved").documents["document_id"].tolist() == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["saved"]


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(InputError, match="holds files that are not a saved corpus"):
        fs.corpus_from_texts({"a": "One word."}).save(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "precious"


def test_opening_what_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no saved corpus"):
        fs.load_corpus(tmp_path)


def test_another_tokenizer_is_refused_with_the_way_out(tmp_path: Path) -> None:
    fs.corpus_from_texts({"a": "One word."}).save(tmp_path / "saved")
    about = tmp_path / "saved" / "corpus.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"tokenizer": "fs0"}))
    with pytest.raises(InputError, match=r"tokenizer 'fs0'.*Build it again from its sources with read_corpus"):
        fs.load_corpus(tmp_path / "saved")


def test_a_corpus_without_a_word(tmp_path: Path) -> None:
    fs.corpus_from_texts({"a": "..."}).save(tmp_path / "saved")
    opened = fs.load_corpus(tmp_path / "saved")
    assert len(opened.tokens) == 0
    assert len(opened.lines) == 1


def test_a_corpus_that_was_saved_over_is_not_mixed_with_the_new_one(tmp_path: Path) -> None:
    fs.corpus_from_texts({"a": "One word."}).save(tmp_path / "saved")
    opened = fs.load_corpus(tmp_path / "saved")
    fs.corpus_from_texts({"b": "Two words."}).save(tmp_path / "saved")
    with pytest.raises(InputError, match="another corpus was saved here since it was opened"):
        _ = opened.articles
    assert opened.tokens.vocabulary.forms == ("One", "one", "word")


def test_saving_an_opened_corpus_over_itself(tmp_path: Path) -> None:
    fs.corpus_from_texts({"a": "One word."}).save(tmp_path / "saved")
    opened = fs.load_corpus(tmp_path / "saved")
    opened.save(tmp_path / "saved")
    assert fs.load_corpus(tmp_path / "saved").articles["article_id"].tolist() == ["a#0"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"saved: cannot be written \(.*\)\. Name a folder you may write to"):
        fs.corpus_from_texts({"a": "One word."}).save(tmp_path / "file" / "saved")
