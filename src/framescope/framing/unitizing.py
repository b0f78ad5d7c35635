"""Agreement on spans: whether coders mark the same stretches of a text, and call them the same."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.errors import InputError, expect
from framescope.framing.coefficients import COEFFICIENTS, Ratings

#: The row of a table that stands for all categories together.
ALL = "(all)"
#: The row for spans whatever they are called.
BOUNDARIES = "(boundaries)"
#: The row for what marked stretches are called where two coders marked them.
LABELS = "(labels)"

Ints = npt.NDArray[np.int64]


def span_agreement(spans: pd.DataFrame, *, length: int, coders: list[str] | None = None) -> pd.DataFrame:
    """Measure how far coders mark the same stretches of one continuous text.

    Parameters
    ----------
    spans
        Columns ``coder, category, start, end``: stretches of a text that begins at 0, end exclusive. Several
        texts are laid end to end.
    length
        Length of the text, in the units of `start` and `end`.
    coders
        Everybody who read the text, so that one who marked nothing counts; by default those in `spans`.

    Returns
    -------
    DataFrame
        ``category, coefficient, value, observed, expected, n_spans``: a row per category, then ``(all)``
        (categories together), ``(boundaries)`` (spans whatever their category) with ``alpha_u``, and
        ``(labels)`` with ``alpha_nominal`` over the characters that two coders both marked.

    Raises
    ------
    InputError
        With fewer than two coders, a span outside the text or without length, or two spans of one coder and
        category that overlap.

    Notes
    -----
    Disagreement of two spans that overlap is the squared distance of their beginnings plus that of their
    ends; of a span where the other coder marked nothing, its squared length. What is expected comes from
    all ways to lay the same spans into the text (Krippendorff 2004, Content Analysis, 2nd ed., pp. 251-256;
    1995, "On the reliability of unitizing contiguous data", Sociological Methodology 25). Squared
    lengths let one long span outweigh many short ones; spans that only touch an edge of the other's
    count as missed. The length of the text matters little unless spans fill it.
    """
    expect("spans", spans, pd.DataFrame, "pd.DataFrame(...)")
    names = sorted({str(name) for name in spans["coder"]} | set(coders or []))
    if len(names) < 2:
        raise InputError("Agreement on spans needs at least two coders; one can only be stable.")
    _check(spans, length)
    rows = [(name, *_alpha_u(one, names, length)) for name, one in spans.groupby("category", observed=True, sort=True)]
    rows.append((ALL, sum(row[1] for row in rows), sum(row[2] for row in rows), len(spans)))
    joined = _united(spans)
    rows.append((BOUNDARIES, *_alpha_u(joined, names, length)))
    table = pd.DataFrame(rows, columns=["category", "observed", "expected", "n_spans"])
    table.insert(1, "coefficient", "alpha_u")
    with np.errstate(invalid="ignore", divide="ignore"):
        table.insert(2, "value", 1 - table["observed"].to_numpy(float) / table["expected"].to_numpy(float))
    labels = {"category": LABELS, "coefficient": "alpha_nominal", "value": _labels_alpha(spans), "n_spans": len(spans)}
    return pd.concat([table, pd.DataFrame([labels])], ignore_index=True)


def _check(spans: pd.DataFrame, length: int) -> None:
    start, end = spans["start"].to_numpy(np.int64), spans["end"].to_numpy(np.int64)
    wrong = np.flatnonzero((start < 0) | (end > length) | (start >= end))
    if len(wrong):
        row = spans.iloc[wrong[0]]
        raise InputError(
            f"Span {row['start']}-{row['end']} of coder {row['coder']!r} does not lie in a text of length {length}."
        )
    for (coder, category), one in spans.groupby(["coder", "category"], observed=True):
        ordered = one.sort_values("start")
        late = np.flatnonzero(ordered["start"].to_numpy()[1:] < ordered["end"].to_numpy()[:-1])
        if len(late):
            at = ordered.iloc[late[0] + 1]
            raise InputError(
                f"Coder {coder!r} marked {category!r} twice at {at['start']}-{at['end']}: join overlapping spans."
            )


def _united(spans: pd.DataFrame) -> pd.DataFrame:
    """Join what overlaps, coder by coder, whatever it is called."""
    ordered = spans.sort_values(["coder", "start"], kind="stable")
    rows: list[tuple[str, int, int]] = []
    for coder, start, end in zip(ordered["coder"], ordered["start"].tolist(), ordered["end"].tolist(), strict=True):
        if rows and rows[-1][0] == coder and start < rows[-1][2]:
            rows[-1] = (coder, rows[-1][1], max(rows[-1][2], end))
        else:
            rows.append((coder, start, end))
    return pd.DataFrame(rows, columns=["coder", "start", "end"])


def _alpha_u(spans: pd.DataFrame, coders: list[str], length: int) -> tuple[float, float, int]:
    """Return observed and expected disagreement, and how many spans there are."""
    of_coder = [spans.loc[spans["coder"] == name, ["start", "end"]].to_numpy(np.int64) for name in coders]
    laid = [one[np.argsort(one[:, 0])] for one in of_coder]
    gaps = [_gaps(one, length) for one in laid]
    m = len(coders)
    differences = sum(
        _difference(laid[i], laid[j]) + _missed(laid[i], gaps[j]) + _missed(laid[j], gaps[i])
        for i, j in combinations(range(m), 2)
    )
    observed = 2 * differences / (m * (m - 1) * float(length) ** 2)
    return observed, _expected(laid, gaps, length), len(spans)


def _gaps(spans: Ints, length: int) -> Ints:
    """Return the stretches between spans; spans that touch have none between them."""
    edges = np.array([0, *spans.ravel().tolist(), length])
    gaps = edges.reshape(-1, 2)
    return gaps[gaps[:, 0] < gaps[:, 1]]


def _difference(a: Ints, b: Ints) -> float:
    """Return the sum of squared distances of the edges of spans that overlap."""
    overlap = (a[:, None, 0] < b[None, :, 1]) & (b[None, :, 0] < a[:, None, 1])
    edges = (a[:, None, 0] - b[None, :, 0]).astype(float) ** 2 + (a[:, None, 1] - b[None, :, 1]).astype(float) ** 2
    return float(edges[overlap].sum())


def _missed(spans: Ints, gaps: Ints) -> float:
    """Return the sum of squared lengths of the spans that lie wholly where the other marked nothing."""
    inside = ((gaps[None, :, 0] <= spans[:, None, 0]) & (spans[:, None, 1] <= gaps[None, :, 1])).any(axis=1)
    size = (spans[:, 1] - spans[:, 0]).astype(float)
    return float((size[inside] ** 2).sum())


def _expected(laid: list[Ints], gaps: list[Ints], length: int) -> float:
    size = np.concatenate([one[:, 1] - one[:, 0] for one in laid]).astype(float)
    room = np.concatenate([one[:, 1] - one[:, 0] for one in gaps]).astype(float)
    if not len(size):
        return 0.0
    among_spans = (len(size) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
    places = np.maximum(room[None, :] - size[:, None] + 1, 0).sum(axis=1)
    whole = float(len(laid)) * length
    pairs = whole * (whole - 1) - float((size * (size - 1)).sum())
    return float(2 / length * (among_spans + size**2 * places).sum() / pairs)


def _labels_alpha(spans: pd.DataFrame) -> float:
    """Return nominal alpha over the characters that at least two coders marked, each with what they called them."""
    edges = np.unique(spans[["start", "end"]].to_numpy(np.int64))
    pieces = list(pairwise(edges.tolist()))
    said = [
        [
            " + ".join(sorted({str(c) for c in one.loc[(one["start"] <= a) & (one["end"] >= b), "category"]}))
            for a, b in pieces
        ]
        for _, one in spans.groupby("coder", observed=True, sort=True)
    ]
    categories = sorted({name for row in said for name in row} - {""})
    counts = np.array([[[name == c for c in categories] for name in row] for row in said], dtype=float).sum(axis=0)
    ratings = Ratings(counts)
    alpha = COEFFICIENTS["alpha_nominal"]
    sizes = np.array([b - a for a, b in pieces], dtype=float) * ratings.pairable
    return float(alpha.value(sizes @ alpha.parts(ratings), ratings))
