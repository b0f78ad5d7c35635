"""Frames by lists of their words, as Field et al. (2018) build them; length and threshold are chosen, never fixed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import CountVectorizer

from framescope.errors import InputError, expect

Floats = npt.NDArray[np.float64]


def frame_words(
    texts: pd.Series[str],
    labels: pd.DataFrame,
    *,
    n_words: int = 250,
    min_share: float = 0.005,
    max_share: float = 0.98,
) -> pd.DataFrame:
    """List the words that go with each frame in coded passages.

    Parameters
    ----------
    texts
        Coded passages or texts.
    labels
        The same rows; a column of truth values per frame.
    n_words
        How many words a list has at most; only words with a pointwise mutual information above 0 are in it.
    min_share, max_share
        Words in fewer or more of the texts than this are left out.

    Returns
    -------
    DataFrame
        ``frame, word, pmi`` (base 2), ``n_texts`` of the frame that hold it, ``count`` in them; the highest first.

    Raises
    ------
    InputError
        If a frame is in no text, or in all.

    Notes
    -----
    PMI(F, w) = log2(P(w | F) / P(w)), P over tokens (Field, A., Kliger, D., Wintner, S., Pan, J., Jurafsky, D. &
    Tsvetkov, Y. 2018, "Framing and agenda-setting in Russian news", EMNLP, pp. 3570-3580; they take 250 words in
    .5 to 98 % of the texts, and call a text framed that holds three). Rare words have the highest PMI and tell the
    least: with few texts the list is names. How long a list should be, and how many of its words make a frame, is
    for `cross_validate_frames` (model ``pmi words``) to choose.
    """
    expect("texts", texts, pd.Series, "fs.article_texts(...)['all']")
    expect("labels", labels, pd.DataFrame, "pd.DataFrame(...)")
    vectorizer = CountVectorizer()
    counts = vectorizer.fit_transform(texts)
    words = vectorizer.get_feature_names_out()
    rows = []
    for frame in labels.columns:
        inside = labels[frame].to_numpy(np.bool_)
        if inside.all() or not inside.any():
            raise InputError(
                f"Frame {frame!r} is in {int(inside.sum())} of {len(inside)} texts: nothing sets it apart."
            )
        pmi = _pmi(counts, inside, (min_share, max_share))
        best = np.argsort(-pmi, kind="stable")[:n_words]
        best = best[pmi[best] > 0]
        of_frame = counts[inside][:, best]
        n_texts, count = (np.asarray(part.sum(axis=0)).ravel() for part in (of_frame > 0, of_frame))
        rows.append(
            pd.DataFrame({"frame": frame, "word": words[best], "pmi": pmi[best], "n_texts": n_texts, "count": count})
        )
    return pd.concat(rows, ignore_index=True)


def frame_salience(present: pd.DataFrame, group: pd.Series[Any]) -> pd.DataFrame:
    """Measure how strongly frames go with a group of texts.

    Parameters
    ----------
    present
        A row per text, a column of truth values per frame: predicted or coded.
    group
        The same rows: what the text belongs to (outlet, year, topic).

    Returns
    -------
    DataFrame
        ``group, frame, npmi`` (-1: never together, 0: as chance has it, 1: only together), ``n_both, n_group,
        n_frame``, every group and frame once.

    Notes
    -----
    nPMI = log(p(f, g) / (p(f) p(g))) / -log p(f, g) (Bouma 2009, "Normalized (pointwise) mutual information in
    collocation extraction"; as a measure of salience Field et al. 2018). Unstable where a group is small: see n_both.
    """
    expect("present", present, pd.DataFrame, "pd.DataFrame(...)")
    expect("group", group, pd.Series, "fs.article_texts(...)['outlet']")
    n = len(present)
    rows = []
    for name, members in group.groupby(group, sort=True, observed=True).groups.items():
        for frame in present.columns:
            both = int(present.loc[members, frame].sum())
            n_frame, n_group = int(present[frame].sum()), len(members)
            rows.append((name, frame, _npmi(both, n_frame, n_group, n), both, n_group, n_frame))
    return pd.DataFrame(rows, columns=["group", "frame", "npmi", "n_both", "n_group", "n_frame"])


class PmiWords(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Says yes where a text holds words of a frame's list; its score grows with their number.

    Parameters
    ----------
    n_words
        Length of the list.
    min_share, max_share
        As in `frame_words`.
    """

    def __init__(self, n_words: int = 250, min_share: float = 0.005, max_share: float = 0.98) -> None:
        self.n_words = n_words
        self.min_share = min_share
        self.max_share = max_share

    def fit(self, X: Any, y: npt.NDArray[np.int64]) -> PmiWords:  # noqa: N803  # scikit-learn's name
        """Learn the list from counts of words."""
        self.classes_ = np.array([0, 1])
        pmi = _pmi(sparse.csr_array(X), np.asarray(y) == 1, (self.min_share, self.max_share))
        best = np.argsort(-pmi, kind="stable")[: self.n_words]
        self.words_ = best[pmi[best] > 0]
        return self

    def predict_proba(self, X: Any) -> Floats:  # noqa: N803  # scikit-learn's name
        """Return n / (n + 1) for n words of the list: no probability, but in their order."""
        n = np.asarray(sparse.csr_array(X)[:, self.words_].sum(axis=1), dtype=np.float64).ravel()
        yes = n / (n + 1)
        return np.column_stack([1 - yes, yes])

    def predict(self, X: Any) -> npt.NDArray[np.int64]:  # noqa: N803  # scikit-learn's name
        """Return 1 where any word of the list is found."""
        return (self.predict_proba(X)[:, 1] > 0).astype(np.int64)


def _pmi(counts: Any, inside: npt.NDArray[np.bool_], shares: tuple[float, float]) -> Floats:
    """Return log2(P(w | F) / P(w)); minus infinity for words that are left out."""
    of_frame, of_all = (np.asarray(part.sum(axis=0), dtype=np.float64).ravel() for part in (counts[inside], counts))
    share = np.asarray((counts > 0).sum(axis=0)).ravel() / counts.shape[0]
    kept = (of_frame > 0) & (share >= shares[0]) & (share <= shares[1])
    pmi = np.full(len(of_all), -np.inf)
    pmi[kept] = np.log2(of_frame[kept] / of_frame.sum()) - np.log2(of_all[kept] / of_all.sum())
    return pmi


def _npmi(both: int, n_frame: int, n_group: int, n: int) -> float:
    if not n_frame or not n_group:
        return float("nan")
    if not both:
        return -1.0
    if both == n:
        return 1.0
    return float(np.log(both * n / (n_frame * n_group)) / -np.log(both / n))
