"""Tokens on disk: appended in steps or written at once, the bytes are the same."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.columns import token_columns
from framescope.corpus.labelled import label_documents
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.corpus.tokenstore import TokenWriter, open_tokens
from framescope.errors import InputError

_TEXT = st.text(alphabet="abÀÉßAB 12.,-’'\n\u00ad\u0301@ДД你🙂", max_size=40) | st.sampled_from(
    ["", "US and us", "Share this\n© 2017 Northern Post\n", "Straße STRASSE\n\nThe town fell. It did."]
)
COLUMNS = ("term", "start", "length", "article", "zone", "voice", "breaks", "documents")


def columns_of(texts: Sequence[str]) -> tuple[Tokens, int]:
    documents = label_documents({str(i): text for i, text in enumerate(texts)}, {})
    return token_columns(documents, np.zeros(len(documents.tokens.term), dtype=np.uint8)), len(documents.article_ids)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@settings(deadline=None)
@given(st.lists(st.lists(_TEXT, max_size=4), max_size=4), st.booleans())
def test_documents_added_in_steps_give_what_is_built_at_once(steps: list[list[str]], reopen: bool) -> None:
    with TemporaryDirectory() as name:
        in_steps, at_once = Path(name) / "steps", Path(name) / "once"
        writer = TokenWriter(in_steps)
        writer.append(*columns_of([]))
        for texts in steps:
            writer = TokenWriter(in_steps) if reopen else writer
            writer.append(*columns_of(texts))
        whole, n_articles = columns_of([text for texts in steps for text in texts])
        TokenWriter(at_once).append(whole, n_articles)
        assert written(in_steps) == written(at_once)
        opened = open_tokens(in_steps)
        for column in COLUMNS:
            np.testing.assert_array_equal(getattr(opened, column), getattr(whole, column), err_msg=column)
        assert opened.vocabulary.forms == whole.vocabulary.forms
        np.testing.assert_array_equal(opened.vocabulary.fold, whole.vocabulary.fold)


def test_articles_are_numbered_on_and_text_around_which_none_stands_has_none(tmp_path: Path) -> None:
    writer = TokenWriter(tmp_path)
    for text in ("The town fell in March.", "Share this\nLeave a Reply\n", "It rained for a week in April."):
        writer.append(*columns_of([text]))
    opened = open_tokens(tmp_path)
    assert [int(opened.article[i]) for i in opened.documents[:-1]] == [0, NO_ARTICLE, 1]


def test_what_a_broken_off_append_left_is_written_over(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        TokenWriter(folder).append(*columns_of(["One town."]))
    for name in ("term", "forms", "documents"):
        with (broken / name).open("ab") as file:
            file.write(b"\xff\xff\xff")
    assert open_tokens(broken).vocabulary.forms == open_tokens(whole).vocabulary.forms
    for folder in (whole, broken):
        TokenWriter(folder).append(*columns_of(["Two towns."]))
    assert written(whole) == written(broken)


def test_opening_decodes_nothing(tmp_path: Path) -> None:
    TokenWriter(tmp_path).append(*columns_of(["The town fell. The town rose."]))
    tokens = open_tokens(tmp_path)
    assert all(isinstance(getattr(tokens, name), np.memmap) for name in COLUMNS)
    assert "forms" not in vars(tokens.vocabulary)
    assert len(tokens.vocabulary) == 5
    assert tokens.vocabulary.forms == ("The", "the", "town", "fell", "rose")


def test_nothing_is_written_by_opening(tmp_path: Path) -> None:
    TokenWriter(tmp_path).append(*columns_of(["The town fell."]))
    before = written(tmp_path)
    for path in (*tmp_path.iterdir(), tmp_path):
        path.chmod(0o555)
    try:
        tokens = open_tokens(tmp_path)
        assert tokens.vocabulary.forms[tokens.term[1]] == "town"
        with pytest.raises(ValueError, match="read-only"):
            tokens.term[0] = 1
    finally:
        tmp_path.chmod(0o755)
    assert written(tmp_path) == before


def test_opened_tokens_go_to_another_process(tmp_path: Path) -> None:
    TokenWriter(tmp_path).append(*columns_of(["The town fell."]))
    again = pickle.loads(pickle.dumps(open_tokens(tmp_path)))  # noqa: S301  # our own bytes
    assert again.vocabulary.forms == ("The", "the", "town", "fell")
    assert again.term.tolist() == [0, 2, 3]


def test_tokens_of_another_tokenizer_are_refused_with_the_way_out(tmp_path: Path) -> None:
    TokenWriter(tmp_path).append(*columns_of(["The town fell."]))
    about = tmp_path / "tokens.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"tokenizer": "fs0"}))
    for use in (open_tokens, TokenWriter):
        with pytest.raises(InputError, match=r"tokenizer 'fs0'.*Build the corpus again"):
            use(tmp_path)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\x00")])
def test_a_damaged_column_is_named(tmp_path: Path, damage: object) -> None:
    TokenWriter(tmp_path).append(*columns_of(["The town fell."]))
    assert callable(damage)
    damage(tmp_path / "start")
    with pytest.raises(InputError, match=r"start: cannot be opened .*damaged.*read_corpus"):
        open_tokens(tmp_path)


def test_a_folder_without_tokens(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no saved tokens"):
        open_tokens(tmp_path)
