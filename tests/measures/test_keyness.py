from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.counts import count_terms
from framescope.measures.keyness import keyness
from framescope.measures.registry import known_measures

MakeCorpus = Callable[..., Corpus]
TOKEN_LEVEL = known_measures("keyness", needs=("counts",))
LISTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1).filter(lambda d: any(d.values()))


def listed(counts: dict[str, int]) -> "pd.Series[int]":
    return pd.Series(counts, dtype=np.int64)


def test_the_table_by_hand() -> None:
    table = keyness(listed({"war": 6, "the": 4}), listed({"peace": 5, "the": 5}), measures=["ll_4term", "lrc"])
    assert table["term"].tolist() == ["war", "the", "peace"]
    assert table["count_target"].tolist() == [6, 4, 0]
    assert table["count_reference"].tolist() == [0, 5, 5]
    assert table["n_target"].tolist() == table["n_reference"].tolist() == [10, 10, 10]
    assert table["per_million_target"].tolist() == [600_000, 400_000, 0]
    assert table["n_articles_target"].isna().all()
    assert table["comparable"].all()
    # war: cells 6 4 0 10, expected 3 7 3 7: 2 (6 ln 2 + 4 ln(4/7) + 10 ln(10/7))
    expected = 2 * (6 * np.log(2) + 4 * np.log(4 / 7) + 10 * np.log(10 / 7))
    assert table["ll_4term"].iloc[0] == pytest.approx(expected)
    assert table["ll_4term"].iloc[2] < 0
    assert table["p_ll_4term_holm"].iloc[0] == pytest.approx(min(3 * table["p_ll_4term"].iloc[0], 1))
    assert table["note"].unique().tolist() == [
        "target: frequency list, 10 tokens; reference: frequency list, 10 tokens; alpha = 0.05; family = 3"
    ]
    assert list(table.columns[-5:]) == ["ll_4term", "lrc", "p_ll_4term", "p_ll_4term_holm", "note"]


def test_the_size_of_a_list_is_what_it_says_or_what_the_caller_says() -> None:
    target, reference = listed({"a": 3}), listed({"a": 5})
    reference.attrs |= {"n_tokens": 50, "note": "another corpus", "lacks": "-"}
    table = keyness(target, reference, n_target=30, measures="pct_diff")
    assert table["pct_diff"].tolist() == pytest.approx([0])
    assert "reference: another corpus, 50 tokens" in table["note"].iloc[0]
    assert keyness(target, reference, n_target=30, n_reference=100, measures="pct_diff")["pct_diff"].iloc[0] == 100


def test_terms_that_a_list_cannot_hold_are_marked() -> None:
    reference = listed({"backed": 5})
    reference.attrs["lacks"] = r"-|\d\d"
    table = keyness(listed({"us-backed": 2, "2017": 1, "backed": 1}), reference).set_index("term")
    assert table["comparable"].to_dict() == {"us-backed": False, "2017": False, "backed": True}


@given(target=LISTS, reference=LISTS)
@settings(deadline=None, max_examples=40)
def test_swapping_the_sides_turns_the_table_round(target: dict[str, int], reference: dict[str, int]) -> None:
    signed = ["ll_4term", "ll_2term", "chi2_yates", "log_ratio_walter", "lrc", "log_ratio_normal_bound"]
    there = keyness(listed(target), listed(reference), measures=signed).set_index("term").sort_index()
    back = keyness(listed(reference), listed(target), measures=signed).set_index("term").sort_index()
    pd.testing.assert_frame_equal(there[signed], -back[signed], atol=1e-9)
    assert there["p_ll_4term"].to_numpy() == pytest.approx(back["p_ll_4term"].to_numpy())


@given(target=LISTS, reference=LISTS, seed=st.integers(0, 9))
@settings(deadline=None, max_examples=40)
def test_every_word_of_either_side_is_there_whatever_their_order(
    target: dict[str, int], reference: dict[str, int], seed: int
) -> None:
    table = keyness(listed(target), listed(reference), measures=TOKEN_LEVEL)
    assert set(table["term"]) == {term for side in (target, reference) for term, count in side.items() if count}
    shuffled = [listed(side).sample(frac=1, random_state=seed) for side in (target, reference)]
    pd.testing.assert_frame_equal(table, keyness(*shuffled, measures=TOKEN_LEVEL))
    if len(table) > 1:
        undefined = table.drop(columns=["n_articles_target", "n_articles_reference"]).isna().any()
        # The odds of a word that is a whole side are infinite: against the same, there is no ratio.
        assert set(undefined.index[undefined]) <= {"odds_ratio"}
    first = table[TOKEN_LEVEL[0]].to_numpy()
    assert (np.diff(first) <= 1e-12).all()


