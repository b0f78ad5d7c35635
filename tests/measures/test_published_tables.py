"""Tables that other tools print, whose settings are known or can be found; the source is in the test's name."""

from typing import Any

import numpy as np
import pytest
from tests.measures.published import cells, counts, equals, margins

from framescope.measures.association import (
    chi2,
    chi2_yates,
    ll_4term,
    log_ratio_hardie,
    odds_ratio,
    simple_ll,
)
from framescope.measures.logodds import log_odds_z_var2
from framescope.measures.pairs import dice, jaccard, mi2, mi3, mi_log10, min_sensitivity, t_score, z_score
from framescope.measures.significance import fisher_p_right, log_ratio_normal_bound, lrc, positive_lrc

#: lemma, f, f2, then Log Ratio, its bound by the normal approximation at .01 and at .05, the exact one, and one-sided
CREATED = [
    ("Befragung", 150, 349, 6.452100263355738, 5.7806986388180706, 5.8385349812543765, 5.821970068053486,
     5.849267895502715),
    ("-eingebrachten", 15, 18, 9.181834288290867, 5.25375813796948, 5.592133186588571, 5.991330482867978,
     6.10798857532048),
    ("Sportbericht", 7, 10, 8.082298614739953, 3.796411027509852, 4.165608916045259, 4.0603178799231285,
     4.234731689446559),
    ("Verhandlungsstrategie", 5, 15, 5.859906193403506, 2.4581009524051467, 2.751141608890719, 1.749181769280812,
     1.9666099022403476),
    ("nicht", 1178, 181474, -0.397977847072504, -0.21706619782744915, -0.23265041406115097, -0.2343762653594573,
     -0.56008757251915),
    ("und", 2671, 437488, -0.4869783667805467, -0.36739681660119294, -0.3776978930842887, -0.37783874364223136,
     -0.5938553754520536),
    ("Thema", 179, 16944, 0.31055710798661484, 0, 0, 0, -0.12037459213070517),
]  # fmt: skip


@pytest.mark.parametrize("row", CREATED, ids=[f"association-measures log-ratio-create.R, {row[0]}" for row in CREATED])
def test_log_ratio_and_its_bounds_of_evert_in_r(row: Any) -> None:
    """The R script that made the table says how: both bounds corrected for its 599 rows."""
    _, f, f2, ratio, at_01, at_05, exact, one_sided = row
    table = margins(f, 168329, f2, 19720567)
    assert log_ratio_hardie(table)[0] == pytest.approx(ratio, rel=1e-12)
    assert log_ratio_normal_bound(table, alpha=0.01, family=599)[0] == pytest.approx(at_01, rel=1e-12)
    assert log_ratio_normal_bound(table, alpha=0.05, family=599)[0] == pytest.approx(at_05, rel=1e-12)
    assert lrc(table, alpha=0.05, family=599)[0] == pytest.approx(exact, rel=1e-9)
    assert positive_lrc(table, alpha=0.05, family=599)[0] == pytest.approx(one_sided, rel=1e-9)


INAUGURAL = [
    ("we", "703.3183", 960, 779), ("our", "188.5010", 874, 1307), ("us", "186.3718", 262, 216),
    ("america", "176.8588", 130, 54), ("world", "171.0441", 188, 126), ("americans", "150.8152", 67, 7),
    ("freedom", "139.6468", 122, 64), ("upon", "-51.80884", 39, 332), ("it", "-52.47374", 257, 1132),
    ("public", "-55.91584", 11, 213), ("states", "-59.02901", 28, 305), ("constitution", "-61.09244", 6, 200),
    ("be", "-72.17238", 257, 1225), ("should", "-82.99568", 15, 309), ("which", "-159.84877", 95, 911),
    ("of", "-178.17359", 1437, 5666), ("the", "-298.27243", 1988, 8094),
]  # fmt: skip


@pytest.mark.parametrize("row", INAUGURAL, ids=[f"quanteda, help of textstat_keyness, {r[0]}" for r in INAUGURAL])
def test_chi2_of_the_inaugural_addresses_of_quanteda(row: Any) -> None:
    """The page does not print the sizes: one pair of them, 40,573 and 109,134, gives all 17 values."""
    equals(chi2(counts(row[2], row[3], 40573, 109134)), row[1])


def test_chi2_of_we_and_the_in_a_later_quanteda_help_page() -> None:
    # The only pair of whole sizes near those above (to either side 5 and 10) that gives both to seven digits.
    equals(chi2(counts(1048, 779, 43002, 108539)), "764.4484")
    equals(chi2(counts(2089, 8094, 43002, 108539)), "-331.99069")


def test_log_odds_of_mtcars_of_the_help_of_tidylo() -> None:
    """tidylo compares a group with *all* groups, every count raised by the prior, with a variance of two terms."""
    found = np.array([[12, 2, 4], [3, 10, 1]])
    published = {
        "empirical": [[1.1728347, -1.3767516, 0.4033125], [-1.1354777, 1.5661168, -0.4362340]],
        "uninformative": [[1.8912729, -1.9691060, 0.5549172], [-1.7407107, 2.8421436, -0.6570674]],
    }
    for prior, raised in (("empirical", found + found.sum(axis=0)), ("uninformative", found + 1)):
        for group, values in zip(raised, published[prior], strict=True):
            table = counts(group, raised.sum(axis=0), group.sum(), raised.sum())
            assert log_odds_z_var2(table, prior=1e-12) == pytest.approx(values, abs=6e-8)


