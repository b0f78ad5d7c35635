"""How lines begin that a pattern matches, in a form that thousands of lines are asked for in one pass."""

from __future__ import annotations

import re
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # nothing public tells what a pattern is made of
from typing import Any

# Beginnings of so many characters tell lines apart; a run of any of so many ASCII characters says nothing.
_ENOUGH, _ALL, _BROAD = 8, 1 << 30, 100
_ASCII = "".join(map(chr, range(128)))
_NOT_ASCII = r"\x{80}-\x{10FFFF}"
_CATEGORIES = {
    name: re.findall(pattern, _ASCII)
    for name, pattern in (
        ("CATEGORY_DIGIT", r"\d"), ("CATEGORY_NOT_DIGIT", r"\D"), ("CATEGORY_SPACE", r"\s"),
        ("CATEGORY_NOT_SPACE", r"\S"), ("CATEGORY_WORD", r"\w"), ("CATEGORY_NOT_WORD", r"\W"),
    )
}  # fmt: skip


@cache
def opening(pattern: str) -> str:
    """Return how any line begins that a pattern of `re` matches, as a pattern for `screen.holding`.

    Notes
    -----
    Other lines may begin so, too: look-around is left out, characters beyond ASCII stand for each other, and
    nothing is said of what follows the first eight characters, or a run of nearly any characters.
    """
    return _beginning(_parser.parse(pattern), _ENOUGH)[0]


def _beginning(steps: Any, room: int) -> tuple[str, bool]:
    """Return the beginning of a parsed pattern, `room` characters of it at least, and whether that is all of it."""
    written = ""
    for i, (name, value) in enumerate(steps):
        left = room - steps[:i].getwidth()[0]
        ways = _ways(str(name), value, left) if left > 0 else [("", False)]
        whole, cut = ([way for way, ended in ways if ended is wanted] for wanted in (True, False))
        if cut:
            after = [_either(whole) + _beginning(steps[i + 1 :], left)[0]] if whole else []
            return written + _either(cut + after), False
        written += _either(whole)
    return written, True


def _ways(name: str, value: Any, room: int) -> list[tuple[str, bool]]:
    """Return the ways to take one step of a parsed pattern, each as `_beginning` does."""
    match name:
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return [("", True)]
        case "LITERAL":
            return [(re.escape(chr(value)), True)]
        case "NOT_LITERAL" | "ANY" | "IN":
            return [(f"[{re.escape(_members(name, value))}{_NOT_ASCII}]", True)]
        case "SUBPATTERN" if not value[1]:  # without flags
            return [_beginning(value[-1], room)]
        case "BRANCH":
            return [_beginning(way, room) for way in value[1]]
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, body = value
            once, whole = _beginning(body, _ALL)
            if most > 1 and len(body) == 1 and len(_members(*body[0])) >= _BROAD:
                return [("", False)]
            if whole:
                return [(f"(?:{once}){'?' if most == 1 else '+' if least else '*'}", True)]
            return [(once, False)] if least else [(once, False), ("", True)]
    return [("", False)]


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _members(step: Any, value: Any) -> str:
    """Return the ASCII characters that a step takes, if it takes one character."""
    match str(step), value:
        case "LITERAL", code:
            return chr(code)
        case "NOT_LITERAL", code:
            return _ASCII.replace(chr(code), "")
        case "ANY", _:
            return _ASCII.replace("\n", "")
        case "RANGE", (low, high):
            return _ASCII[low : high + 1]
        case "CATEGORY", category:
            return "".join(_CATEGORIES[str(category)])
        case "IN", [(first, _), *others] if str(first) == "NEGATE":
            taken = "".join(_members(*one) for one in others)
            return "".join(one for one in _ASCII if one not in taken)
        case "IN", ones:
            return "".join(_members(*one) for one in ones)
    return ""
