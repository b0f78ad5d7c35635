"""Tables that papers and handbooks print, counts and values; the source is in the test's name."""

from typing import Any

import numpy as np
import pytest
from tests.measures.published import cells, counts, equals, margins

from framescope.measures.association import chi2, ll_4term, odds_ratio, simple_maths
from framescope.measures.ends import Resampled, bca, percentile
from framescope.measures.pairs import delta_p_21, dice, mi_log2, min_sensitivity, t_score
from framescope.measures.significance import fisher_p_left, fisher_p_right, fisher_p_two_sided

#: -2 log λ, then the four cells of a pair of words in 31,777
DUNNING = [
    ("the swiss", "270.72", (110, 2442, 111, 29114)), ("can be", "263.90", (29, 13, 123, 31612)),
    ("previous year", "256.84", (31, 23, 139, 31584)), ("mineral water", "167.23", (10, 0, 3, 31764)),
    ("at the", "157.21", (76, 104, 2476, 29121)), ("real terms", "157.03", (16, 16, 51, 31694)),
    ("natural gas", "146.80", (9, 0, 5, 31763)), ("owing to", "115.02", (16, 0, 865, 30896)),
    ("health insurance", "104.53", (10, 9, 41, 31717)), ("stiff competition", "100.96", (8, 2, 27, 31740)),
    ("is likely", "98.72", (12, 111, 14, 31640)), ("qualified personnel", "95.29", (8, 5, 24, 31740)),
    ("an estimated", "94.50", (10, 93, 6, 31668)), ("is expected", "91.40", (12, 111, 21, 31633)),
    ("1 2", "81.55", (10, 45, 35, 31687)), ("balance sheet", "76.30", (5, 13, 0, 31759)),
    ("the united", "73.35", (16, 2536, 1, 29224)), ("accident insurance", "68.96", (6, 2, 45, 31724)),
    ("terms of", "68.61", (24, 43, 1316, 30394)), ("natel c", "61.61", (3, 0, 0, 31774)),
    ("will probably", "60.77", (6, 92, 2, 31677)), ("great deal", "57.44", (4, 11, 1, 31761)),
    ("part of", "57.14", (13, 7, 1327, 30430)), ("waste paper", "53.98", (4, 1, 18, 31754)),
    ("machine exhibition", "53.65", (4, 13, 2, 31758)), ("rose slightly", "52.33", (7, 61, 27, 31682)),
    ("passenger service", "52.30", (5, 9, 25, 31738)), ("not yet", "49.79", (4, 61, 0, 31712)),
    ("affected by", "48.94", (9, 12, 429, 31327)), ("of september", "48.85", (13, 1327, 12, 30425)),
]  # fmt: skip


@pytest.mark.parametrize("row", DUNNING, ids=[f"Dunning 1993 table 1, {row[0]}" for row in DUNNING])
def test_log_likelihood_of_the_table_of_dunning(row: Any) -> None:
    equals(ll_4term(cells(*row[2])), row[1])


#: f1, f2, then t and I, all 20 times side by side in 14,307,668 words
MANNING = [
    ("Ayatollah Ruhollah", 42, 20, "4.4721", "18.38"), ("Bette Midler", 41, 27, "4.4721", "17.98"),
    ("Agatha Christie", 30, 117, "4.4720", "16.31"), ("videocassette recorder", 77, 59, "4.4720", "15.94"),
    ("unsalted butter", 24, 320, "4.4720", "15.19"), ("first made", 14907, 9017, "2.3714", "1.09"),
    ("over many", 13484, 10570, "2.2446", "1.01"), ("into them", 14734, 13478, "1.3685", "0.53"),
    ("like people", 14093, 14776, "1.2176", "0.46"), ("time last", 15019, 15629, "0.8036", "0.29"),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", MANNING, ids=[f"Manning & Schütze 1999 tables 5.6 and 5.14, {row[0]}" for row in MANNING]
)
def test_t_and_mutual_information_of_manning_and_schuetze(row: Any) -> None:
    table = margins(20, row[1], row[2], 14307668)
    assert t_score(table)[0] == pytest.approx(float(row[3]), abs=1e-4)  # some are cut, some rounded to four digits
    equals(mi_log2(table), row[4])


