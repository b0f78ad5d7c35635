"""From keyword arguments to the frozen dataclass that checks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from numbers import Integral, Real
from typing import TypeVar, get_args, get_type_hints

from framescope.errors import InputError, unknown_name

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
    hints = get_type_hints(model)
    for name, value in options.items():
        if name not in known:
            raise unknown_name(called, name, known)
        kinds = get_args(hints[name]) or (hints[name],)
        if int in kinds or float in kinds:
            check_number(name, value, whole=int in kinds, optional=type(None) in kinds)
    return model(**options)


def check_number(name: str, value: object, *, whole: bool, optional: bool = False) -> None:
    """Refuse what is no number, or no whole one; `optional` allows None."""
    if value is None and optional:
        return
    if isinstance(value, bool) or not isinstance(value, Integral if whole else Real):
        raise InputError(f"{name} is a {'whole ' if whole else ''}number; not {value!r}.")
