"""The same measure under several views, side by side: what a choice of the analyst does to a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError


def across_views(
    measure: Callable[..., pd.DataFrame],
    corpus: Corpus,
    hits: pd.DataFrame | None = None,
    *,
    views: Mapping[str, View],
    **options: Any,
) -> pd.DataFrame:
    """Apply a measure under each view and stack the tables.

    Parameters
    ----------
    measure
        A measure that takes ``view=`` and returns a table: `frequency`, `naming`, `concordance`,
        `positions`; without hits also `phrases`.
    corpus
        The corpus.
    hits
        The table `hits`, for measures that count hits.
    views
        Name to view, in the order wanted.
    **options
        Passed on to the measure; with the same `seed` every view is resampled by the same draws.

    Returns
    -------
    DataFrame
        ``view`` (the name), then the columns of the measure.

    Raises
    ------
    InputError
        If there is no view, or the measure does not return a table.

    Notes
    -----
    The views are of one corpus and share most of their words: their intervals are not independent,
    and two that overlap do not show that the views agree.
    """
    if not callable(measure):
        raise InputError(f"across_views takes a measure itself, as in fs.frequency; not {measure!r}.")
    if not isinstance(views, Mapping) or not views:
        raise InputError('across_views needs at least one view by its name, as in views={"all": fs.View()}.')
    if "view" in options:
        raise InputError("across_views takes the views as views={name: view}, not view=.")
    given = (corpus,) if hits is None else (corpus, hits)
    tables = []
    for name, view in views.items():
        table = measure(*given, view=view, **options)
        if not isinstance(table, pd.DataFrame):
            what = getattr(measure, "__name__", repr(measure))
            raise InputError(f"across_views stacks tables; {what} returned {type(table).__name__}.")
        column = pd.Series(name, index=table.index, name="view", dtype="str")
        tables.append(pd.concat([column, table], axis=1))
    return pd.concat(tables, ignore_index=True)
