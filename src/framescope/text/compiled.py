"""Functions compiled when they are first called, and kept; the one module that imports numba."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit, types
from numba.experimental import structref
from numba.extending import register_jitable

from framescope.text.compilable import MARKED
from framescope.text.traits import NUMBERS

F = TypeVar("F", bound=Callable[..., Any])


class _Columns:
    """What marked functions know as `Traits` when they are compiled: one pointer in each call, not one an array."""


@structref.register
class _ColumnsType(types.StructRef):
    pass


structref.define_constructor(_Columns, _ColumnsType, NUMBERS)  # type: ignore[no-untyped-call]


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
def compiled_together(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a marked function compiled with all marked ones that it may call, which takes about half a minute.

    In place of `Traits` it takes a tuple of arrays, the columns `NUMBERS` of `framescope.text.traits`.
    """
    for one in MARKED:
        register_jitable(one)

    def run(columns: Any, *others: Any) -> Any:
        return function(_Columns(*columns), *others)

    # What is kept is found again by the name of its function, and only a change of this file would be noticed.
    run.__qualname__ = f"{function.__name__}-{_digest()}"
    return compiled(run)


def _digest() -> str:
    """Return a digest of all that is compiled together: the modules of marked functions, and constants they read."""
    modules = sorted({one.__code__.co_filename for one in MARKED})
    read = [one.__globals__.get(name) for one in MARKED for name in one.__code__.co_names]
    constants = repr([value for value in read if isinstance(value, int | tuple)])
    sources = b"".join(Path(module).read_bytes() for module in modules)
    return hashlib.sha256(sources + constants.encode()).hexdigest()[:16]


@cache
def _say_that_nothing_is_kept() -> None:
    warnings.warn(
        "What is compiled cannot be kept (no folder to write to), so it is compiled again in each process, "
        "which takes up to half a minute. Set NUMBA_CACHE_DIR to a folder you may write to.",
        RuntimeWarning,
        stacklevel=2,
    )
