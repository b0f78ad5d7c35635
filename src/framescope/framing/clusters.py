"""Frames as patterns of coded elements: clusters of texts, and whether there are enough of them to look for any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score, silhouette_score

from framescope.errors import InputError, expect

Ints = npt.NDArray[np.int64]


def frame_clusters(
    elements: pd.DataFrame,
    *,
    n_clusters: Sequence[int] = (2, 3, 4, 5),
    n_resamples: int = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """Look for patterns among coded elements, for several numbers of clusters.

    Parameters
    ----------
    elements
        A row per independent text (one of each story), a column of truth values or shares per element.
    n_clusters
        Numbers of clusters to try.
    n_resamples, seed
        Halves of the texts drawn without replacement, clustered anew.

    Returns
    -------
    DataFrame
        One row per number: ``n_clusters, silhouette`` (-1 to 1), ``stability`` (mean adjusted Rand index of a half
        against the whole), ``sizes``, ``n_texts, estimable, reason``; null where not estimable.

    Raises
    ------
    InputError
        If a cell is empty, or a number of clusters is less than two.

    Notes
    -----
    Ward's hierarchical clustering of elements rather than of words (Matthes, J. & Kohring, M. 2008, "The content
    analysis of media frames", Journal of Communication 58(2), 258-279). With k binary elements at least 2 ** k texts
    are needed, better five times as many (Formann 1984, Die Latent-Class-Analyse); below there is no number.
    Clustering always finds clusters: a pattern is a frame only if somebody can say what it means.
    """
    values = _values(elements)
    if min(n_clusters) < 2:
        raise InputError(f"n_clusters are two and more; not {list(n_clusters)}.")
    n, k = elements.shape
    rows: list[tuple[object, ...]] = []
    for number in n_clusters:
        reason = _reason(n, k, number, len(np.unique(values, axis=0)))
        if reason:
            rows.append((number, np.nan, np.nan, None, n, False, reason))
            continue
        labels = _ward(values, number)
        sizes = ", ".join(map(str, sorted(np.bincount(labels), reverse=True)))
        stability = _stability(values, labels, number, (n_resamples, seed))
        rows.append((number, float(silhouette_score(values, labels)), stability, sizes, n, True, None))
    return pd.DataFrame(
        rows, columns=["n_clusters", "silhouette", "stability", "sizes", "n_texts", "estimable", "reason"]
    )


def cluster_profiles(elements: pd.DataFrame, n_clusters: int) -> pd.DataFrame:
    """Return how many texts each cluster holds, and the mean of each element in it.

    Raises
    ------
    InputError
        If a cell is empty, or there are too few texts for so many elements (see `frame_clusters`).
    """
    values = _values(elements)
    reason = _reason(*elements.shape, n_clusters, len(np.unique(values, axis=0)))
    if reason:
        raise InputError(f"No clusters: {reason}.")
    labels = _ward(values, n_clusters)
    profile = elements.astype("float64").groupby(labels).mean()
    profile.insert(0, "n_texts", np.bincount(labels))
    return profile.rename_axis("cluster").reset_index()


def _values(elements: pd.DataFrame) -> npt.NDArray[np.float64]:
    expect("elements", elements, pd.DataFrame, "fs.elements_by_article(...).pivot(...)")
    if elements.isna().any(axis=None):
        raise InputError("An element is empty: every text needs an answer to every question.")
    return elements.to_numpy(np.float64)


def _reason(n: int, k: int, number: int, n_patterns: int) -> str | None:
    needed = 2**k
    if n < needed:
        return f"{n} independent texts; {k} elements need at least {needed}"
    return f"only {n_patterns} different patterns" if n_patterns <= number else None


def _ward(values: npt.NDArray[np.float64], number: int) -> Ints:
    return np.asarray(AgglomerativeClustering(n_clusters=number, linkage="ward").fit_predict(values), dtype=np.int64)


def _stability(values: npt.NDArray[np.float64], labels: Ints, number: int, draws: tuple[int, int]) -> float:
    n_resamples, seed = draws
    found = []
    for stream in np.random.SeedSequence(seed).spawn(n_resamples):
        half = np.random.default_rng(stream).permutation(len(values))[: max(len(values) // 2, number)]
        found.append(adjusted_rand_score(labels[half], _ward(values[half], number)))
    return float(np.mean(found))
