"""Work in pieces that do not depend on each other, done somewhere: here, on the cores of this machine, elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Dispatch(Protocol):
    """Applies a function to each item somewhere and gives the results in the order of the items.

    Function and items travel between processes; a function may be applied to an item again when a process dies,
    so what it writes must be the same each time, and be there whole or not at all.
    """

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
        """Return the result of each item."""


def here(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
    """Do everything where it is called."""
    return map(function, items)


def over_cores(jobs: int) -> Dispatch:
    """Do it in `jobs` processes of this machine; with one, where it is called."""

    def dispatch(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
        if jobs == 1:
            return here(function, items)
        from joblib import Parallel, delayed

        done: Iterable[Result] = Parallel(n_jobs=jobs, pre_dispatch="2*n_jobs")(delayed(function)(i) for i in items)
        return done

    return dispatch
