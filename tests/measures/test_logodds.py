from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.measures import logodds
from framescope.measures.association import Contingency
from framescope.measures.reading import Floats

VARIANTS: list[Callable[[Contingency], Floats]] = [
    logodds.log_odds_z_var2, logodds.log_odds_z_var4, logodds.log_odds_z_var2_informative,
    logodds.log_odds_z_var4_informative,
]  # fmt: skip
WORDS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).filter(sum), min_size=2, max_size=8)


def table_of(words: list[tuple[int, int]]) -> Contingency:
    a, b = (np.array(side) for side in zip(*words, strict=True))
    return Contingency.of_counts(a, b, max(a.sum(), 1), max(b.sum(), 1))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
@given(words=WORDS, seed=st.integers(0, 9))
def test_swapping_the_sides_turns_the_sign_and_the_order_of_words_does_not_matter(
    variant: Callable[[Contingency], Floats], words: list[tuple[int, int]], seed: int
) -> None:
    z = variant(table_of(words))
    assert np.isfinite(z).all()
    assert variant(table_of([(b, a) for a, b in words])) == pytest.approx(-z, abs=1e-9)
    order = np.random.default_rng(seed).permutation(len(words))
    assert variant(table_of([words[i] for i in order])) == pytest.approx(z[order], abs=1e-9)


@given(words=WORDS)
def test_four_terms_are_nearer_to_zero_than_two(words: list[tuple[int, int]]) -> None:
    table = table_of(words)
    assert (abs(logodds.log_odds_z_var4(table)) <= abs(logodds.log_odds_z_var2(table)) + 1e-12).all()


def test_a_strong_prior_pulls_to_zero() -> None:
    table = table_of([(9, 1), (1, 9)])
    weak, strong = (logodds.log_odds_z_var4_informative(table, prior_total=total)[0] for total in (1, 10**6))
    assert 0 < strong < 0.1 < weak


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_one_word_alone_has_no_odds(variant: Callable[[Contingency], Floats]) -> None:
    assert np.isnan(variant(Contingency.of_counts([5], [3], 5, 3))).all()


@pytest.mark.parametrize("prior", [0, -1])
def test_a_prior_is_above_zero(prior: float) -> None:
    with pytest.raises(InputError, match="above 0"):
        logodds.log_odds_z_var2(table_of([(1, 2), (3, 4)]), prior=prior)
    with pytest.raises(InputError, match="above 0"):
        logodds.log_odds_z_var2_informative(table_of([(1, 2), (3, 4)]), prior_total=prior)
