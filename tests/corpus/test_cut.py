from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus import cut as module
from framescope.corpus.cut import cut_texts


def frame(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(texts, dtype="str"), "n_chars": [len(text) for text in texts]})


def test_pieces_by_hand() -> None:
    documents = frame(["“Ä” b", "not asked for", "plain"])
    bounds = np.array([[0, 1, 2, 3], [3, 4, 5, 5], [0, 2, 2, 5]])
    pieces = cut_texts(documents, np.array([0, 0, 2]), bounds).to_pylist()
    assert pieces == ["“", "Ä", "”", " ", "b", "", "pl", "", "ain"]


def test_nothing_is_cut_out_of_nothing() -> None:
    empty = np.empty((0, 2), dtype=np.int64)
    assert cut_texts(frame([]), empty[:, 0], empty).to_pylist() == []
    assert cut_texts(frame(["a"]), empty[:, 0], empty).to_pylist() == []


@given(data=st.data(), block=st.integers(1, 40))
def test_pieces_are_what_a_slice_of_the_text_is(data: st.DataObject, block: int) -> None:
    # Characters of one to four bytes, among them the first and last of each length; no lone surrogates.
    letters = st.sampled_from("a \n\x00\x7f\x80é\u07ff\u0800“€\ud7ff\uffff\U00010000😀\U0010ffff")
    texts = data.draw(st.lists(st.text(letters, max_size=30), min_size=1, max_size=5))
    rows = sorted(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)))
    bounds = [sorted(data.draw(st.lists(st.integers(0, len(texts[row])), min_size=4, max_size=4))) for row in rows]
    before = module._BLOCK
    try:
        module._BLOCK = block
        pieces = cut_texts(frame(texts), np.array(rows, np.int64), np.array(bounds, np.int64).reshape(-1, 4))
    finally:
        module._BLOCK = before
    assert pieces.to_pylist() == [
        texts[row][a:b] for row, at in zip(rows, bounds, strict=True) for a, b in pairwise(at)
    ]


def test_a_table_put_together_from_several() -> None:
    documents = pd.concat([frame(["ä1"]), frame(["b“2"])], ignore_index=True)
    assert documents["text"].array.__arrow_array__().num_chunks == 2
    assert cut_texts(documents, np.array([0, 1]), np.array([[1, 2], [1, 3]])).to_pylist() == ["1", "“2"]