#: f, f1, f2, then I in a corpus of 15 million words
CHURCH = [
    ("honorary doctor", 12, 111, 621, "11.3"), ("doctors, dentists", 8, 1105, 44, "11.3"),
    ("doctors, nurses", 30, 1105, 241, "10.7"), ("doctors treating", 8, 1105, 154, "9.4"),
    ("examined, doctor", 6, 275, 621, "9.0"), ("doctors treat", 11, 1105, 317, "8.9"),
    ("doctor bills", 25, 621, 1407, "8.7"), ("doctor visits", 6, 621, 350, "8.7"),
    ("doctors, hospitals", 19, 1105, 676, "8.6"), ("nurses, doctors", 6, 241, 1105, "8.4"),
    ("doctor with", 6, 621, 73785, "0.96"), ("a doctors", 41, 284690, 1105, "0.95"),
    ("is doctors", 12, 84716, 1105, "0.93"),
]  # fmt: skip


@pytest.mark.parametrize("row", CHURCH, ids=[f"Church & Hanks 1990 tables 1 and 2, {row[0]}" for row in CHURCH])
def test_mutual_information_of_church_and_hanks(row: Any) -> None:
    """The size is printed as 15 million; any from 14.812 to 14.874 million gives all 13 values."""
    _, f, f1, f2, printed = row
    equals(mi_log2(margins(f, f1, f2, 14_840_000)), printed)


#: Verbs in 1,035 ditransitives and 1,919 prepositional datives, then p of Fisher's test to that side
DATIVE = [
    ("give", 461, 146, "1.84e-120"), ("tell", 128, 2, "8.77e-58"), ("show", 49, 15, "8.32e-12"),
    ("offer", 43, 15, "9.95e-10"), ("cost", 20, 1, "9.71e-09"), ("teach", 15, 1, "1.49e-06"),
    ("bring", 7, 82, "1.47e-09"), ("play", 1, 37, "1.46e-06"),
]  # fmt: skip


@pytest.mark.parametrize("row", DATIVE, ids=[f"Gries & Stefanowitsch 2004, to-dative, {row[0]}" for row in DATIVE])
def test_distinctive_collexemes_of_the_dative_alternation(row: Any) -> None:
    _, ditransitive, prepositional, printed = row
    table = counts([ditransitive], [prepositional], 1035, 1919)
    tail = fisher_p_right if ditransitive > prepositional else fisher_p_left
    assert f"{tail(table)[0]:.2e}" == printed


def test_fisher_of_accident_waiting_to_happen_of_stefanowitsch_and_gries_2003() -> None:
    # 14 of 35 with this noun, which stands 8,620 times in 10,197,715 constructions.
    assert f"{fisher_p_right(cells(14, 21, 8606, 10197659))[0]:.4e}" == "2.1216e-34"


#: f, f1, f2, N, then log-likelihood, odds ratio, PMI and t
NSP = [
    ((3972, 23189, 22641, 567835), "6389.309277", "5.823302", "2.1029591", "48.35310465"),
    ((2298, 4624, 8677, 567835), "13520.916861", "86.2406254", "5.023369037", "46.4634838"),
    ((44796, 179966, 433831, 8293549), "80098.90795503", "6.5802641", "2.250502", "167.1720654"),
    ((16115, 52569, 432944, 8293549), "34717.030021985", "8.2978278", "2.5539292", "105.3273498"),
    ((15800, 432943, 432944, 8293549), "-2519.91679018", "0.675866781", "-0.5164433707", "-54.103523"),
    ((14070, 432943, 34669, 8293549), "38842.42046647", "12.7844498", "2.9587167", "103.35948884"),
    ((10, 20, 20, 60), "3.66900140", "3", "0.585", "1.05"),
    ((10, 20, 20, 30), "-10.464963", "0", "-0.415037", "-1.054093"),
]  # fmt: skip


@pytest.mark.parametrize("row", NSP, ids=[f"Text::NSP t/2D, {row[0][0]} of {row[0][3]}" for row in NSP])
def test_bigrams_of_text_nsp(row: Any) -> None:
    """Its log-likelihood has no sign; here it has that of the difference."""
    for measure, printed in zip((ll_4term, odds_ratio, mi_log2, t_score), row[1:], strict=True):
        equals(measure(margins(*row[0])), printed)


def test_chi2_and_fisher_of_text_nsp() -> None:
    table, none = margins(10, 20, 20, 60), margins(10, 20, 20, 30)
    assert (chi2(table)[0], chi2(none)[0]) == (3.75, -7.5)
    equals(fisher_p_two_sided(table), "0.080941")
    equals(fisher_p_two_sided(none), "0.010994")


