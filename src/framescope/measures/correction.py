"""Shares of tokens, corrected for what the rules confuse."""

from __future__ import annotations

from functools import cache
from typing import Unpack

import numpy as np
import pandas as pd
from scipy import sparse

from framescope.errors import InputError, expect
from framescope.measures.intervals import MAX_EMPTY, MIN_UNITS
from framescope.measures.misclassified import Misclassified, matrix_method, matrix_solution
from framescope.measures.quality import Quality, voice_quality
from framescope.measures.reading import Floats, Ints
from framescope.measures.resample import PLURAL, Resampling, ResamplingOptions, resampled_sums, resampling_from


def corrected_shares(
    counts: pd.DataFrame, quality: Quality | None = None, **resampling: Unpack[ResamplingOptions]
) -> pd.DataFrame:
    """Return the share of each class, corrected for misclassification.

    Parameters
    ----------
    counts
        One row an independent unit (a story), one column a class of `quality`, named as there: how many
        tokens the rules gave the class.
    quality
        What the rules confuse; by default `voice_quality`.
    **resampling
        ``unit="story"``, ``level=0.95``, ``n_resamples=2000``, ``seed=0``: see `Resampling`. Ends are percentiles.

    Returns
    -------
    DataFrame
        One row a class: ``voice, count, n_tokens, share`` (as given by the rules), ``precision, recall``
        (measured), ``corrected``; ``low, high`` of `corrected`; ``detector_low, detector_high``: the same
        for these very texts, leaving the choice of stories aside; ``clipped`` (the solution lay outside 0
        to 1), ``method, unit, n_units, n_gold`` (annotated articles), ``estimable, reason``.

    Raises
    ------
    InputError
        If a class is missing or unknown, a count is no whole number from 0 on, or another interval is asked for.

    Notes
    -----
    With *M* the measured chance of class *j* being given to a token of class *i*, and *q* the shares given,
    the shares *p* solve ``q = p M`` (Buonaccorsi 2010, Measurement Error, section 2.3; for two classes
    Rogan and Gladen 1978, American Journal of Epidemiology 107(1), 71-76:
    ``p = (q + specificity - 1) / (sensitivity + specificity - 1)``). What lies below 0 is set to 0, and the
    rest scaled to sum to 1. The interval is that of a percentile bootstrap which draws units and, on its own,
    annotated articles: both the texts and the measurement are samples.

    It misleads where the rules fare otherwise than in the annotated articles (other genre, other language):
    the correction then adds an error of its own. It corrects sums, not single words.
    """
    if (interval := resampling.get("interval", "percentile")) != "percentile":
        raise InputError(f"corrected_shares: its intervals are percentiles; leave out interval={interval!r}.")
    options = resampling_from({**resampling, "interval": "percentile"})
    quality = quality or voice_quality()
    tokens = _checked(counts, quality)
    kept = tokens[tokens.sum(axis=1) > 0]
    total = kept.sum(axis=0)
    given = total / total.sum() if total.any() else np.full(len(total), np.nan)
    seen = Misclassified(given[None], quality.tokens.sum(axis=0)[None])
    corrected = matrix_method(seen)[0]
    told_apart = not np.isnan(corrected).any()
    texts, detector = _intervals(kept, given, quality, options) if told_apart else (_none(total), _none(total))
    reason = _reason(total, len(kept), options.unit, told_apart=told_apart, found=not np.isnan(texts).any())
    measured = quality.table.set_index("voice").loc[list(quality.classes)]
    return pd.DataFrame(
        {
            "voice": pd.Series(quality.classes, dtype="str"),
            "count": total,
            "n_tokens": int(total.sum()),
            "share": given,
            "precision": measured["precision"].to_numpy(),
            "recall": measured["recall"].to_numpy(),
            "corrected": corrected,
            "low": texts[0],
            "high": texts[1],
            "detector_low": detector[0],
            "detector_high": detector[1],
            "clipped": bool((matrix_solution(seen) < 0).any()),
            "method": _method(options, estimable=reason is None),
            "unit": options.unit,
            "n_units": len(kept),
            "n_gold": len(quality.tokens),
            "estimable": reason is None,
            "reason": pd.Series([reason] * len(total), dtype="str"),
        }
    )


def _checked(counts: pd.DataFrame, quality: Quality) -> Ints:
    expect("counts", counts, pd.DataFrame, "pd.DataFrame(...)")
    wrong = set(map(str, counts.columns)) ^ set(quality.classes)
    if wrong:
        raise InputError(
            f"corrected_shares: the columns of counts are the classes {', '.join(quality.classes)}; "
            f"{', '.join(sorted(wrong))} is missing or none of them."
        )
    values = counts[list(quality.classes)].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64)
    if not (np.isfinite(values) & (values >= 0) & (values == np.floor(values))).all():
        raise InputError("corrected_shares: counts are whole numbers from 0 on.")
    whole: Ints = values.astype(np.int64)
    return whole


@cache
def _gold_draws(quality: Quality, resampling: Resampling) -> Ints:
    """Return the confusion in resamples of the annotated articles, drawn apart from the texts."""
    # Another entropy than that of the draws of stories: one seed for both would make them move together.
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([resampling.seed, 1])))
    n = len(quality.tokens)
    drawn = rng.integers(0, n, size=(resampling.n_resamples, n))
    times = np.apply_along_axis(np.bincount, 1, drawn, minlength=n)
    summed: Ints = np.tensordot(times, quality.tokens, axes=1).astype(np.int64)
    return summed


def _intervals(tokens: Ints, given: Floats, quality: Quality, resampling: Resampling) -> tuple[Floats, Floats]:
    """Return low and high of each class with both samples drawn, and with the annotated articles alone."""
    gold = _gold_draws(quality, resampling)
    detector = _quantiles(np.tile(given, (len(gold), 1)), gold, resampling)
    if len(tokens) < MIN_UNITS:
        return _none(given), detector
    drawn = resampled_sums(sparse.csr_array(tokens), resampling).T
    return _quantiles(drawn / drawn.sum(axis=1, keepdims=True), gold, resampling), detector


def _quantiles(given: Floats, gold: Ints, resampling: Resampling) -> Floats:
    """Return low and high of each class; nan where too many draws cannot be solved."""
    corrected = matrix_method(Misclassified(given, gold))
    usable = ~np.isnan(corrected).any(axis=1)
    if usable.mean() < 1 - MAX_EMPTY:
        return _none(given[0])
    tails = [(1 - resampling.level) / 2, (1 + resampling.level) / 2]
    ends: Floats = np.quantile(corrected[usable], tails, axis=0)
    return ends


def _none(classes: Floats | Ints) -> Floats:
    return np.full((2, len(classes)), np.nan)


def _reason(total: Ints, n_units: int, unit: str, *, told_apart: bool, found: bool) -> str | None:
    """Return why there is no interval; None where there is one."""
    if not total.any():
        return "nothing to count in"
    if not told_apart:
        return "the rules do not tell the classes apart in the annotated articles"
    if n_units < MIN_UNITS:
        return f"{n_units} {unit if n_units == 1 else PLURAL[unit]}; an interval needs at least {MIN_UNITS}"
    if not found:
        return "in too many resamples of the annotated articles the classes cannot be told apart"
    return None


def _method(resampling: Resampling, *, estimable: bool) -> str:
    if not estimable:
        return f"matrix method, no interval over {PLURAL[resampling.unit]}"
    return f"matrix method, {resampling.method} and annotated articles"
