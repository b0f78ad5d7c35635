import numpy as np
import pandas as pd
import pytest

from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.quality import VOICE_CLASSES, Quality, voice_quality, with_voice_quality
from framescope.schema import CODER_KINDS, VOICES


def quality(*articles: list[list[int]], classes: tuple[str, ...] = ("own", "quoted")) -> Quality:
    return Quality(classes, np.array(articles, np.int64), "two articles", "human")


def test_precision_and_recall_by_hand() -> None:
    # In both articles together: 80 own as own, 10 own as quoted, 20 quoted as own, 60 quoted as quoted.
    table = quality([[50, 10], [20, 0]], [[30, 0], [0, 60]]).table.set_index("voice")
    assert table.loc["own", "precision"] == pytest.approx(80 / 100)
    assert table.loc["own", "recall"] == pytest.approx(80 / 90)
    assert table.loc["quoted", "precision"] == pytest.approx(60 / 70)
    assert table.loc["quoted", "recall"] == pytest.approx(60 / 80)
    assert table.loc["quoted", "f1"] == pytest.approx(2 * 60 / (70 + 80))
    assert table.loc["attributed", "precision"] == pytest.approx(60 / 70)
    assert list(table.loc["quoted", ["n_annotated", "n_given", "n_articles"]]) == [80, 70, 2]


def test_attributed_takes_all_but_the_first_class_together() -> None:
    found = quality([[50, 0, 0], [10, 20, 5], [0, 5, 10]], classes=("own", "quoted", "reported"))
    row = found.table.set_index("voice").loc["attributed"]
    assert row["recall"] == pytest.approx(40 / 50)
    assert row["precision"] == 1


def test_the_statement_says_where_and_by_whom() -> None:
    said = quality([[80, 10], [20, 60]]).statement
    assert "own .80 and .89" in said
    assert said.endswith("Measured on two articles, annotated by a human.")
    assert "quoted unknown and .00" in quality([[80, 0], [20, 0]]).statement


def test_what_cannot_be_a_measurement_is_refused() -> None:
    with pytest.raises(InputError, match="no token was annotated as quoted"):
        quality([[5, 1], [0, 0]])
    with pytest.raises(InputError, match="counts from 0 on"):
        quality([[5, -1], [0, 1]])
    with pytest.raises(InputError, match=r"articles x 3 x 3 for 3 classes; not \(1, 2, 2\)"):
        quality([[5, 1], [0, 1]], classes=("a", "b", "c"))


def test_the_package_knows_its_own_quality() -> None:
    found = voice_quality()
    assert found.classes == tuple(VOICE_CLASSES)
    assert found.coder_kind in CODER_KINDS
    assert len(found.tokens) >= 15
    assert found.tokens.sum() > 5_000


def test_every_voice_that_is_assessed_is_in_one_class() -> None:
    assert sorted(voice for voices in VOICE_CLASSES.values() for voice in voices) == sorted(
        set(VOICES) - {"unassessed"}
    )


def test_voices_taken_together_by_hand() -> None:
    # own 70 right of 100 annotated; 20 of it given as reported, 10 as quoted. reported: 40 right of 50, 10 as own.
    found = quality([[70, 10, 20], [0, 30, 0], [10, 0, 40]], classes=("own", "quoted", "reported"))
    assert found.of(["own", "scare"]) == pytest.approx((70 / 80, 70 / 100))
    # outside quotation marks: own and reported mixed up do not matter. Right 70 + 20 + 10 + 40 of 150, given 140.
    assert found.of(["own", "scare", "reported"]) == pytest.approx((140 / 140, 140 / 150))
    assert np.isnan(found.of(["scare"])).all()
    assert np.isnan(found.of(["own", "unassessed"])).all()


def test_a_table_of_some_voices_says_how_well_they_are_found() -> None:
    measured = voice_quality()
    plain = pd.DataFrame({"count": [1, 2]})
    assert with_voice_quality(plain) is plain
    read = with_voice_quality(plain, View(voice=("own", "reported")))
    assert read["voice_precision"].tolist() == [measured.of(["own", "reported"])[0]] * 2
    by_voice = with_voice_quality(plain.assign(voice=["quoted", "scare"]))
    assert by_voice["voice_recall"].tolist()[0] == measured.of(["quoted"])[1]
    assert np.isnan(by_voice["voice_recall"].tolist()[1])
