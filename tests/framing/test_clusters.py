import numpy as np
import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError


def patterns(n: int, noise: float = 0.0) -> pd.DataFrame:
    """Two patterns of four elements, half of the texts each."""
    rng = np.random.default_rng(4)
    rows = np.array([[1, 1, 0, 0] if i % 2 else [0, 0, 1, 1] for i in range(n)], dtype=bool)
    return pd.DataFrame(rows ^ (rng.random(rows.shape) < noise), columns=["problem", "cause", "evaluation", "remedy"])


def test_two_patterns_are_found_and_hold() -> None:
    table = fs.frame_clusters(patterns(80, noise=0.05), n_clusters=[2], n_resamples=20)
    assert table["stability"].item() > 0.9
    assert table["silhouette"].item() > 0.6
    profile = fs.cluster_profiles(patterns(80, noise=0.05), 2)
    assert sorted(profile["n_texts"]) == [40, 40]
    assert sorted(profile["problem"].round()) == [0, 1]


def test_noise_does_not_hold() -> None:
    noise = pd.DataFrame(np.random.default_rng(5).random((80, 4)) < 0.5)
    assert fs.frame_clusters(noise, n_clusters=[3], n_resamples=20)["stability"].item() < 0.6


def test_six_stories_are_too_few_for_four_elements() -> None:
    table = fs.frame_clusters(patterns(6))
    assert not table["estimable"].any()
    assert set(table["reason"]) == {"6 independent texts; 4 elements need at least 16"}
    assert table["silhouette"].isna().all()
    with pytest.raises(FramescopeError, match="4 elements need at least 16"):
        fs.cluster_profiles(patterns(6), 2)


def test_as_many_clusters_as_patterns_are_none() -> None:
    assert fs.frame_clusters(patterns(40), n_clusters=[2])["reason"].item() == "only 2 different patterns"


def test_empty_cells_and_single_clusters_are_refused() -> None:
    with pytest.raises(FramescopeError, match="An element is empty"):
        fs.frame_clusters(patterns(20).astype("boolean").mask(patterns(20)))
    with pytest.raises(FramescopeError, match="two and more"):
        fs.frame_clusters(patterns(20), n_clusters=[1])
