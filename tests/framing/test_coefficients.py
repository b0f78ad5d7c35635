"""Coefficients of agreement reproduce what their authors published."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from framescope.framing.coefficients import COEFFICIENTS, Ratings

Floats = npt.NDArray[np.float64]


def ratings(rows: list[str], categories: str) -> Ratings:
    """One row per coder, one character per unit, `*` where the coder skipped it."""
    codes = np.array([[categories.find(c) for c in row] for row in rows])
    counts = np.stack([(codes == k).sum(axis=0) for k in range(len(categories))], axis=1).astype(float)
    table = None
    if len(rows) == 2:
        both = (codes >= 0).all(axis=0)
        table = np.zeros((codes.shape[1], len(categories), len(categories)))
        table[np.flatnonzero(both), codes[0, both], codes[1, both]] = 1
    return Ratings(counts, table, np.arange(1.0, len(categories) + 1))


def value(name: str, given_: Ratings) -> float:
    coefficient = COEFFICIENTS[name]
    return float(coefficient.value(coefficient.parts(given_).sum(axis=0), given_))


def table_of(cells: list[list[int]]) -> Ratings:
    """A contingency table of two coders as ratings."""
    k = len(cells)
    pairs = [(i, j) for i in range(k) for j in range(k) for _ in range(cells[i][j])]
    table = np.zeros((len(pairs), k, k))
    for unit, (i, j) in enumerate(pairs):
        table[unit, i, j] = 1
    return Ratings(table.sum(axis=1) + table.sum(axis=2), table)


def test_krippendorff_alpha_wikipedia_matrix() -> None:
    """Matrix as in the docstring of the package `krippendorff`: nominal .691358, interval .810845."""
    rows = ["*****34121133*3", "1*213343*******", "**21344*21133*4"]
    given_ = ratings(rows, "1234")
    assert value("alpha_nominal", given_) == pytest.approx(0.691358, abs=1e-6)
    assert value("alpha_interval", given_) == pytest.approx(0.810845, abs=1e-6)


def test_krippendorff_alpha_four_coders_twelve_units() -> None:
    """Krippendorff (2011), pp. 6-8: nominal .743, ordinal .815, interval .849, ratio .797."""
    rows = [
        "123321412***",
        "123322412 5*3".replace(" ", ""),
        "*33323422 51*".replace(" ", ""),
        "123324412 51*".replace(" ", ""),
    ]
    given_ = ratings(rows, "12345")
    assert value("alpha_nominal", given_) == pytest.approx(0.743421052632, abs=1e-9)
    assert value("alpha_ordinal", given_) == pytest.approx(0.815, abs=5e-4)
    assert value("alpha_interval", given_) == pytest.approx(0.849107, abs=5e-7)
    assert value("alpha_ratio", given_) == pytest.approx(0.797, abs=5e-4)


def test_artstein_and_poesio_2008() -> None:
    """Their Table 2: observed .88, S .82, pi .79953 (the values that NLTK's agreement.py quotes), kappa .8013.

    For two coders who code every unit, Fleiss' kappa is Scott's pi. By hand: the coders use the categories
    52/46, 32/44 and 16/10 times of 100; pi expects .49² + .38² + .13² = .4014, kappa .2392 + .1408 + .016 = .396.
    """
    given_ = table_of([[46, 6, 0], [0, 32, 0], [0, 6, 10]])
    assert value("percent", given_) == pytest.approx(0.88)
    assert value("s_bennett", given_) == pytest.approx(0.82)
    assert value("kappa_fleiss", given_) == pytest.approx(0.79953, abs=5e-6)
    assert value("kappa_cohen", given_) == pytest.approx(0.484 / 0.604)


def test_ratio_alpha_takes_two_zeros_for_equal() -> None:
    """By hand: 0, 0 and 0, 1 and 1, 1: distances 0, 1, 0; pairs of 0 and 1 are 2 of 6 values' 2 * 3 * 3."""
    given_ = Ratings(np.array([[2.0, 0], [1, 1], [0, 2]]), None, np.array([0.0, 1.0]))
    assert value("alpha_ratio", given_) == pytest.approx(1 - 5 * 2 / 18)


def test_nltk_tiny_case() -> None:
    """NLTK, test_disagreement: two units, three coders and two: -1/3."""
    given_ = ratings(["YY", "NN", "N*"], "YN")
    assert value("alpha_nominal", given_) == pytest.approx(-1 / 3)


def test_fleiss_1971_psychiatric_diagnoses() -> None:
    """Fleiss (1971), p. 379: 30 patients, 6 raters, 5 categories: kappa .430, observed .5556."""
    rows = [
        "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
        "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
        "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
    ]  # fmt: skip
    counts = np.array([[row.count(c) for c in "12345"] for row in rows], dtype=float)
    assert value("percent", Ratings(counts)) == pytest.approx(0.5556, abs=5e-5)
    assert value("kappa_fleiss", Ratings(counts)) == pytest.approx(0.430, abs=5e-4)


def test_cohen_1960() -> None:
    """Cohen (1960), p. 45 in counts of 100: observed .70, expected .41, kappa .492."""
    agreed = table_of([[44, 5, 1], [7, 20, 3], [9, 5, 6]])
    assert value("percent", agreed) == pytest.approx(0.70)
    assert value("kappa_cohen", agreed) == pytest.approx(0.492, abs=5e-4)


def test_gwet_ac1_where_kappa_drops() -> None:
    """Ten units, 8 yes-yes, 1 no-no, 1 yes-no, worked by hand.

    Shares are .85 and .15, chance (.85 * .15 + .15 * .85) / 1 = .255, so AC1 = (.9 - .255) / .745 =
    .8658; Cohen's chance is .9 * .8 + .1 * .2 = .74, so kappa = .16 / .26 = .6154.
    """
    given_ = table_of([[8, 1], [0, 1]])
    assert value("ac1_gwet", given_) == pytest.approx(0.645 / 0.745)
    assert value("kappa_cohen", given_) == pytest.approx(0.16 / 0.26)


def test_krippendorff_1995_digitised_continua() -> None:
    """Krippendorff (1995), p. 57, cut into 24 equal pieces: kappa .385 and .314, alpha .329."""
    bertha, bill = "001111111100001111110000", "000011110000000110000000"
    assert value("kappa_cohen", ratings([bertha, bill], "01")) == pytest.approx(0.385, abs=1e-3)
    assert value("alpha_nominal", ratings([bertha, bill], "01")) == pytest.approx(0.329, abs=1e-3)
    gerret, gill = "001111110011001111001100", "110011110011110011001100"
    assert value("kappa_cohen", ratings([gerret, gill], "01")) == pytest.approx(0.314, abs=1e-3)


def test_one_disagreement_among_many_of_a_kind() -> None:
    """Krippendorff: with one deviating value among many equal ones, alpha is 0 (o-P-o/disagree #7)."""
    assert value("alpha_nominal", ratings(["3" * 10, "3" * 9 + "1"], "13")) == pytest.approx(0.0)


def test_a_single_category_leaves_nothing_to_agree_on() -> None:
    assert np.isnan(value("alpha_nominal", ratings(["111", "111"], "12")))


coded = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from("abc*"), min_size=coders, max_size=coders).map("".join), min_size=2, max_size=12
    )
)


