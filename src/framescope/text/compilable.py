"""Functions that run as plain Python on little text and compiled on much; `framescope.text.compiled` compiles them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

#: All that were marked, in the order in which they were met.
MARKED: list[Callable[..., Any]] = []


def compilable(function: F) -> F:
    """Mark a function that compiled ones may call, and return it as it is: no compiler is loaded.

    It may read `framescope.text.traits.Traits` but for their strings, numbers, and tuples of numbers, and call other
    marked functions. Where it finds nothing it returns `NOWHERE`, `NOTHING` or the like: None is another type than a
    number. The compiler knows no generator expressions, no parameters for keywords only, and no `:=` in the condition
    of a loop.
    """
    MARKED.append(function)
    return function
