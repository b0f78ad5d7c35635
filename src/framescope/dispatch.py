"""Work in pieces that do not depend on each other, done somewhere: here, on the cores of this machine, elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from framescope.errors import FramescopeError

Item = TypeVar("Item")
Result = TypeVar("Result")


class Dispatch(Protocol):
    """Applies a function to each item somewhere and gives the results in the order of the items.

    Function and items travel between processes; a function may be applied to an item again when a process dies,
    so what it writes must be the same each time, and be there whole or not at all.
    """

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
        """Return the result of each item, as soon as it and those before it are there."""


def here(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterable[Result]:
    """Do everything where it is called."""
    return map(function, items)


def over_cores(jobs: int) -> Dispatch:
    """Do it in `jobs` processes of this machine; with one, where it is called.

    What comes back raises FramescopeError when one of the processes is ended from outside.
    """
    return here if jobs == 1 else partial(_over_processes, jobs)


def _over_processes(jobs: int, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    from concurrent.futures.process import BrokenProcessPool

    from joblib import Parallel, delayed

    # One at a time: an item may be large, however quickly those before it were done.
    run = Parallel(n_jobs=jobs, pre_dispatch="2*n_jobs", batch_size=1, return_as="generator")
    try:
        yield from run(delayed(function)(item) for item in items)
    except BrokenProcessPool as error:
        raise FramescopeError(
            f"One of {jobs} processes was ended from outside, perhaps because memory ran out. Call it again, with "
            "fewer processes if need be."
        ) from error
