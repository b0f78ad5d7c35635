"""What a number would be without one story: how much a table hangs on single articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import InputError, unknown_name
from framescope.measures.frequency import frequency, frequency_ledger
from framescope.measures.naming import naming, naming_ledger
from framescope.measures.rates import OutOf, share
from framescope.measures.reading import Unit
from framescope.measures.resample import left_out
from framescope.measures.tabulate import Ledger

#: What each measure is made from, what its ratio and its base are called, and by what the ratio is multiplied.
_LEDGERS: Mapping[Callable[..., pd.DataFrame], tuple[Callable[..., Ledger], str, str, int]] = {
    frequency: (frequency_ledger, "per_1000", "n_tokens", 1000),
    naming: (naming_ledger, "share", "n_mentions", 1),
}


def influence(
    measure: Callable[..., pd.DataFrame],
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    n: int = 1,
    unit: Unit = "story",
    **options: Any,
) -> pd.DataFrame:
    """Return what each row of a table would be without one story, the stories that change it most first.

    Parameters
    ----------
    measure
        `frequency` or `naming`.
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    n
        Stories shown of each row.
    unit
        What is left out: ``"story"`` (all copies of it) or ``"outlet"``.
    **options
        What `measure` takes: ``by``, ``view``, ``referent``.

    Returns
    -------
    DataFrame
        The keys of the table, in its order; ``count``, ``n_tokens`` (``n_mentions``) and ``per_1000``
        (``share``) as `measure` gives them; ``unit`` and ``without``: which story is left out; ``count_in``
        and ``n_tokens_in`` (``n_mentions_in``): what stands in it; ``per_1000_without``
        (``share_without``), null if nothing remains; ``change``: that less the value with all stories. Only
        stories in which the row's group has anything.

    Raises
    ------
    UnknownNameError
        For another measure or unit.
    InputError
        If `n` is below 1.

    Notes
    -----
    A number that a single story carries is a finding about that story. The reverse does not hold: two
    stories that say the same hide each other, each can be left out without a change.
    """
    if measure not in _LEDGERS:
        named = getattr(measure, "__name__", repr(measure))
        raise unknown_name("measure with influence", named, [one.__name__ for one in _LEDGERS])
    if unit not in get_args(Unit):
        raise unknown_name("unit", unit, get_args(Unit))
    if n < 1:
        raise InputError(f"influence: n is a number of stories from 1 on; not {n!r}.")
    make, ratio, base, times = _LEDGERS[measure]
    ledger = make(corpus, hits, **options)
    found = _most_telling(ledger, unit, n)
    seen = share(OutOf(found["count"].to_numpy(np.int64), found["base"].to_numpy(np.int64)))
    numbers = pd.DataFrame(
        {
            "count": found["count"],
            base: found["base"],
            ratio: times * seen,
            "unit": pd.Series(unit, index=found.index, dtype="str"),
            "without": found["without"],
            "count_in": found["count_in"],
            f"{base}_in": found["base_in"],
            f"{ratio}_without": times * found["ratio"],
            "change": times * (found["ratio"] - seen),
        }
    )
    return pd.concat([ledger.keys.iloc[found["row"]].reset_index(drop=True), numbers], axis=1)


def _most_telling(ledger: Ledger, unit: Unit, n: int) -> pd.DataFrame:
    """Return for each row the units whose absence changes it most, with what stands in them."""
    counts, base = ledger.by_unit(unit)
    names = np.unique(ledger.reading.places[unit].astype("str"))
    parts = []
    for group in range(ledger.n_groups):
        rows = np.flatnonzero(ledger.group == group)
        own = base[:, [group]].toarray()[:, 0]
        held = np.flatnonzero(own > 0)
        if not len(rows) or not len(held):
            continue
        within = counts[held][:, rows].toarray()
        without = left_out(OutOf(within.T, own[held][None])).T
        change = np.abs(without - within.sum(axis=0) / own.sum())
        # What leaves nothing behind changes a number most; ties go by name.
        order = np.argsort(-np.nan_to_num(change, nan=np.inf), axis=0, kind="stable")[:n]
        at, row = order.T.ravel(), np.repeat(np.arange(len(rows)), len(order))
        columns = {"row": rows[row], "count": within.sum(axis=0)[row], "base": own.sum(), "without": names[held[at]]}
        columns |= {"count_in": within[at, row], "base_in": own[held[at]], "ratio": without[at, row]}
        parts.append(pd.DataFrame(columns))
    if not parts:
        empty = dict.fromkeys(("row", "count", "base", "count_in", "base_in"), np.empty(0, np.int64))
        return pd.DataFrame({**empty, "ratio": np.empty(0), "without": pd.Series([], dtype="str")})
    found = pd.concat(parts, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
    return found.astype({"without": "str"})
