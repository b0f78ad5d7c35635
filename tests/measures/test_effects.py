from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.articlewise import Sides
from framescope.measures.counts import TermCounts, count_terms
from framescope.measures.effects import ByStory, effect_intervals
from framescope.measures.keyness import keyness
from framescope.measures.reading import ARTICLE_KEYS
from framescope.measures.registry import registry
from framescope.measures.resample import Resampling

MakeCorpus = Callable[..., Corpus]


def stories(counts: dict[str, list[int]], lengths: int, *, first: int = 0) -> TermCounts:
    """Return articles of one length: the counts of some words in each, the rest is `other`."""
    n = len(next(iter(counts.values())))
    table = pd.DataFrame(counts)
    table["other"] = lengths - table.sum(axis=1)
    table = table.sort_index(axis=1)
    articles = pd.DataFrame("not stated", index=range(n), columns=list(ARTICLE_KEYS), dtype="str")
    articles["article_id"] = articles["story"] = [f"{i}#0" for i in range(first, first + n)]
    return TermCounts(
        sparse.csr_array(table.to_numpy(np.int64)), pd.Index(table.columns, dtype="str", name="term"), articles
    )


def clumped(n: int, seed: int, *, first: int = 0, rate: float = 2.0) -> TermCounts:
    rng = np.random.default_rng(seed)
    return stories({"war": rng.negative_binomial(1, 1 / (1 + rate), n).tolist()}, 200, first=first)


def test_the_interval_of_a_log_ratio_has_its_analytic_width() -> None:
    # By the delta method the variance of ln(rate) over n equal articles drawn with replacement is
    # sum((x - mean)**2) / sum(x)**2; the sides are independent, and log2 divides by ln 2.
    a, b = clumped(200, 1), clumped(300, 2, first=1000)
    x, y = (one.matrix.toarray()[:, one.terms == "war"].ravel() for one in (a, b))
    error = np.sqrt(sum(((v - v.mean()) ** 2).sum() / v.sum() ** 2 for v in (x, y))) / np.log(2)
    table = keyness(a, b, measures="log_ratio_walter", interval="percentile", n_resamples=10_000).set_index("term")
    row = table.loc["war"]
    assert row["low_log_ratio_walter"] == pytest.approx(row["log_ratio_walter"] - 1.96 * error, abs=0.12 * error)
    assert row["high_log_ratio_walter"] == pytest.approx(row["log_ratio_walter"] + 1.96 * error, abs=0.12 * error)
    assert (row["n_units_target"], row["n_units_reference"]) == (200, 300)
    assert row["method"] == "percentile bootstrap over stories, 10000 resamples, 95 % interval"


def test_parts_of_the_same_stories_are_drawn_together() -> None:
    # Each story has the word as often on both sides: however stories are drawn, the rates are equal.
    rng = np.random.default_rng(4)
    counts = rng.negative_binomial(1, 0.4, 40).tolist()
    same = stories({"war": counts}, 200)
    table = keyness(same, stories({"war": counts}, 200), measures="log_ratio_hardie", interval="percentile")
    assert table["log_ratio_hardie"].abs().max() == 0
    assert table["reason_log_ratio_hardie"].unique().tolist() == ["no variance: the same whichever stories are drawn"]
    apart = keyness(same, stories({"war": counts}, 200, first=90), measures="log_ratio_hardie", interval="percentile")
    war = apart.set_index("term").loc["war"]
    assert war["low_log_ratio_hardie"] < -0.2 < 0.2 < war["high_log_ratio_hardie"]


def test_swapping_the_sides_mirrors_the_interval() -> None:
    a, b = clumped(40, 3), clumped(40, 4, first=500)
    for interval in ("percentile", "bca"):
        there, back = (
            keyness(*sides, measures="log_ratio_walter", interval=interval).set_index("term").loc["war"]
            for sides in ((a, b), (b, a))
        )
        # Other draws: they agree up to the error of 2,000 of them.
        assert there["low_log_ratio_walter"] == pytest.approx(-back["high_log_ratio_walter"], abs=0.12)
        assert there["low_log_ratio_walter"] < there["log_ratio_walter"] < there["high_log_ratio_walter"]