def test_a_test_that_is_a_p_sorts_the_smallest_first() -> None:
    table = keyness(listed({"a": 9, "b": 1}), listed({"a": 1, "b": 9}), measures="fisher_p_right")
    assert table["term"].tolist() == ["a", "b"]
    assert table["fisher_p_right_holm"].iloc[0] == pytest.approx(2 * table["fisher_p_right"].iloc[0])
    assert "p_fisher_p_right" not in table


def test_corpora_of_one_word() -> None:
    table = keyness(listed({"a": 9}), listed({"a": 4}), measures=["ll_4term", "log_ratio_hardie", "lrc"])
    assert table[["ll_4term", "log_ratio_hardie", "lrc"]].to_numpy().tolist() == [[0, 0, 0]]
    assert table["p_ll_4term"].tolist() == [1]


def test_words_that_are_too_rare_are_no_tests_but_stay_in_the_vocabulary() -> None:
    sides = listed({"a": 90, "b": 1, "c": 1}), listed({"a": 1, "d": 90})
    whole = keyness(*sides, measures=["log_odds_z_var4", "lrc"], adjust="bonferroni").set_index("term")
    table = keyness(*sides, measures=["log_odds_z_var4", "lrc"], adjust="bonferroni", min_count=2).set_index("term")
    assert set(table.index) == {"a", "d"}
    assert table["log_odds_z_var4"].to_dict() == whole["log_odds_z_var4"][["a", "d"]].to_dict()
    p = table["p_log_odds_z_var4"]
    assert table["p_log_odds_z_var4_bonferroni"].to_numpy() == pytest.approx(np.minimum(2 * p, 1))
    assert table["lrc"]["a"] > whole["lrc"]["a"]


def test_options_reach_their_measures() -> None:
    sides = listed({"a": 9, "b": 1}), listed({"a": 1, "b": 9})
    table = keyness(*sides, measures="simple_maths", k=1e6).set_index("term")
    assert table["simple_maths"]["a"] == pytest.approx((900_000 + 1e6) / (100_000 + 1e6))
    assert "k = 1000000.0" in table["note"].iloc[0]
    strong = keyness(*sides, measures="log_odds_z_var2_informative", prior_total=10**7)
    assert strong["log_odds_z_var2_informative"].abs().max() < 0.1
    assert "p_ll_4term_holm" not in keyness(*sides, adjust=None)


def corpora(make_corpus: MakeCorpus) -> Corpus:
    texts = {str(i): "war war" + " the" * i for i in range(3)} | {str(i): "peace" + " the" * i for i in range(3, 7)}
    return make_corpus(texts, outlet=["A", "A", "B", "C", "C", "D", None], copy_group=["g", "g", *[None] * 5])


def test_articles_are_compared_story_by_story(make_corpus: MakeCorpus) -> None:
    counts = count_terms(corpora(make_corpus))
    target, reference = counts.where(np.arange(7) < 3), counts.where(np.arange(7) >= 3)
    table = keyness(target, reference, measures=["mann_whitney", "permutation", "ll_4term"]).set_index("term")
    assert table["n_articles_target"].to_dict() == {"war": 3, "the": 2, "peace": 0}
    # Two stories on this side (two articles are copies), four on the other: 8 pairs, all won, all lost.
    assert table["mann_whitney"]["war"] == 8
    assert table["mann_whitney"]["peace"] == 0
    # 15 ways to deal 2 of 6 stories; only the one seen separates "war" like this.
    assert table["p_permutation"]["war"] == pytest.approx(1 / 15, abs=0.02)
    assert "unit = story" in table["note"].iloc[0]
    assert "both sides" not in table["note"].iloc[0]
    by_outlet = keyness(target, reference, measures="mann_whitney", unit="outlet").set_index("term")
    assert by_outlet["mann_whitney"]["war"] == 2 * 3  # A and B; C, D and one that is not stated


def test_stories_on_both_sides_are_said(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "we said “we will win”", "b": "they said “no” again"})
    quoted, outside = (count_terms(corpus, view=View(voice=(voice,))) for voice in ("quoted", "own"))
    table = keyness(quoted, outside, measures="mann_whitney")
    assert table["note"].iloc[0].endswith("2 stories have words on both sides, which are not independent there")


