"""Values of keyness as published, at the precision of the source, which is in the test's name."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from tests.measures.published import cells, counts, equals, margins

from framescope.measures.articlewise import Sides, mann_whitney
from framescope.measures.association import (
    Contingency,
    chi2,
    chi2_yates,
    difference_coefficient,
    ll_2term,
    ll_4term,
    log_ratio_hardie,
    log_ratio_walter,
    odds_ratio,
    pct_diff,
    phi2,
    simple_maths,
)
from framescope.measures.keyness import keyness
from framescope.measures.logodds import (
    log_odds_z_var2,
    log_odds_z_var4,
)
from framescope.measures.pairs import (
    conditional_p_21,
)
from framescope.measures.significance import (
    fisher_p_left,
    fisher_p_right,
    fisher_p_two_sided,
    log_ratio_normal_bound,
    lrc,
    p_chi2,
    p_normal,
    positive_lrc,
)

Measure = Callable[..., Any]

# 5.1 Log-likelihood

CLIC = [
    ("hand", (540, 7525, 116000, 5451382), "534.64", "535.8616", "1.7538"),
    ("hands", (227, 3635, 116000, 5451382), "183.53", "183.7199", "1.5532"),
    ("forehead", (29, 504, 116000, 5451382), "20.50", "20.5065", "1.4351"),
    ("540 and none", (540, 0, 116000, 5451382), "4180.78", "4183.2425", None),
    ("7 and none", (7, 0, 10000, 100000), "33.57", "33.5750", None),
    ("equal", (10, 10, 150, 150), "0", "0", "0"),
]


@pytest.mark.parametrize(("sides", "two", "four", "ratio"), [row[1:] for row in CLIC], ids=[row[0] for row in CLIC])
def test_log_likelihood_of_clic_by_llwizard(sides: Any, two: str, four: str, ratio: str | None) -> None:
    # birmingham-ccr/clic, server/tests/test_keyword.py; four terms and ratio recomputed.
    table = counts(*sides)
    equals(ll_2term(table), two)
    equals(ll_4term(table), four)
    if ratio is not None:
        equals(log_ratio_hardie(table), ratio)


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        pytest.param(margins(110, 2552, 221, 31777), "270.72", id="NLTK collocations.doctest, 110"),
        pytest.param(margins(8, 13, 32, 31777), "95.29", id="NLTK collocations.doctest, 8"),
        pytest.param(cells(10, 0, 3, 31764), "167.23", id="Dunning 1993 p. 72"),
    ],
)
def test_log_likelihood_of_dunning(table: Contingency, printed: str) -> None:
    equals(ll_4term(table), printed)


# 5.2 Keyness with interval

#: lemma, f1, f2, G2, LogRatio (before it is set to 0 where G2 is not significant), SM(100), LRC, PositiveLRC
EVERT = [
    (
        "Acinetobacter", 112, 6, 1234.7116092370443, 12.29464621465184, 810.32789935797041,
        10.096281627912186, 10.150013096260897,
    ),
    ("ABs", 8, 0, 90.849658776963395, 12.268767582826236, 68.969413763806287, 6.0208520251917079, 6.1753469435937509),
    ("Achso", 2, 1, 18.890003767374008, 8.9182703357420987, 17.480923715934829, 0, -1.9175542964879597),
]  # fmt: skip


@pytest.mark.parametrize("row", EVERT, ids=[f"corpora tests/keyness.R, {row[0]}" for row in EVERT])
def test_keyness_of_evert(row: Any) -> None:
    _, f1, f2, g2, ratio, maths, bound, positive = row
    table = counts([f1], [f2], 1177, 341805)
    assert ll_4term(table)[0] == pytest.approx(g2, rel=1e-9, abs=1e-12)
    assert log_ratio_walter(table)[0] == pytest.approx(ratio, rel=1e-9, abs=1e-12)
    assert simple_maths(table, k=100)[0] == pytest.approx(maths, rel=1e-9, abs=1e-12)
    assert lrc(table, alpha=0.05, family=20109)[0] == pytest.approx(bound, rel=1e-9, abs=1e-12)
    assert positive_lrc(table, alpha=0.05, family=20109)[0] == pytest.approx(positive, rel=1e-9, abs=1e-12)


def test_keyness_of_the_help_of_corpora_recomputed() -> None:
    table = counts([7], [2], 1000, 1000)
    equals(ll_4term(table), "2.954494")
    equals(log_ratio_walter(table), "1.584963")
    equals(simple_maths(table, k=1), "3.498751")


CQPWEB = [
    ("eingebracht", (1189, 168329, 2157, 19720567), 7.156575955874566, 6.888131619986817, 6.910068549501856, "6.876"),
    ("unionsgeführt", (49, 168329, 88, 19720567), 7.189213818656465, 5.856503097986011, 5.941562136184079, "5.798"),
]


@pytest.mark.parametrize("row", CQPWEB, ids=[f"association-measures log-ratio-gold.tsv, {row[0]}" for row in CQPWEB])
def test_log_ratio_of_cqpweb(row: Any) -> None:
    """The R script that made the file corrects for its 599 rows; what CQPweb printed fits 1,431 words (not given)."""
    _, signature, ratio, normal, exact, printed = row
    table = margins(*signature)
    assert log_ratio_hardie(table)[0] == pytest.approx(ratio, rel=1e-12)
    assert log_ratio_normal_bound(table, alpha=0.01, family=599)[0] == pytest.approx(normal, rel=1e-12)
    assert lrc(table, alpha=0.05, family=599)[0] == pytest.approx(exact, rel=1e-12)
    equals(log_ratio_normal_bound(table, alpha=0.01, family=1431), printed)


# 5.3 Log-odds with Dirichlet prior

SCATTERTEXT = counts([1, 5, 1, 9], [100, 510, 100, 199], 16, 909)


def test_log_odds_of_scattertext_uninformative_prior() -> None:
    z = log_odds_z_var4(SCATTERTEXT, prior=0.01)
    published = [0.4447054, 0.9433088, 0.4447054, -0.9971462]
    assert -np.sign(z) * (1 - p_normal(z)) == pytest.approx(published, abs=5e-8)


def test_log_odds_by_either_variance_recomputed() -> None:
    four, two = log_odds_z_var4(SCATTERTEXT, prior=0.01), log_odds_z_var2(SCATTERTEXT, prior=0.01)
    assert four == pytest.approx([-0.58984491, -1.90568407, -0.58984491, 2.98306431], abs=5e-9)
    assert two == pytest.approx([-0.60950219, -2.30440513, -0.60950219, 4.46292517], abs=5e-9)


def test_log_odds_of_the_sentences_of_jmhessel_issue_3_recomputed() -> None:
    first, second = "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    words = sorted({*first.split(), *second.split()})
    a, b = ([text.split().count(word) for word in words] for text in (first, second))
    table = counts(a, b, sum(a), sum(b))
    two = dict(zip(words, log_odds_z_var2(table, prior=0.05), strict=True))
    four = dict(zip(words, log_odds_z_var4(table, prior=0.05), strict=True))
    for word in words:
        sign = (word in first) - (word in second.split())
        equals(two[word] * sign, "0.689423" if sign else "0")
        equals(four[word] * sign, "0.685784" if sign else "0")
    assert two["the"] == pytest.approx(0, abs=1e-12)


def test_p_of_z_of_scattertext() -> None:
    assert 1 - p_normal(1.96) / 2 == pytest.approx(0.97500210485177952, rel=1e-15)


# 5.4 Effect sizes and other tests


@pytest.mark.parametrize(
    ("measure", "table", "printed"),
    [
        pytest.param(pct_diff, counts(206523, 178174, 959641, 1562358), "88.7", id="Gabrielatos & Marchi 2011 p. 18"),
        pytest.param(odds_ratio, counts(16217, 735, 2796938, 2087946), "16.6", id="Pojanapunya & Todd p. 154"),
        pytest.param(simple_maths, counts(35, 263, 112289776, 1559716979), "1.1224", id="Kilgarriff 2009, shard"),
        pytest.param(difference_coefficient, counts(18, 35, 1e6, 1e6), "-0.32", id="Hofland & Johansson 1982 p. 471"),
        pytest.param(fisher_p_two_sided, cells(1, 3, 3, 1), ".486", id="Pedersen 1996 p. 10, two-sided"),
        pytest.param(fisher_p_left, cells(1, 3, 3, 1), ".243", id="Pedersen 1996 p. 10, left"),
        pytest.param(fisher_p_right, cells(1, 3, 3, 1), ".986", id="Pedersen 1996 p. 10, right"),
        pytest.param(chi2_yates, cells(3, 1, 1, 3), "0.5", id="Pedersen 1996 p. 10, Yates"),
        pytest.param(chi2, cells(3, 0, 0, 31774), "31777", id="Dunning 1993 p. 73, uncorrected"),
        pytest.param(phi2, cells(31950, 12004, 4793, 848330), "0.62", id="Church & Gale 1991 p. 12"),
        pytest.param(conditional_p_21, cells(28, 15740, 8002, 97596164), ".00178", id="Durrant 2008 p. 80"),
        pytest.param(conditional_p_21, cells(28, 8002, 15740, 97596164), ".00349", id="Durrant 2008 p. 84"),
    ],
)
def test_effect_sizes(measure: Measure, table: Contingency, printed: str) -> None:
    equals(measure(table), printed)


def test_p_of_yates_of_pedersen_1996_p_10() -> None:
    table = cells(1, 3, 3, 1)
    assert chi2_yates(table)[0] == -0.5
    equals(p_chi2(chi2_yates(table)), ".48")


def test_mann_whitney_of_kilgarriff_2001_p_238() -> None:
    found = np.array([[12, 15, 18, 24, 88, 3, 3, 13, 27, 33]]).T
    sides = Sides(sparse.csc_array(found), np.full(10, 1000), np.arange(10) < 5)
    u, _ = mann_whitney(sides)
    assert u[0] + 15 == 31


def test_keyness_fixture_of_quanteda_in_its_order() -> None:
    target, reference = "a a a b b c c c c c c d e f g h h", "a a b c c d d d d e f h"
    sides = [pd.Series(text.split()).value_counts() for text in (target, reference)]
    for measure, order in (("ll_4term", "cgbhaefd"), ("chi2", "cgbhaefd")):
        table = keyness(*sides, measures=measure)
        assert "".join(table["term"]) == order
    g2, x2 = (keyness(*sides, measures=one).set_index("term")[one] for one in ("ll_4term", "chi2"))
    for term, one, other in (
        ("c", "1.274238", "1.221872"),
        ("g", "1.093291", ".731092"),
        ("d", "-3.779441", "-3.715033"),
    ):
        equals(g2[term], one)
        equals(x2[term], other)