def test_few_stories_have_no_interval_but_keep_their_estimate() -> None:
    table = keyness(clumped(40, 3), clumped(14, 4, first=90), measures=["pct_diff"], interval="percentile")
    assert not table["estimable_pct_diff"].any()
    assert table["reason_pct_diff"].unique().tolist() == ["14 stories; an interval needs at least 15"]
    assert table["low_pct_diff"].isna().all()
    assert table["pct_diff"].notna().all()
    assert table["method"].unique().tolist() == ["no interval"]


def test_draws_without_a_ratio_are_empty() -> None:
    # The word stands in one of 20 articles of the reference: 36 % of the draws lack it and are infinite, those in
    # which the target lacks it too have no ratio at all.
    a = stories({"war": [1, *[0] * 19]}, 100)
    b = stories({"war": [1, *[0] * 19]}, 100, first=50)
    war = keyness(a, b, measures="pct_diff", interval="percentile").set_index("term").loc["war"]
    assert not war["estimable_pct_diff"]
    assert war["reason_pct_diff"].endswith("% of the resamples are empty; at most 5 % may be")
    assert int(war["reason_pct_diff"].split()[0]) == pytest.approx(100 * 0.95**40, abs=3)


def test_terms_come_in_chunks_and_rows_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    sides = Sides(sparse.csc_array(rng.poisson(2, (40, 7))), np.full(40, 100), np.arange(40) < 20)
    chosen = [registry()["log_ratio_walter"], registry()["simple_maths"]]
    whole = effect_intervals(sides, chosen, {"k": 1.0}, Resampling(interval="bca"))
    monkeypatch.setattr("framescope.measures.effects._HELD", 2 * 2000)
    pd.testing.assert_frame_equal(effect_intervals(sides, chosen, {"k": 1.0}, Resampling(interval="bca")), whole)
    assert len(whole) == 7


def test_the_two_parts_of_a_story_are_one_row() -> None:
    counts = sparse.csc_array(np.array([[1, 0], [2, 1], [3, 0]]))
    sides = Sides(counts, np.array([10, 20, 30]), np.array([True, True, False]), np.array([0, 1, 1]))
    both = ByStory.of(sides)
    assert both.target.toarray().tolist() == [[1, 0], [2, 1]]
    assert both.reference.toarray().tolist() == [[0, 0], [3, 0]]
    assert (both.n1.tolist(), both.n2.tolist(), both.n_units) == ([10, 20], [0, 30], (2, 1))
    assert both.stratum.tolist() == [0, 0]
    assert ByStory.of(Sides(counts, sides.lengths, sides.in_target)).stratum.tolist() == [1, 1, 0]


def test_by_voice_the_article_is_its_own_match(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({f"{i}.txt": f"The war army said “war is over {'war ' * (i % 3)}” today." for i in range(16)})
    quoted, outside = (count_terms(corpus, view=View(voice=voice)) for voice in (("quoted",), ("own",)))
    table = keyness(quoted, outside, measures=["log_ratio_walter", "permutation"], interval="bca", n_permutations=99)
    war = table.set_index("term").loc["war"]
    assert war["low_log_ratio_walter"] > 0
    said = table.set_index("term").loc["said"]
    assert np.isnan(said["low_log_ratio_walter"])
    assert said["reason_log_ratio_walter"] == "found in none of the stories of the target"
    assert "16 stories have words on both sides" in war["note"]
    assert "under-covering below 30 stories" in war["method"]


def test_what_cannot_have_an_interval_is_refused() -> None:
    sides = clumped(20, 1), clumped(20, 2, first=50)
    with pytest.raises(InputError, match=r"interval='bca' needs a measure of the size.*log_ratio_hardie.*simple_maths"):
        keyness(*sides, measures="ll_4term", interval="bca")
    with pytest.raises(InputError, match=r"Only counts by article allow permutation, intervals; the reference is"):
        keyness(sides[0], sides[1].totals, measures=["pct_diff", "permutation"], interval="bca")
    with pytest.raises(UnknownNameError, match=r"interval of keyness 'normal'.*Known: percentile, bca, bca_expanded"):
        keyness(*sides, measures="pct_diff", interval="normal")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="too few for a 95 % interval"):
        keyness(*sides, measures="pct_diff", interval="bca", n_resamples=10)