def test_the_order_of_documents_does_not_matter(make_corpus: MakeCorpus) -> None:
    texts = {"a": "war war the", "b": "war the", "c": "peace the", "d": "the peace talks"}
    tables = []
    for names in ("abcd", "dcba"):
        counts = count_terms(make_corpus({name: texts[name] for name in names}))
        in_target = counts.articles["document_id"].isin(["a", "b"]).to_numpy()
        sides = counts.where(in_target), counts.where(~in_target)
        tables.append(keyness(*sides, measures=["ll_4term", "mann_whitney", "permutation"], n_permutations=50))
    # Units are numbered by name within each side, so that the deals are the same as well.
    pd.testing.assert_frame_equal(tables[0], tables[1])


def test_articles_against_a_list(make_corpus: MakeCorpus) -> None:
    counts = count_terms(make_corpus({"a": "war the", "b": "war"}))
    table = keyness(counts, listed({"the": 90, "peace": 10})).set_index("term")
    assert table["n_articles_target"].to_dict() == {"war": 2, "the": 1, "peace": 0}
    assert table["n_articles_reference"].isna().all()
    message = r"Only counts by article allow mann_whitney, permutation; the reference is a plain list"
    with pytest.raises(InputError, match=message):
        keyness(counts, listed({"the": 9}), measures=["ll_4term", "mann_whitney", "permutation"])
    with pytest.raises(InputError, match="the target and reference is a plain list"):
        keyness(listed({"a": 1}), listed({"the": 9}), measures=["permutation"])


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        pytest.param({"a": 1.5}, {}, r"target lists 1\.5 for 'a'; counts are whole numbers", id="a rate"),
        pytest.param({"a": -1}, {}, "target lists .*-1.* for 'a'", id="negative"),
        pytest.param({"a": None, "b": 1}, {}, "target lists .* for 'a'", id="missing"),
        pytest.param({"a": "many"}, {}, "target lists 'many' for 'a'", id="text"),
        pytest.param({}, {}, "target holds no tokens", id="empty"),
        pytest.param({"a": 0}, {}, "target holds no tokens", id="zero"),
        pytest.param({"a": 9}, {"n_target": 5}, r"n_target = 5 is less than .* \(9\)", id="too small a size"),
        pytest.param({"a": 9}, {"measures": []}, "name at least one measure", id="no measure"),
        pytest.param({"a": 9}, {"k": 0}, "k is a number above 0", id="k of 0"),
        pytest.param({"a": 9}, {"prior": float("nan")}, "prior is a number above 0", id="no prior"),
        pytest.param({"a": 9}, {"min_count": 0}, "min_count", id="min_count of 0"),
        pytest.param({"a": 9}, {"alpha": 2, "measures": ["lrc"]}, "alpha is a share", id="alpha of 2"),
    ],
)
def test_bad_input_is_refused(target: dict[str, Any], options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        keyness(pd.Series(target, dtype=object), listed({"a": 1}), **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measures": ["keyness"]}, r"measure of keyness 'keyness'.*ll_4term"),
        ({"adjust": "fdr"}, r"adjustment 'fdr'.*holm"),
        ({"kk": 3}, r"option of keyness 'kk'.*min_count"),
        ({"unit": "article"}, r"unit 'article'.*story, outlet"),
    ],
)
def test_unknown_names_list_the_known(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        keyness(listed({"a": 1}), listed({"a": 1}), **options)


def test_what_is_no_table_of_counts_is_refused(make_corpus: MakeCorpus) -> None:
    with pytest.raises(InputError, match=r"reference is what fs\.count_terms returns"):
        keyness(listed({"a": 1}), {"a": 1})  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="target lists 'a' twice"):
        keyness(pd.Series([1, 2], index=["a", "a"]), listed({"a": 1}))
    with pytest.raises(InputError, match="leave out n_target"):
        keyness(count_terms(make_corpus({"a": "x"})), listed({"a": 1}), n_target=9)
    with pytest.raises(InputError, match="target holds no tokens"):
        keyness(count_terms(make_corpus({})), listed({"a": 1}))


def test_words_of_equal_counts_stand_in_the_order_of_the_alphabet() -> None:
    table = keyness(listed({"z": 1, "b": 3, "é": 1, "a": 1}), listed({"c": 2, "z": 5, "A": 2}), measures="ll_4term")
    # Signed G², by hand: 2.25 for A and c (0 of 6 against 2 of 9), 2.42 for z (1 of 6 against 5 of 9), both negative.
    assert table["term"].tolist() == ["b", "a", "é", "A", "c", "z"]
    assert table["ll_4term"].tolist()[-3:] == pytest.approx([-2.25, -2.25, -2.42], abs=0.005)
