"""Functions compiled when they are first called, and kept; the one module that imports numba."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Return the function for arrays and numbers, compiled by numba; threads run it side by side.

    What it calls becomes a part of it and is not looked at again: a function may call only compiled ones of its own
    module, or a later version of another module would not be noticed.
    """
    try:
        return cast(F, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # neither the installed package nor the user's cache folder can be written
        _say_that_nothing_is_kept()
        return cast(F, njit(nogil=True)(function))


@cache
def _say_that_nothing_is_kept() -> None:
    warnings.warn(
        "The compiled scan cannot be kept (no folder to write to), so it is compiled again in each process, "
        "which takes some seconds. Set NUMBA_CACHE_DIR to a folder you may write to.",
        RuntimeWarning,
        stacklevel=2,
    )
