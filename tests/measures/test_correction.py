import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.measures.correction import corrected_shares
from framescope.measures.quality import Quality
from framescope.measures.resample import ResamplingOptions

FEW: ResamplingOptions = {"n_resamples": 100}


def quality(chances: list[list[float]], n_articles: int = 1, size: int = 1000) -> Quality:
    """Annotated articles in each of which the rules confuse the same share of `size` tokens a class."""
    counts = np.rint(np.array(chances) * size).astype(np.int64)
    names = ("own", "quoted", "reported")[: len(chances)]
    return Quality(names, np.tile(counts, (n_articles, 1, 1)), "made-up articles", "human")


def counted(rows: list[list[int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["own", "quoted", "reported"][: len(rows[0])])


def test_two_classes_by_hand() -> None:
    # Rogan and Gladen: sensitivity .8 and specificity .9 for quoted, given share .31:
    # (.31 + .9 - 1) / (.8 + .9 - 1) = .21 / .7 = .3
    table = corrected_shares(counted([[690, 310]]), quality([[0.9, 0.1], [0.2, 0.8]]), **FEW)
    assert table["share"].tolist() == [0.69, 0.31]
    assert table["corrected"].tolist() == pytest.approx([0.7, 0.3])
    assert table["n_tokens"].tolist() == [1000, 1000]


def test_three_classes_by_hand() -> None:
    # True shares .5, .2, .3; given: own .5*.9 + .3*.4 = .57, quoted .2, reported .5*.1 + .3*.6 = .23.
    confused = quality([[0.9, 0, 0.1], [0, 1, 0], [0.4, 0, 0.6]])
    table = corrected_shares(counted([[57, 20, 23]]), confused, **FEW)
    assert table["corrected"].tolist() == pytest.approx([0.5, 0.2, 0.3])


def test_what_lies_below_zero_is_set_to_zero_and_marked() -> None:
    # (.05 + .9 - 1) / .7 < 0: fewer words are given than the rules give by mistake alone.
    table = corrected_shares(counted([[950, 50]]), quality([[0.9, 0.1], [0.2, 0.8]]), **FEW)
    assert table["corrected"].tolist() == [1.0, 0.0]
    assert table["clipped"].all()


shares = st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any)


@settings(max_examples=25, deadline=None)
@given(st.lists(shares, min_size=1, max_size=4))
def test_a_perfect_detector_changes_nothing(rows: list[list[int]]) -> None:
    table = corrected_shares(counted(rows), quality(np.eye(3).tolist()), **FEW)
    assert table["corrected"].tolist() == pytest.approx(table["share"].tolist())
    assert table["detector_low"].tolist() == pytest.approx(table["share"].tolist())


@settings(max_examples=25, deadline=None)
@given(shares, st.lists(st.integers(1, 50), min_size=9, max_size=9))
def test_shares_stay_shares_whatever_is_confused(row: list[int], cells: list[int]) -> None:
    confused = Quality(("own", "quoted", "reported"), np.array(cells).reshape(1, 3, 3), "x", "human")
    table = corrected_shares(counted([row]), confused, **FEW)
    known = table["corrected"].dropna()
    assert known.between(0, 1).all()
    assert known.empty or known.sum() == pytest.approx(1)


def test_the_interval_needs_stories_and_the_detector_alone_does_not() -> None:
    confused = Quality(
        ("own", "quoted"), np.array([[[80, 20], [10, 90]], [[95, 5], [30, 70]]] * 10), "made-up articles", "human"
    )
    few = corrected_shares(counted([[60, 40]] * 14), confused, **FEW)
    assert few["low"].isna().all()
    assert set(few["reason"]) == {"14 stories; an interval needs at least 15"}
    assert (few["detector_low"] < few["corrected"]).all()
    assert (few["detector_high"] > few["corrected"]).all()
    enough = corrected_shares(counted([[60, 40], [20, 80], [90, 10]] * 5), confused, **FEW)
    assert enough["estimable"].all()
    # Two sources of error make a wider interval than one.
    assert ((enough["high"] - enough["low"]) > (enough["detector_high"] - enough["detector_low"])).all()


def test_the_same_seed_gives_the_same_interval() -> None:
    confused = quality([[0.9, 0.1], [0.2, 0.8]], n_articles=20)
    rows = counted([[60, 40], [20, 80], [90, 10]] * 5)
    pd.testing.assert_frame_equal(corrected_shares(rows, confused), corrected_shares(rows, confused))
    assert not corrected_shares(rows, confused, seed=1).equals(corrected_shares(rows, confused))


def test_coverage_in_a_simulation() -> None:
    """60 worlds of 40 stories and 25 annotated articles whose quality varies: 95 % intervals hold the truth.

    With coverage of .95, 51 or fewer of 60 have a chance below one in a thousand; below .85 something is wrong.
    """
    rng = np.random.default_rng(5)
    true = np.array([0.55, 0.15, 0.30])
    chance = np.array([[0.95, 0.0, 0.05], [0.02, 0.97, 0.01], [0.30, 0.0, 0.70]])
    held = 0
    for world in range(60):

        def draw(n: int) -> np.ndarray:
            # Stories differ in what they are made of, and in how well the rules serve them.
            made = rng.dirichlet(true * 12, n)
            rules = np.array([[rng.dirichlet(row * 40 + 1e-3) for row in chance] for _ in range(n)])
            sizes = rng.integers(200, 600, n)
            annotated = np.array([rng.multinomial(size, share) for size, share in zip(sizes, made, strict=True)])
            return np.array(
                [
                    [rng.multinomial(k, p) for k, p in zip(a, r, strict=True)]
                    for a, r in zip(annotated, rules, strict=True)
                ]
            )

        gold, texts = draw(25), draw(40)
        found = corrected_shares(
            counted(texts.sum(axis=1).tolist()),
            Quality(("own", "quoted", "reported"), gold, "made-up articles", "human"),
            n_resamples=400,
            seed=world,
        )
        held += bool((found["low"][2] <= true[2]) and (true[2] <= found["high"][2]))
    assert held >= 52


def test_rules_that_tell_nothing_apart_have_no_correction() -> None:
    table = corrected_shares(counted([[60, 40]] * 20), quality([[0.5, 0.5], [0.5, 0.5]]), **FEW)
    assert table["corrected"].isna().all()
    assert set(table["reason"]) == {"the rules do not tell the classes apart in the annotated articles"}
    assert table["share"].tolist() == [0.6, 0.4]


def test_nothing_to_count_in() -> None:
    table = corrected_shares(counted([[0, 0]] * 3), quality([[0.9, 0.1], [0.2, 0.8]]), **FEW)
    assert set(table["reason"]) == {"nothing to count in"}
    assert table[["share", "corrected", "low"]].isna().all(axis=None)


def test_bad_input() -> None:
    confused = quality([[0.9, 0.1], [0.2, 0.8]])
    with pytest.raises(InputError, match="classes own, quoted; reported is missing or none of them"):
        corrected_shares(counted([[1, 2, 3]]), confused)
    with pytest.raises(InputError, match="whole numbers from 0 on"):
        corrected_shares(pd.DataFrame({"own": [0.5], "quoted": [1]}), confused)
    with pytest.raises(InputError, match="percentiles; leave out interval='bca'"):
        corrected_shares(counted([[1, 2]]), confused, interval="bca")
