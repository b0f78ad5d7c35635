"""Agreement on spans reproduces Krippendorff's worked examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.framing.unitizing import BOUNDARIES, LABELS, span_agreement


def spans(rows: list[tuple[str, str, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["coder", "category", "start", "end"])


# Krippendorff (2004), p. 254: two observers, a text from 150 to 450, here moved to 0.
EXAMPLE_2004 = spans(
    [
        ("i", "c", 75, 145), ("i", "c", 220, 250),
        ("j", "c", 70, 150), ("j", "c", 205, 225), ("j", "c", 250, 270),
        ("i", "k", 30, 90), ("i", "k", 150, 200),
        ("j", "k", 30, 90), ("j", "k", 150, 200),
    ]
)  # fmt: skip


def row(table: pd.DataFrame, category: str) -> dict[str, float]:
    return {str(name): value for name, value in table[table["category"] == category].iloc[0].items()}


def test_krippendorff_2004_category_c() -> None:
    """Observed by hand: (50 + 850 + 400) * 2 / (2 * 300 ** 2) = .0144; expected .0532; alpha .7286."""
    c = row(span_agreement(EXAMPLE_2004, length=300), "c")
    assert c["observed"] == pytest.approx(2600 / 180000)
    assert c["expected"] == pytest.approx(0.0532, abs=5e-5)
    assert c["value"] == pytest.approx(0.7286, abs=1e-4)


def test_krippendorff_2004_category_k_and_all() -> None:
    table = span_agreement(EXAMPLE_2004, length=300)
    k = row(table, "k")
    assert (k["observed"], k["value"]) == (0, 1)
    assert k["expected"] == pytest.approx(0.0490, abs=5e-5)
    assert row(table, "(all)")["value"] == pytest.approx(0.8591, abs=5e-4)


BERTHA_AND_BILL = [("i", 2, 10), ("i", 14, 20), ("j", 4, 8), ("j", 15, 17)]
GERRET_AND_GILL = [(c, a, b) for c, a, b in [("i", 2, 8), ("i", 10, 12), ("i", 14, 18), ("i", 20, 22), ("j", 0, 2),
                                             ("j", 4, 8), ("j", 10, 14), ("j", 16, 18), ("j", 20, 22)]]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "observed", "alpha"), [(BERTHA_AND_BILL, 0.03125, 0.553), (GERRET_AND_GILL, 0.02777, 0.679)]
)
def test_krippendorff_1995_continua(marks: list[tuple[str, int, int]], observed: float, alpha: float) -> None:
    """P. 57 and 61; alpha for a length that grows without limit (1,200,000), D_e has a misprint there: +-.02."""
    stretch = 50_000
    table = span_agreement(
        spans([(coder, "x", a * stretch, b * stretch) for coder, a, b in marks]), length=24 * stretch
    )
    assert row(table, "x")["observed"] == pytest.approx(observed, abs=1e-5)
    assert row(table, "x")["value"] == pytest.approx(alpha, abs=0.02)


def test_boundaries_and_labels_are_told_apart() -> None:
    """The same three stretches, one called otherwise: boundaries agree fully, labels do not.

    By hand: of 30 characters, 20 are a-a and 10 are a-b. Coincidences: aa 40, ab and ba 10 each, n = 60, n_a =
    50, n_b = 10; alpha = 1 - 59 * 20 / (2 * 50 * 10) = -.18.
    """
    table = span_agreement(
        spans(
            [(c, "a", 0, 10) for c in "ij"]
            + [(c, "a", 20, 30) for c in "ij"]
            + [("i", "a", 40, 50), ("j", "b", 40, 50)]
        ),
        length=100,
    )
    assert row(table, BOUNDARIES)["value"] == 1
    assert row(table, LABELS)["value"] == pytest.approx(1 - 59 * 20 / 1000)


def test_a_coder_who_marked_nothing_counts() -> None:
    """By hand: one span of 10 in 100 characters, missed: 2 * 10 ** 2 / (2 * 100 ** 2) = .01."""
    table = span_agreement(spans([("i", "a", 10, 20)]), length=100, coders=["i", "j"])
    assert row(table, "a")["observed"] == pytest.approx(0.01)
    assert row(table, "a")["value"] < 0.1


cuts = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(sorted)


@given(cuts, cuts)
def test_order_of_coders_does_not_matter_and_alpha_is_at_most_one(a: list[int], b: list[int]) -> None:
    rows = [(c, "x", p, q) for c, at in (("i", a), ("j", b)) for p, q in zip(at[::2], at[1::2], strict=False)]
    swapped = [({"i": "j", "j": "i"}[c], x, p, q) for c, x, p, q in rows]
    one, other = (row(span_agreement(spans(r), length=61, coders=["i", "j"]), "x")["value"] for r in (rows, swapped))
    assert one == pytest.approx(other)
    assert one <= 1


@given(cuts)
def test_the_same_marks_agree_fully(at: list[int]) -> None:
    rows = [(c, "x", p, q) for c in "ijk" for p, q in zip(at[::2], at[1::2], strict=False)]
    table = span_agreement(spans(rows), length=61)
    assert row(table, "x")["observed"] == 0
    assert np.isnan(row(table, LABELS)["value"])  # one label leaves nothing to agree on


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("i", "a", 0, 5)], "at least two coders"),
        ([("i", "a", 0, 5), ("j", "a", 3, 101)], "does not lie in a text of length 100"),
        ([("i", "a", 5, 5), ("j", "a", 3, 10)], "does not lie"),
        ([("i", "a", 0, 5), ("i", "a", 4, 8), ("j", "a", 3, 10)], "twice at 4-8: join overlapping"),
    ],
)
def test_what_cannot_be_measured_is_refused(rows: list[tuple[str, str, int, int]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        span_agreement(spans(rows), length=100)
