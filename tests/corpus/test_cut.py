import pickle
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus import cut as module
from framescope.corpus.cut import Texts


def column(texts: list[str]) -> "pd.Series[str]":
    return pd.Series(texts, dtype="str")


def test_pieces_by_hand() -> None:
    texts = Texts(column(["“Ä” b", "not asked for", "plain"]))
    bounds = np.array([[0, 1, 2, 3], [3, 4, 5, 5], [0, 2, 2, 5]])
    for _ in range(2):  # what is known of a part is used again
        pieces = texts.cut(np.array([0, 0, 2]), bounds).to_pylist()
        assert pieces == ["“", "Ä", "”", " ", "b", "", "pl", "", "ain"]


def test_pieces_of_several_rows_may_overlap_or_lie_within_one_another() -> None:
    bounds = np.array([[0, 1, 6], [2, 3, 4], [3, 3, 6], [3, 5, 6]])
    pieces = Texts(column(["äbcdef"])).cut(np.zeros(4, np.int64), bounds).to_pylist()
    assert pieces == ["ä", "bcdef", "c", "d", "", "def", "de", "f"]


def test_nothing_is_cut_out_of_nothing() -> None:
    empty = np.empty((0, 2), dtype=np.int64)
    assert Texts(column([])).cut(empty[:, 0], empty).to_pylist() == []
    assert Texts(column(["a"])).cut(empty[:, 0], empty).to_pylist() == []
    assert Texts(column([""])).cut(np.array([0]), np.array([[0, 0]])).to_pylist() == [""]


@given(data=st.data(), documents=st.integers(1, 4), kept=st.sampled_from([0.0, 1.0]))
def test_pieces_are_what_a_slice_of_the_text_is(data: st.DataObject, documents: int, kept: float) -> None:
    # Characters of one to four bytes, among them the first and last of each length; no lone surrogates.
    letters = st.sampled_from("a \n\x00\x7f\x80é\u07ff\u0800“€\ud7ff\uffff\U00010000😀\U0010ffff")
    texts = data.draw(st.lists(st.text(letters, max_size=30), min_size=1, max_size=9))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_DOCUMENTS", documents)
        patch.setattr(module, "_KEPT", kept)
        stored = Texts(column(texts))
        for _ in range(2):
            rows = sorted(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)))
            bounds = [
                sorted(data.draw(st.lists(st.integers(0, len(texts[row])), min_size=4, max_size=4))) for row in rows
            ]
            pieces = stored.cut(np.array(rows, np.int64), np.array(bounds, np.int64).reshape(-1, 4))
            slices = [texts[row][a:b] for row, at in zip(rows, bounds, strict=True) for a, b in pairwise(at)]
            assert pieces.to_pylist() == slices


def test_a_column_put_together_from_several() -> None:
    several = pd.concat([column(["ä1"]), column(["b“2", "c"])], ignore_index=True)
    assert pa.array(several.array).num_chunks == 2
    assert Texts(several).cut(np.array([0, 1]), np.array([[1, 2], [1, 3]])).to_pylist() == ["1", "“2"]


def test_it_goes_to_another_process() -> None:
    texts = Texts(column(["“a”"]))
    assert texts.cut(np.array([0]), np.array([[1, 2]])).to_pylist() == ["a"]
    again = pickle.loads(pickle.dumps(texts))  # noqa: S301  # our own
    assert again.cut(np.array([0]), np.array([[1, 3]])).to_pylist() == ["a”"]