@given(coded)
def test_alpha_is_nltk_s(units: list[str]) -> None:
    rows = ["".join(column) for column in zip(*units, strict=True)]
    kept = [unit for unit in units if len(unit.replace("*", "")) > 1]
    given_ = ratings(rows, "abc")
    ours = value("alpha_nominal", given_)
    used = {c for unit in kept for c in unit} - {"*"}
    if len(used) < 2:
        assert np.isnan(ours)
        return
    triples = [(str(i), str(u), c) for u, unit in enumerate(kept) for i, c in enumerate(unit) if c != "*"]
    assert ours == pytest.approx(AnnotationTask(data=triples).alpha())


@given(coded, st.permutations(range(3)))
def test_names_of_categories_do_not_matter(units: list[str], order: list[int]) -> None:
    rows = ["".join(column) for column in zip(*units, strict=True)]
    one, other = ratings(rows, "abc"), ratings(rows, "".join("abc"[i] for i in order))
    for name in ("percent", "alpha_nominal", "kappa_fleiss", "ac1_gwet"):
        assert value(name, one) == pytest.approx(value(name, other), nan_ok=True)


@given(coded)
def test_full_agreement_is_one(units: list[str]) -> None:
    same = [unit[0].replace("*", "a") * len(unit) for unit in units]
    given_ = ratings(["".join(column) for column in zip(*same, strict=True)], "abc")
    for name in ("percent", "alpha_nominal", "kappa_fleiss", "ac1_gwet"):
        assert value(name, given_) == pytest.approx(1.0) or (name != "percent" and len({u[0] for u in same}) == 1)
