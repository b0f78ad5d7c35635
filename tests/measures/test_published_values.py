"""Values that others published, at the precision they published them; the source is in the test's name."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framescope.errors import InputError
from framescope.measures import distances, parts
from framescope.measures.articlewise import Sides, mann_whitney
from framescope.measures.association import (
    Contingency,
    chi2,
    chi2_williams,
    chi2_yates,
    difference_coefficient,
    ll_2term,
    ll_4term,
    ll_4term_williams,
    log_ratio_hardie,
    log_ratio_walter,
    odds_ratio,
    pct_diff,
    phi2,
    simple_ll,
    simple_maths,
)
from framescope.measures.distances import Distances
from framescope.measures.keyness import keyness
from framescope.measures.logodds import (
    log_odds_z_var2,
    log_odds_z_var2_informative,
    log_odds_z_var4,
    log_odds_z_var4_informative,
)
from framescope.measures.pairs import (
    conditional_p_21,
    delta_p_12,
    delta_p_21,
    dice,
    log_dice,
    mi_log2,
    mi_log10,
    min_sensitivity,
    npmi,
    t_score,
    z_score,
)
from framescope.measures.parts import Parts
from framescope.measures.registry import known_measures
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
counts, margins = Contingency.of_counts, Contingency.of_margins


def cells(o11: float, o12: float, o21: float, o22: float) -> Contingency:
    return Contingency(*(np.array([cell], np.float64) for cell in (o11, o12, o21, o22)))


def equals(value: Any, published: str) -> None:
    """Assert that a value rounds to what was printed."""
    decimals = len(published.partition(".")[2])
    assert float(np.asarray(value).reshape(-1)[0]) == pytest.approx(float(published), abs=0.5 * 10**-decimals + 1e-12)


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
    """The file does not say its family: one m (599; 1,431 for CQPweb's own print) gives the values of both words."""
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


# 5.5 Collocation


@pytest.mark.parametrize(
    ("measure", "table", "printed"),
    [
        pytest.param(t_score, margins(8, 15828, 4675, 14307668), "0.999932", id="NLTK doctest, t of 8"),
        pytest.param(t_score, margins(20, 42, 20, 14307668), "4.4721", id="NLTK doctest, t of 20"),
        pytest.param(chi2, margins(8, 15828, 4675, 14307668), "1.55", id="NLTK doctest, chi2 of 8"),
        pytest.param(mi_log2, margins(20, 42, 20, 14307668), "18.38", id="NLTK doctest, PMI of 20"),
        pytest.param(mi_log2, margins(20, 15019, 15629, 14307668), "0.29", id="NLTK doctest, PMI near 0"),
        pytest.param(mi_log2, margins(8, 1105, 44, 15_000_000), "11.3", id="Church & Hanks 1990 p. 24"),
        pytest.param(log_dice, margins(8, 389, 230, 10**6), "8.726204", id="sugiura-ken logDice 8"),
        pytest.param(log_dice, margins(300, 300, 300, 10**6), "14", id="sugiura-ken logDice always"),
        pytest.param(log_dice, margins(3, 3000, 3000, 10**6), "4.034216", id="sugiura-ken logDice 3"),
        pytest.param(log_dice, margins(6, 3000, 3000, 10**6), "5.034216", id="sugiura-ken logDice 6"),
        pytest.param(log_dice, margins(300, 3000, 3000, 10**6), "10.67807", id="sugiura-ken logDice 300"),
        pytest.param(delta_p_12, cells(5610, 168938, 2257, 10233063), "0.697", id="Gries 2013 p. 144, of given course"),
        pytest.param(delta_p_21, cells(5610, 168938, 2257, 10233063), "0.032", id="Gries 2013 p. 144, course given of"),
        pytest.param(dice, margins(130, 3121, 143, 10**6), ".08", id="Smadja 1996 p. 13"),
        pytest.param(min_sensitivity, cells(17, 240, 1001, 1298742), "0.016699", id="Pedersen & Bruce 1996 p. 12"),
        pytest.param(npmi, cells(10, 0, 0, 90), "1", id="Bouma 2009 p. 36, always"),
        pytest.param(npmi, cells(1, 9, 9, 81), "0", id="Bouma 2009 p. 36, by chance"),
        pytest.param(npmi, cells(0, 10, 10, 80), "-1", id="Bouma 2009 p. 36, never"),
        pytest.param(log_ratio_hardie, cells(46, 730, 831, 148102), "3.40925", id="cwb-ccc README, LR"),
        pytest.param(z_score, cells(46, 730, 831, 148102), "19.4429", id="cwb-ccc README, z"),
        pytest.param(t_score, cells(46, 730, 831, 148102), "6.11208", id="cwb-ccc README, t"),
        pytest.param(ll_4term, cells(46, 730, 831, 148102), "134.301", id="cwb-ccc README, LL"),
        pytest.param(simple_ll, cells(46, 730, 831, 148102), "130.019", id="cwb-ccc README, simple-ll"),
        pytest.param(dice, cells(46, 730, 831, 148102), "0.055656", id="cwb-ccc README, Dice"),
        pytest.param(mi_log10, cells(46, 730, 831, 148102), "1.00514", id="cwb-ccc README, MI"),
    ],
)
def test_collocation(measure: Measure, table: Contingency, printed: str) -> None:
    equals(measure(table), printed)


def test_chi2_of_manning_and_schutze_is_printed_to_four_digits() -> None:
    assert chi2(margins(59, 67, 65, 571007))[0] == pytest.approx(456400, abs=50)


def test_pmi_in_a_window_of_three_of_nltk_test_collocations() -> None:
    # "this this is is a a test test": a and test are 3 times within three words, by window - 1 = 1.5.
    assert mi_log2(margins(3 / 2, 2, 2, 8))[0] == pytest.approx(1.584962500721156, rel=1e-15)


def test_log_dice_of_rychly_twice_as_often_is_one_more_and_seven_is_a_hundred_times() -> None:
    once, twice, hundred = (log_dice(margins(n, 10**6, 10**6, 10**9))[0] for n in (1, 2, 2**7))
    assert twice - once == pytest.approx(1)
    assert hundred - once == pytest.approx(7)
    assert log_dice(margins(1, 16_000, 16_000, 10**9))[0] == pytest.approx(0, abs=0.04)


README = [
    ("appreciated", 1, 2, "2.102442", "0.840269", "2.448757", "1.987992", "0.796611"),
    ("certain", 7, 120, "-0.834636", "-0.976603", "-0.829802", "-0.769331", "-0.136442"),
    ("measuring", 1, 8, "0.451726", "0.361077", "0.191806", "0.173788", "0.194551"),
    ("particularly", 2, 47, "-0.905150", "-1.240035", "-1.059386", "-0.988997", "-0.273427"),
    ("arrived", 2, 5, "2.533018", "1.131847", "3.879126", "3.243141", "0.699701"),
]


@pytest.mark.parametrize("row", README, ids=[f"association-measures README, {row[0]}" for row in README])
def test_scores_of_association_measures(row: Any) -> None:
    table = margins(row[1], 15334, row[2], 191998)
    for measure, printed in zip((z_score, t_score, ll_4term, simple_ll, mi_log10), row[3:], strict=True):
        equals(measure(table), printed)


# 5.6 Dispersion

SIZES = (9, 10, 10, 10, 11)
IN_FIVE = (
    parts.part_range, parts.sd_population, parts.vc_population, parts.juilland_d, parts.rosengren_s,
    parts.dp_gries2008, parts.dp_norm, parts.kl_log2,
)  # fmt: skip
GRIES = [
    ("b, scattertext test_Dispersion.py", "b", ("5", "0", "0", ".968", ".999", ".02", ".024", ".003")),
    ("q, scattertext test_Dispersion.py", "q", ("1", ".4", "2", "0", ".20", ".80", ".976", "2.322")),
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


# Known faults in other tools, which ours must not share

FIXTURE = counts([7], [2], 10, 9)  # d1 = "b*7 a*3", d2 = "a*7 b*2"


def test_the_keyness_fixture_of_quanteda() -> None:
    expected = ((chi2, "4.337160"), (chi2_yates, "2.632438"), (ll_4term, "4.534939"), (odds_ratio, "8.1667"))
    for measure, printed in expected:
        equals(measure(FIXTURE), printed)
    equals(p_chi2(ll_4term(FIXTURE)), ".033210")
    equals(fisher_p_two_sided(FIXTURE), ".069779")


def test_williams_divides_where_quanteda_multiplies() -> None:
    equals(ll_4term_williams(FIXTURE), "4.200833")
    equals(chi2_williams(FIXTURE), "4.017626")  # not 4.682109


def test_log_dice_is_of_base_two_where_the_russian_national_corpus_takes_the_natural_logarithm() -> None:
    table = margins(1e6 * np.exp(11.93556 - 14), 1e6, 1e6, 1e9)
    equals(14 + np.log(dice(table)), "11.9356")
    equals(log_dice(table), "11.0216")


def test_counts_are_never_smoothed_and_no_word_is_dropped_and_no_argument_changed() -> None:
    # quanteda's help example reports smoothed counts; conc drops what the target lacks; corpus_toolkit
    # writes 1e-8 into the caller's dictionaries.
    target, reference = pd.Series({"a": 3, "b": 1}), pd.Series({"b": 2, "c": 4})
    before = target.copy(), reference.copy()
    table = keyness(target, reference, measures=known_measures("keyness", needs=("counts",))).set_index("term")
    assert table["count_target"].to_dict() == {"a": 3, "b": 1, "c": 0}
    assert table["count_reference"].to_dict() == {"a": 0, "b": 2, "c": 4}
    pd.testing.assert_series_equal(target, before[0])
    pd.testing.assert_series_equal(reference, before[1])


def test_an_informative_prior_is_added_once_where_scattertext_adds_it_twice() -> None:
    # Two words, a: 3 of 4 and 1 of 4; half of all tokens are a, so its prior is 5 of 10, of the other 5 too.
    # z = (ln((3+5)/(1+5)) - ln((1+5)/(3+5))) / sqrt(1/8 + 1/6 [+ 1/6 + 1/8])
    table = counts([3, 1], [1, 3], 4, 4)
    difference = 2 * np.log(8 / 6)
    two, four = np.sqrt(1 / 8 + 1 / 6), np.sqrt(2 / 8 + 2 / 6)
    assert log_odds_z_var2_informative(table, prior_total=10) == pytest.approx([difference / two, -difference / two])
    assert log_odds_z_var4_informative(table, prior_total=10) == pytest.approx([difference / four, -difference / four])


def test_log_likelihood_is_signed_and_refuses_windows_that_contradict_themselves_where_nltk_fails() -> None:
    assert ll_4term(margins(1, 10, 50, 100))[0] < 0
    with pytest.raises(InputError, match=r"o22 = -1 .*at most as often"):
        margins(0, 3, 3, 5)


def test_p_does_not_vanish_where_one_less_cdf_does() -> None:
    assert 0 < p_chi2(200.0) < 1e-44
    assert 0 < p_normal(-20.0) < 1e-87