#: Cells, then Delta P of the row, odds ratio, minimum sensitivity, Dice, PMI, chi2 and G2 with sign
MCLM = [
    ((10, 200, 100, 300), "-0.202380952", "0.15000", "0.047619048", "0.062500000", "-1.9210117",
     "-38.158009", "-45.431519"),
    ((30, 1000, 14, 5000), "0.026334032", "10.71429", "0.029126214", "0.055865922", "2.0003183",
     "81.993003", "56.958917"),
    ((15, 5000, 16, 10000), "0.001393583", "1.87500", "0.002991027", "0.005945303", "0.5363137",
     "3.153303", "2.983872"),
    ((1, 300, 4, 6000), "0.002656037", "5.00000", "0.003322259", "0.006535948", "2.0667329",
     "2.551819", "1.473313"),
]  # fmt: skip


@pytest.mark.parametrize("row", MCLM, ids=[f"mclm, help of assoc_scores, {row[0][0]} of {sum(row[0])}" for row in MCLM])
def test_scores_of_mclm(row: Any) -> None:
    measures = (delta_p_21, odds_ratio, min_sensitivity, dice, mi_log2, chi2, ll_4term)
    for measure, printed in zip(measures, row[1:], strict=True):
        equals(measure(cells(*row[0])), printed)


def test_t_and_fisher_of_mclm_differ_by_what_they_leave_in_and_out() -> None:
    table = cells(30, 1000, 14, 5000)
    # Its t keeps the factor 1 - p of the variance, which Manning and Schütze (1999, p. 164) take for 1.
    equals(t_score(table) / np.sqrt(1 - 30 / 6044), "4.1184552")
    # Its p is 1 - cdf: 275 times the smallest step below 1, where the tail itself is 6.105e-14.
    assert f"{275 * 2.0**-52:.6e}" == "6.106227e-14"
    assert f"{fisher_p_right(table)[0]:.6e}" == "6.105074e-14"


@pytest.mark.parametrize(
    ("rates", "printed"),
    [
        pytest.param((10, 0), ("11.00", "1.10", "1.01"), id="Kilgarriff 2009, obscurish"),
        pytest.param((200, 100), ("1.99", "1.50", "1.09"), id="Kilgarriff 2009, middling"),
        pytest.param((12000, 10000), ("1.20", "1.20", "1.18"), id="Kilgarriff 2009, common"),
    ],
)
def test_simple_maths_with_1_100_and_1000_added(rates: tuple[int, int], printed: tuple[str, ...]) -> None:
    table = counts([rates[0]], [rates[1]], 1e6, 1e6)
    for k, value in zip((1, 100, 1000), printed, strict=True):
        equals(simple_maths(table, k=k), value)


#: Words of 1,714,443 spoken by men and 2,593,452 by women, then chi2
RAYSON = [
    ("she", 7134, 22623, "-3109.7"), ("her", 2333, 7275, "-965.4"), ("said", 4965, 12280, "-872.0"),
    ("cos", 3369, 6829, "-194.6"), ("Christmas", 288, 1001, "-163.9"), ("er", 9589, 9307, "945.4"),
    ("the", 44617, 57128, "698.0"), ("yeah", 22050, 28485, "310.3"), ("aye", 1214, 876, "291.8"),
    ("hundred", 1488, 1234, "251.1"), ("is", 13608, 17283, "233.3"), ("two", 4347, 5022, "170.3"),
]  # fmt: skip


@pytest.mark.parametrize("row", RAYSON, ids=[f"Rayson, Leech & Hodges 1997, men and women, {row[0]}" for row in RAYSON])
def test_chi2_of_rayson_leech_and_hodges(row: Any) -> None:
    """They sum over the two cells of the word alone, which takes from chi2 the word's share of all words."""
    _, men, women, printed = row
    n_men, n_women = 1_714_443, 2_593_452
    two_cells = chi2(counts([men], [women], n_men, n_women)) * (1 - (men + women) / (n_men + n_women))
    equals(two_cells, printed)


#: Scores of 26 children in a spatial test
SPATIAL = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
]  # fmt: skip


def test_percentile_and_bca_of_efron_and_tibshirani_1993_table_14_2() -> None:
    # 90 % intervals of a variance of 171.5. They drew 2,000 times, which leaves 2 units of chance in each end.
    scores = np.array(SPATIAL, np.float64)
    n = len(scores)
    drawn = scores[np.random.default_rng(0).integers(0, n, (20_000, n))].var(axis=1)[None]
    without = np.array([[np.delete(scores, i).var() for i in range(n)]])
    seen = Resampled(np.array([scores.var()]), 0.9, drawn, without, n)
    equals(seen.estimate, "171.5")
    assert np.ravel(percentile(seen)) == pytest.approx([100.8, 233.9], abs=4)
    assert np.ravel(bca(seen)) == pytest.approx([115.8, 259.6], abs=4)
