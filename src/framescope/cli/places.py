"""Where the work of a command is done: on the cores of this machine, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from framescope.dispatch import Dispatch
    from framescope.study.run import Start
    from framescope.study.spec import Study

CLUSTER = click.option("--cluster", "address", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler.")


class Place(NamedTuple):
    """What starts runs, how many at once, and what takes other work; None where that is done here."""

    start: Start
    jobs: int
    dispatch: Dispatch | None


@contextmanager
def place(address: str | None, study: Study, jobs: int | None) -> Iterator[Place]:
    """Give the place that was asked for; workers of a cluster are checked first."""
    from framescope.study.process import RunProcess

    if address is None:
        yield Place(RunProcess, jobs or os.cpu_count() or 1, None)
        return
    from framescope.study.cluster import cluster, over_cluster, starter

    with cluster(address, study) as client:
        yield Place(starter(client), jobs or sum(client.nthreads().values()), over_cluster(client))
