import numpy as np
import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.classifier.folds import Folds

TEXTS = pd.Series(["war war town", "war peace town", "peace town town", "river town town"])
LABELS = pd.DataFrame({"war": [True, True, False, False]})


def test_pmi_by_hand() -> None:
    """Of 6 tokens inside the frame 3 are `war`, of 12 in all 3: log2((3 / 6) / (3 / 12)) = 1; `town` less than 0."""
    table = fs.frame_words(TEXTS, LABELS, max_share=1.0)
    assert table.to_numpy().tolist() == [["war", "war", 1.0, 2, 3]]


def test_words_in_too_many_texts_are_left_out() -> None:
    assert fs.frame_words(TEXTS, LABELS, max_share=0.4).empty


def test_salience_by_hand() -> None:
    """Outlet a: both its texts are framed, p(f) = p(g) = p(f, g) = 1/2: npmi = log 2 / log 2 = 1; b never."""
    table = fs.frame_salience(LABELS, pd.Series(["a", "a", "b", "b"]))
    assert table[["group", "npmi", "n_both"]].to_numpy().tolist() == [["a", 1.0, 2], ["b", -1.0, 0]]
    mixed = fs.frame_salience(LABELS, pd.Series(["a", "b", "a", "b"]))
    assert mixed["npmi"].tolist() == pytest.approx([0, 0])


def test_the_length_of_the_list_is_chosen_inside_the_folds() -> None:
    war = np.arange(60) % 2 == 0
    texts = [f"town river bread {'shells fell' if yes else 'talks began'}" for yes in war]
    index = pd.RangeIndex(60)
    predictions = fs.cross_validate_frames(
        pd.DataFrame({"all": texts}, index=index),
        pd.DataFrame({"war": war}, index=index),
        pd.Series(np.arange(60), index=index),
        models=["pmi words"],
        folds=Folds(3, 3),
    )
    ours = predictions[predictions["model"] == "pmi words"]
    assert (ours["predicted"] == ours["actual"]).all()
    assert set(ours["setting"]) <= {50, 100, 250, 500}


def test_a_frame_in_no_text_is_refused() -> None:
    with pytest.raises(FramescopeError, match="is in 0 of 4 texts"):
        fs.frame_words(TEXTS, LABELS & False)
