import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.phrases import ASSOCIATIONS, association_score, phrases

MakeCorpus = Callable[..., Corpus]


@pytest.mark.parametrize(
    ("measure", "count", "margins", "n", "value", "digits"),
    [
        ("likelihood_ratio", 110, (2552, 221), 31777, 270.72, 2),
        ("likelihood_ratio", 8, (13, 32), 31777, 95.29, 2),
        ("student_t", 8, (15828, 4675), 14307668, 0.9999, 4),
        ("student_t", 20, (42, 20), 14307668, 4.4721, 4),
        ("chi_sq", 8, (15828, 4675), 14307668, 1.55, 2),
        ("chi_sq", 59, (67, 65), 571007, 456400, -2),
        ("pmi", 20, (42, 20), 14307668, 18.38, 2),
        ("pmi", 20, (15019, 15629), 14307668, 0.29, 2),
    ],
)
def test_values_of_nltk_collocations_doctest_after_manning_and_schuetze(
    measure: str, count: int, margins: tuple[int, int], n: int, value: float, digits: int
) -> None:
    assert round(association_score(measure, count, margins, n), digits) == value


def test_dice_of_smadja_1996() -> None:
    assert round(association_score("dice", 130, (3121, 143), 100_000), 2) == 0.08


def test_repulsion_is_negative_where_nltk_has_no_sign() -> None:
    # 1 of 1,000 pairs where 10 are expected: rarer than chance, though far from it.
    for measure in ("likelihood_ratio", "chi_sq", "phi_sq"):
        assert association_score(measure, 1, (100, 100), 1000) < 0
        assert association_score(measure, 30, (100, 100), 1000) > 0
    assert association_score("likelihood_ratio", 10, (100, 100), 1000) == pytest.approx(0, abs=1e-9)


def test_pairs_and_margins_by_hand(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "The Syrian army left. The army came.", "b": "the Syrian army, the Syrian army"})
    # Pairs: the syrian, syrian army, army left | the army, army came || the syrian, syrian army, army the,
    # the syrian, syrian army: 10 in all; none over the full stop or into the next article.
    table = phrases(corpus, min_count=1).set_index("phrase")
    assert table["n_pairs"].tolist() == [10] * 6
    assert "left the" not in table.index
    columns = ["count", "count_1", "count_2", "n_articles"]
    assert table.loc[["syrian army", "the syrian", "the army"], columns].to_numpy().tolist() == [
        [3, 3, 4, 2],
        [3, 4, 3, 2],
        [1, 4, 4, 1],
    ]
    assert table["expected"]["the army"] == pytest.approx(1.6)
    assert table["ll_4term"]["the army"] < 0
    # Dunning with cells (3, 0, 1, 6): 2 * (3 ln(3/1.2) + 1 ln(1/2.8) + 6 ln(6/4.2))
    by_hand = 2 * (3 * math.log(3 / 1.2) + math.log(1 / 2.8) + 6 * math.log(6 / 4.2))
    assert table["ll_4term"]["syrian army"] == pytest.approx(by_hand)


def test_what_is_not_read_parts_a_pair(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "the old «moderate» rebels and old rebels"})
    own = phrases(corpus, view=View(voice=("own",)), min_count=1)
    assert sorted(own["phrase"]) == ["and old", "old rebels", "rebels and", "the old"]
    assert own.set_index("phrase").loc["old rebels", "count"] == 1


def test_ranking_ties_and_limits(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "b a. b a. d c. d c. e f."})
    table = phrases(corpus, min_count=2)
    assert table["phrase"].tolist() == ["b a", "d c"]
    assert phrases(corpus, min_count=1, n=1)["phrase"].tolist() == ["b a"]


def test_every_measure_has_a_column_of_its_variant(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "the Syrian army left. The Syrian army came. The army won."})
    for name, association in ASSOCIATIONS.items():
        table = phrases(corpus, measure=name, min_count=1)
        assert association.column in table.columns
        assert table[association.column].is_monotonic_decreasing
        assert table[association.column].notna().all()


@given(cells=st.tuples(*[st.integers(0, 200)] * 3), both=st.integers(1, 200))
@settings(max_examples=60, deadline=None)
def test_swapping_the_words_changes_nothing(cells: tuple[int, int, int], both: int) -> None:
    first, second, n = both + cells[0], both + cells[1], both + sum(cells)
    for measure in ASSOCIATIONS:
        one = association_score(measure, both, (first, second), n)
        assert one == pytest.approx(association_score(measure, both, (second, first), n), nan_ok=True, abs=1e-9)


def test_a_corpus_of_one_pair_and_none(make_corpus: MakeCorpus) -> None:
    for name in ASSOCIATIONS:
        assert len(phrases(make_corpus({"a": "Syrian army"}), measure=name, min_count=1)) == 1
        assert phrases(make_corpus({"a": "Syria"}), measure=name).empty
        assert phrases(make_corpus({}), measure=name).empty


def test_bad_options(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"a": "Syrian army"})
    with pytest.raises(UnknownNameError, match=r"Unknown association measure 'fisher'.*Known: likelihood_ratio"):
        phrases(corpus, measure="fisher")
    with pytest.raises(InputError, match="n and min_count"):
        phrases(corpus, min_count=0)
