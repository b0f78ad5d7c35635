"""Regular expressions for one token (``re:``): refused where they cannot work, stopped where they explode."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache

import regex

from framescope.errors import InputError

#: How a pattern begins that is a regular expression.
PREFIX = "re:"

# Words so different that a pattern which matches them all says nothing.
_ANYTHING = ("qzx", "7", "é", "я", "a-b")
_SPACE = regex.compile(r"\s|(?<!\\)(?:\\\\)*\\[snrtvf]")
# Seconds of processor time. An expression without an explosion needs microseconds for a word.
_FOR_A_PROBE = 1.0
_FOR_A_VOCABULARY = 20.0
_PROBE_LENGTH = 60


def check_regex(source: str, *, case: bool) -> None:
    """Refuse a regular expression that cannot be read, holds white space, matches everything or explodes.

    Raises
    ------
    ValueError
        With the reason and the way out.

    Notes
    -----
    An explosion is looked for in long words made of the expression's own letters. One that shows on
    other words only is stopped by `matching_keys`.
    """
    name = PREFIX + source
    if not source:
        raise ValueError(f"The pattern {name!r} holds no word: write a regular expression behind it.")
    if _SPACE.search(source):
        raise ValueError(f"{name!r}: a token holds no white space. For several words write a pattern without re:.")
    try:
        match = _compiled(source, case).fullmatch
    except regex.error as error:
        raise ValueError(f"{name!r} is not a regular expression: {error}.") from error
    letters = dict.fromkeys([*filter(str.isalnum, source), "a"])
    try:
        if all(match(word, timeout=_FOR_A_PROBE) for word in _ANYTHING):
            raise ValueError(f"{name!r} would match every word: spell out at least one letter.")
        for letter in letters:
            match(letter * _PROBE_LENGTH + "!", timeout=_FOR_A_PROBE)
    except TimeoutError:
        raise ValueError(
            f"{name!r} explodes: a word of {_PROBE_LENGTH} letters takes it more than a second. "
            "Leave out a repetition inside a repetition, such as (a|aa)+."
        ) from None


def matching_keys(source: str, keys: Sequence[str], *, case: bool) -> list[int]:
    """Return the places of the keys that a regular expression matches as a whole.

    Raises
    ------
    InputError
        If it has not come through after twenty seconds.
    """
    match = _compiled(source, case).fullmatch
    places = []
    begun = time.process_time()
    for i, key in enumerate(keys):
        try:
            if match(key, timeout=_FOR_A_VOCABULARY):
                places.append(i)
        except TimeoutError:
            raise _too_slow(source, len(keys), key) from None
        if i % 1000 == 0 and time.process_time() - begun > _FOR_A_VOCABULARY:
            raise _too_slow(source, len(keys), key)
    return places


def _too_slow(source: str, n_keys: int, key: str) -> InputError:
    return InputError(
        f"The regular expression {PREFIX + source!r} takes more than {_FOR_A_VOCABULARY:.0f} seconds on the "
        f"{n_keys:,} words of the corpus (stopped at {key[:40]!r}): it explodes. Write it without a repetition "
        "inside a repetition, or as patterns with *."
    )


@lru_cache(maxsize=1 << 10)
def _compiled(source: str, case: bool) -> regex.Pattern[str]:
    # Forms are case-folded where case does not matter: FULLCASE lets a written "ß" meet a folded "ss".
    return regex.compile(source, 0 if case else regex.IGNORECASE | regex.FULLCASE)
