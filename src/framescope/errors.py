"""What framescope raises: errors that name the thing, the bad value, what is allowed and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FramescopeError(Exception):
    """Base of every error a user can cause; the command line prints its message without a traceback."""


class InputError(FramescopeError):
    """A file or folder that cannot be used as it is."""


class GuardError(FramescopeError):
    """A recorded decision (correction, metadata) that no longer fits the document it was made for."""


class UnknownNameError(FramescopeError, ValueError):
    """A name that is not among the known ones."""


def unknown_name(what: str, given: object, known: Iterable[object]) -> UnknownNameError:
    """Build the error for a name nobody knows: the nearest known one first, then all of them.

    Parameters
    ----------
    what
        What kind of name it is, as the user would call it ("column", "referent").
    given
        The unknown name.
    known
        All names that would have been accepted.
    """
    names = [str(name) for name in known]
    near = get_close_matches(str(given), names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return UnknownNameError(f"Unknown {what} {given!r}.{hint} Known: {', '.join(names) or '(none)'}.")


def expect(what: str, given: object, kind: type | tuple[type, ...], made_by: str) -> None:
    """Refuse an argument of another kind: a path where a corpus is needed, two arguments in the wrong order.

    Raises
    ------
    InputError
        If `given` is not of this kind; it says what makes one.
    """
    if not isinstance(given, kind):
        shown = repr(given) if isinstance(given, str) else type(given).__name__
        raise InputError(f"{what} is what {made_by} returns; not {shown}.")
