"""From keyword arguments to the frozen dataclass that checks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import TypeVar

from framescope.errors import unknown_name

_Model = TypeVar("_Model")


def from_options(model: Callable[..., _Model], options: Mapping[str, object], called: str = "option") -> _Model:
    """Return a model made of options; `called` is what an error calls one.

    Raises
    ------
    UnknownNameError
        For an option nobody knows.
    InputError
        For a value that the model refuses.
    """
    known = list(signature(model).parameters)
    for name in options:
        if name not in known:
            raise unknown_name(called, name, known)
    return model(**options)
