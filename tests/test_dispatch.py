import os

import pytest

from framescope.dispatch import over_cores
from framescope.errors import FramescopeError


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_their_items(jobs: int) -> None:
    assert list(over_cores(jobs)(abs, iter(range(-20, 0)))) == list(range(20, 0, -1))


def test_each_of_the_processes_does_some() -> None:
    *elsewhere, here = over_cores(2)(eval, ["__import__('os').getpid()"] * 3)
    assert here == os.getpid() not in elsewhere
    assert len(set(elsewhere)) == 1


def test_an_error_in_another_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(over_cores(2)(int, ["1", "two"]))


def test_a_process_that_is_ended_from_outside_is_reported() -> None:
    with pytest.raises(FramescopeError, match="One of 2 processes was ended from outside"):
        list(over_cores(2)(eval, ["__import__('os')._exit(1)", "'done here'"]))
