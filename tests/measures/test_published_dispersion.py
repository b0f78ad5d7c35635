"""Values of dispersion as published, at the precision of the source, which is in the test's name."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.measures.published import equals

from framescope.measures import distances, parts
from framescope.measures.distances import Distances
from framescope.measures.parts import Parts

Measure = Callable[..., Any]


def by_frequency(measure: Measure) -> Measure:
    return lambda one: measure(one) * one.total


def carroll_um(one: Parts) -> Any:
    """Return Carroll's adjusted frequency, f D2 + (1 - D2) f / n."""
    d2 = parts.carroll_d2(one)
    return one.total * d2 + (1 - d2) * one.total / one.n


# 5.6 Dispersion

SIZES = (9, 10, 10, 10, 11)
IN_FIVE = (
    parts.part_range, parts.sd_population, parts.vc_population, parts.juilland_d, parts.rosengren_s,
    parts.dp_gries2008, parts.dp_norm, parts.kl_log2,
)  # fmt: skip
GRIES = [
    ("b, scattertext test_Dispersion.py", "b", ("5", "0", "0", ".968", ".999", ".02", ".024", ".003")),
    ("q, scattertext test_Dispersion.py", "q", ("1", ".4", "2", "0", ".20", ".80", ".976", "2.322")),
    ("i, scattertext test_Dispersion.py", "i", ("1", ".4", "2", "0", ".18", ".82", "1", "2.474")),
    ("x, scattertext test_Dispersion.py", "x", ("1", ".4", "2", "0", ".22", ".78", ".951", "2.184")),
    ("a, recomputed", "a", ("5", "1.414214", ".471405", ".785150", ".949816", ".18", ".219512", ".136972")),
]
FIVE_PARTS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]


@pytest.mark.parametrize(("word", "printed"), [row[1:] for row in GRIES], ids=[row[0] for row in GRIES])
def test_dispersion_in_the_five_parts_of_gries(word: str, printed: tuple[str, ...]) -> None:
    assert tuple(len(part) for part in FIVE_PARTS) == SIZES
    one = Parts.of([part.count(word) for part in FIVE_PARTS], SIZES)
    for measure, value in zip(IN_FIVE, printed, strict=True):
        equals(measure(one), value)


@pytest.mark.parametrize(
    ("measure", "found", "printed"),
    [
        pytest.param(parts.carroll_d2, [2, 1, 1, 1, 0], ".8277", id="Carroll 1970 p. 13, D2"),
        pytest.param(parts.juilland_d, [0, 4, 3, 2, 1], ".6464", id="Carroll 1970 p. 14, D"),
        pytest.param(parts.juilland_u, [0, 4, 3, 2, 1], "6.46", id="Carroll 1970 p. 14, U"),
        pytest.param(parts.lyne_d3, [1, 2, 3, 4, 5], ".944", id="Gries 2008 p. 408, D3"),
        pytest.param(parts.rosengren_s, [1, 2, 3, 4, 5], ".937", id="Gries 2008 p. 407, S"),
        pytest.param(parts.zhang_dc, [1, 2, 3, 4, 5], ".937", id="Gries 2008 p. 408, DC"),
        pytest.param(parts.dp_norm, [2, 1, 0], ".5", id="Lijffijt & Gries 2012 p. 148, DPnorm"),
        pytest.param(parts.dp_gries2008, [3, 3, 3], "0", id="Gries 2008 p. 416, DP"),
    ],
)
def test_dispersion_over_equal_parts(measure: Measure, found: list[int], printed: str) -> None:
    equals(measure(Parts.of(found, [1000] * len(found))), printed)


def test_dispersion_of_allemand_lyne_1985_by_tlda() -> None:
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    one = Parts.of([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes)
    equals(parts.juilland_d(one), ".6038797")
    equals(parts.carroll_d2(one), ".6521444")
    equals(parts.rosengren_s(one), ".4763652")
    equals(parts.da(one), ".3081640")
    equals(parts.dkl_o2p(one), ".4665078")
    # Hence the divergence is 1 / .4665078 - 1 = 1.143587 bits; e and 2 to the power of -1.143587: .318674, .452633.
    equals(1 - parts.kl_norm_base_e(one), ".318674")
    equals(1 - parts.kl_norm_base_2(one), ".452633")
    equals(parts.range_share(one), ".5")
    equals(1 - parts.dp_gries2008(one), ".5009295")
    equals(1 - parts.dp_norm(one), ".446452")
    equals(1 - parts.dp_egbert2020(one), ".446231")


def test_distances_of_gries_2008_pp_406_410() -> None:
    # The running corpus ends its first part with k and its last one token earlier: 50 tokens all the same.
    text = "bamnibeupk basatbewqn bcagabesta baghabeaat bahaabeaxa".replace(" ", "")
    of_a = Distances.of([int(letter == "a") for letter in text], 2)
    assert sorted(of_a.distance[of_a.term == 1]) == sorted([2, 10, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2])
    published = {"ald": ".628", "arf": "10.8", "awt": "3.18", "f_ald": "11.764", "f_awt": "9.328"}
    for name, printed in published.items():
        equals(getattr(distances, name)(of_a)[1], printed)


@pytest.mark.parametrize(
    ("measure", "found", "printed"),
    [
        pytest.param(parts.juilland_u, [2, 2, 2, 2, 2], "10", id="Rosengren 1971 p. 115, U"),
        pytest.param(parts.juilland_u, [4, 2, 1, 1, 0], "4.609", id="Engwall 1974 p. 122, U"),
        pytest.param(by_frequency(parts.rosengren_s), [2, 2, 2, 2, 1], "8.86", id="Rosengren 1971 p. 117, KF = f S"),
        pytest.param(by_frequency(parts.rosengren_s), [4, 2, 1, 1, 0], "5.863", id="Engwall 1974 p. 122, KF = f S"),
        pytest.param(by_frequency(parts.rosengren_s), [1, 2, 3, 4, 5], "14.053", id="Gries 2008 p. 409, KF = f S"),
        pytest.param(carroll_um, [2, 1, 1, 1, 0], "4.31", id="Carroll 1970 p. 13, Um from D2"),
        pytest.param(carroll_um, [4, 2, 1, 1, 0], "6.424", id="Engwall 1974 p. 122, Um from D2"),
        pytest.param(carroll_um, [1, 2, 3, 4, 5], "14.108", id="Gries 2008 p. 409, Um from D2"),
    ],
)
def test_adjusted_frequencies_over_equal_parts(measure: Measure, found: list[int], printed: str) -> None:
    equals(measure(Parts.of(found, [1000] * len(found))), printed)
