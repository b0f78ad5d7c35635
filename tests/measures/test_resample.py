import numpy as np
import numpy.typing as npt
import pytest
from scipy import sparse

from framescope.errors import InputError, UnknownNameError
from framescope.measures.rates import OutOf
from framescope.measures.resample import Resampling, dealt, left_out, resampled_sums, resampling_from


def columns(*values: npt.ArrayLike) -> "sparse.csr_array":
    return sparse.csr_array(np.array(values, dtype=np.int64).T)


def test_the_sums_of_the_draws_have_the_variance_of_the_multinomial() -> None:
    # n units drawn with replacement: the sum has mean S and variance sum((x - mean)**2).
    x = np.array([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
    sums = resampled_sums(columns(x), Resampling(n_resamples=40_000, seed=1))[0]
    variance = ((x - x.mean()) ** 2).sum()
    # The standard error of a variance of 40,000 draws is about 1 % for this sum (kurtosis near 3). Streams that
    # overlap (consecutive seeds) would make it far too small.
    assert sums.mean() == pytest.approx(x.sum(), abs=4 * np.sqrt(variance / 40_000))
    assert sums.var() == pytest.approx(variance, rel=0.03)


def test_each_stratum_is_drawn_from_itself() -> None:
    # Two strata of 3 and 2: the number of draws from each is fixed, and their variances add up.
    x, stratum = np.array([1, 2, 6, 10, 20]), np.array([0, 0, 0, 1, 1])
    ones = np.ones(5, dtype=np.int64)
    sums = resampled_sums(columns(x, ones * (stratum == 0)), Resampling(n_resamples=40_000), stratum=stratum)
    variance = sum(((x[stratum == s] - x[stratum == s].mean()) ** 2).sum() for s in (0, 1))
    assert (sums[1] == 3).all()
    assert sums[0].var() == pytest.approx(variance, rel=0.03)


def test_the_weights_of_a_draw_add_up_to_the_units() -> None:
    sums = resampled_sums(columns(np.ones(37, dtype=np.int64)), Resampling(n_resamples=500))
    assert (sums == 37).all()


def test_a_seed_decides_and_threads_do_not() -> None:
    counts = columns(np.arange(50))
    whole = resampled_sums(counts, Resampling(n_resamples=300))
    assert (resampled_sums(counts, Resampling(n_resamples=300, n_jobs=2)) == whole).all()
    assert (resampled_sums(counts, Resampling(n_resamples=300, seed=1)) != whole).any()
    blocks = whole.reshape(6, 50)
    assert len(np.unique(blocks, axis=0)) == 6, "blocks do not repeat each other"


def test_cards_are_dealt_and_twins_change_places() -> None:
    # Rows 0 to 3 are single (one of them on the left), 4 and 5 are the two parts of one story.
    in_target = np.array([True, False, False, False, True, False])
    twin = np.array([-1, -1, -1, -1, 5, 4])
    deals = np.concatenate(list(dealt(in_target, twin, 4000, 0)), axis=1)
    assert deals.shape == (6, 4000)
    assert (deals[:4].sum(axis=0) == 1).all()
    assert (deals[4] != deals[5]).all()
    # Each mean is one of 4,000 draws: its standard error is at most .008.
    assert deals.mean(axis=1) == pytest.approx([0.25] * 4 + [0.5] * 2, abs=0.03)


def test_leaving_out_by_hand() -> None:
    without = left_out(OutOf(np.array([[1, 2], [0, 5]]), np.array([[10, 20]])))
    assert without.tolist() == [[2 / 20, 1 / 10], [5 / 20, 0]]
    assert np.isnan(left_out(OutOf(np.array([[1]]), np.array([[10]])))).all()


def test_bad_options_say_what_is_allowed() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown unit 'article'.*Known: story, outlet"):
        Resampling(unit="article")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="between 0 and 1"):
        Resampling(level=95)
    with pytest.raises(InputError, match="n_resamples=10 is too few for a 95 % interval: take at least 40"):
        Resampling(n_resamples=10)
    with pytest.raises(
        UnknownNameError, match=r"Unknown interval 'BCa'.*Known: jackknife_t, percentile, bca, bca_expanded"
    ):
        Resampling(interval="BCa")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="n_jobs is a number of threads"):
        Resampling(n_jobs=0)
    with pytest.raises(InputError, match="seed"):
        Resampling(seed=-1)
    with pytest.raises(UnknownNameError, match=r"Unknown option 'n_resample'. Did you mean 'n_resamples'"):
        resampling_from({"n_resample": 100})  # type: ignore[typeddict-unknown-key]  # what is tested
