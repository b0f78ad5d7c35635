import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.measures.distances import Distances, ald, arf, awt, f_ald, f_awt

TEXTS = st.lists(st.integers(0, 4), min_size=1, max_size=40)
ADJUSTED = (f_ald, arf, f_awt)


@given(text=TEXTS)
def test_distances_of_a_word_sum_to_the_length_of_the_corpus(text: list[int]) -> None:
    found = Distances.of(text, 5)
    assert (found.distance >= 1).all()
    for term in range(5):
        assert found.over(found.distance)[term] == pytest.approx(len(text) if term in text else np.nan, nan_ok=True)
        assert found.total[term] == text.count(term)


@given(text=TEXTS, turn=st.integers(0, 40))
def test_the_corpus_is_a_ring(text: list[int], turn: int) -> None:
    at = turn % len(text)
    one, other = Distances.of(text, 5), Distances.of(text[at:] + text[:at], 5)
    for measure in (ald, f_ald, arf, awt, f_awt):
        assert measure(other) == pytest.approx(measure(one), nan_ok=True)


@given(text=TEXTS)
def test_adjusted_frequencies_lie_between_one_and_the_count(text: list[int]) -> None:
    found = Distances.of(text, 5)
    for measure in ADJUSTED:
        for term in set(text):
            assert 1 - 1e-9 <= measure(found)[term] <= text.count(term) + 1e-9


def test_an_even_word_keeps_its_count_and_a_clumped_one_does_not() -> None:
    even = Distances.of([1, 0, 0, 0] * 5, 2)
    clumped = Distances.of([1] * 5 + [0] * 15, 2)
    for measure in ADJUSTED:
        assert measure(even)[1] == pytest.approx(5)
        assert measure(clumped)[1] < 3
    assert awt(even)[1] == 2.5  # 1, 2, 3 or 4 tokens to wait, equally often
    assert arf(clumped)[1] == 2  # distances 1 1 1 1 16, cut at 4: 8 / 4


def test_a_word_that_stands_nowhere_and_an_empty_corpus_are_null() -> None:
    assert np.isnan(arf(Distances.of([0, 0], 2))[1])
    assert np.isnan(ald(Distances.of([], 2))).all()
    assert np.isnan(arf(Distances.of([], 2))).all()


def test_terms_out_of_range_are_refused() -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        Distances.of([0, 2], 2)
