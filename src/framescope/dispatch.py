"""Work in pieces that do not depend on each other, done somewhere: here, on the cores of this machine, elsewhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
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
    """Do it in `jobs` processes, of which this one is the first.

    What comes back raises FramescopeError when another of the processes is ended from outside.
    """
    return here if jobs == 1 else partial(_over_processes, jobs - 1)


def _over_processes(others: int, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Hand out each item once the next is there; do here the last one, and any while all others have enough to do.

    joblib's own loop would leave this process, which has loaded everything already, to wait for the others.
    """
    from concurrent.futures.process import BrokenProcessPool

    from joblib.externals.loky import get_reusable_executor

    processes, results = get_reusable_executor(others), deque[Future[Result]]()
    kept: list[Item] = []  # at most one
    try:
        for item in items:
            for one in kept:
                at_work = sum(not result.done() for result in results)
                results.append(processes.submit(function, one) if at_work < 2 * others else _done(function, one))
            kept = [item]
            while results and results[0].done():
                yield results.popleft().result()
        results.extend(_done(function, one) for one in kept)
        for result in results:
            yield result.result()
    except BrokenProcessPool as error:
        raise FramescopeError(
            f"One of {others + 1} processes was ended from outside, perhaps because memory ran out. Call it again, "
            "with fewer processes if need be."
        ) from error
    except KeyboardInterrupt:  # at another error the others end what they have begun: it need not be done again
        processes.shutdown(kill_workers=True)
        raise


def _done(function: Callable[[Item], Result], item: Item) -> Future[Result]:
    """Do it here."""
    done: Future[Result] = Future()
    done.set_result(function(item))
    return done