#: f, f2, then Dice, Jaccard, MI, MI2, MI3 (base 10), MS, chi2, Yates, G2, odds ratio and relative risk (base 10),
#: simple-ll, t, z, and Fisher's right p (minus log10)
UCS = [
    ("certain", 7, 120, 0.00090591432638799, 0.000453162426361106, -0.136441960174449, 0.708656079839807,
     1.55375411985406, 0.000456501891222121, -0.757555937349874, -0.492734538404499, -0.829802488929075,
     -0.146567379083828, -0.136515180395085, -0.76933053374612, -0.976603439999581, -0.834636300973578,
     0.06938119984837125275856),
    ("private", 4, 34, 0.000520562207183758, 0.000260348867482426, 0.168222320144626, 0.770282311472588,
     1.37234230280055, 0.000260858223555498, 0.660552613334868, 0.246409696830998, 0.583217966132749,
     0.186470885701875, 0.168258710284488, 0.52961789139358, 0.64228794049938, 0.779544528986522,
     0.5428882334788922570112),
    ("arrived", 2, 5, 0.000260773192515809, 0.000130403599139336, 0.699701237186881, 1.00073123285086,
     1.30176122851484, 0.000130429111777749, 6.97326860448976, 3.29721876625307, 3.87912640510113,
     0.885450614819354, 0.69974657550757, 3.24314070583144, 1.1318466787932, 2.53301767020394,
     1.2660687275743098823),
    ("This", 3, 45, 0.000390142401976722, 0.000195109261186264, -0.0784500131967625, 0.3986712415229,
     0.875792496242562, 0.000195643667666623, -0.10670130209892, -0.00266940444423685, -0.112564695685161,
     -0.0846537210781993, -0.0784668386786303, -0.104060388234501, -0.342913547522933, -0.313299452958071,
     0.1499880203609936790698),
    ("will", 52, 658, 0.00650325162581291, 0.00326223337515684, -0.00458130412023773, 1.71142203951456,
     3.42742538314936, 0.00339115690622147, -0.00631039542005377, -5.49176102678802e-05, -0.00633058968211841,
     -0.00499371186920616, -0.00459697569981227, -0.00580686073284054, -0.0764714189412685, -0.0760691382927798,
     0.2577354341067543685995),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", UCS, ids=[f"UCS toolkit, association-measures tests/ucs-gold-100.ds, {r[0]}" for r in UCS]
)
def test_scores_of_the_ucs_toolkit_of_evert(row: Any) -> None:
    table = margins(row[1], 15334, row[2], 191998)
    ten = np.log10(2)
    ours = [
        dice(table), jaccard(table), mi_log10(table), mi2(table) * ten, mi3(table) * ten, min_sensitivity(table),
        chi2(table), chi2_yates(table), ll_4term(table), np.log10(odds_ratio(table)),
        log_ratio_hardie(margins(row[1], row[2], 15334, 191998)) * ten,  # by columns: the word against all others
        simple_ll(table), t_score(table), z_score(table), -np.log10(fisher_p_right(table)),
    ]  # fmt: skip
    assert np.concatenate(ours) == pytest.approx(row[3:], rel=1e-9)


#: Words near [lemma="SPD"] by lemma, by lemma and part of speech; near [lemma="Arbeit"]
CCC = [
    ("die", (813, 4373, 12952, 131030), 518, "0.545843"), ("bei", (366, 4820, 991, 142991), 518, "2.92542"),
    ("(", (314, 4872, 1444, 142538), 518, "2.14939"), ("[", (221, 4965, 477, 143505), 518, "3.10689"),
    (")", (207, 4979, 1620, 142362), 518, "1.29206"), ("bei APPR", (360, 4826, 869, 143113), 561, "3.07952"),
    ("( $(", (314, 4872, 1444, 142538), 561, "2.14784"), ("Beifall NN", (199, 4987, 471, 143511), 561, "2.94681"),
    ("[ $(", (161, 5025, 259, 143723), 561, "3.39452"), ("]: $(", (139, 5047, 340, 143642), 561, "2.77726"),
    ("für", (46, 730, 831, 148102), 268, "2.26335"),
]  # fmt: skip


@pytest.mark.parametrize("row", CCC, ids=[f"cwb-ccc vignette and README, CLR of {row[0]}" for row in CCC])
def test_conservative_log_ratio_of_cwb_ccc(row: Any) -> None:
    """Exact bounds at alpha = .001; it does not say for how many words: one number gives all values of a table."""
    equals(lrc(cells(*row[1]), alpha=0.001, family=row[2]), row[3])


SPD = [
    ("die", (813, 4373, 12952, 131030), "15.2882", "11.7295", "226.513", "192.823", "0.059063", "0.0858",
     "0.801347", "0.230157"),
    ("bei", (366, 4820, 991, 142991), "46.4174", "16.6651", "967.728", "862.013", "0.070575", "0.111875", "3.35808",
     "0.889744"),
    ("[", (221, 4965, 477, 143505), "39.9366", "13.2337", "654.834", "582.935", "0.042615", "0.075119", "3.68518",
     "0.95938"),
]  # fmt: skip


@pytest.mark.parametrize("row", SPD, ids=[f"cwb-ccc vignette, {row[0]}" for row in SPD])
def test_collocates_of_the_vignette_of_cwb_ccc(row: Any) -> None:
    measures = (z_score, t_score, ll_4term, simple_ll, min_sensitivity, dice, log_ratio_hardie, mi_log10)
    for measure, printed in zip(measures, row[2:], strict=True):
        equals(measure(cells(*row[1])), printed)
