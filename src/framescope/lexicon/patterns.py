"""What an entry of a lexicon matches: the one place where its rules are explained.

- A pattern is cut into words by the same tokenizer as the text, so that it is written as the text
  writes it: ``U.S.-backed`` is the three tokens ``U S backed`` in both.
- ``*`` stands for any characters within a token (also none), ``?`` for exactly one; several words
  match consecutive tokens; a word that is ``*`` alone stands for any one token (quanteda's glob rules).
- Case does not matter unless the entry says ``case: true``.
- A word matches a form with or without a possessive: ``Assad`` also matches ``Assad’s``.
- ``re:liberat(ed|ion)`` is a regular expression for one token. It must match the whole form, never a
  part of it; case and possessives are treated as above.
- An entry with ``ignore_hyphens: true`` matches its words spaced or hyphenated, in every combination:
  ``regime change`` also matches ``regime-change``, and the other way round. It does not match
  ``regimechange``, which is another spelling: list it.

What an entry's conditions mean stands with `framescope.lexicon.entry.Entry`; an example for every rule
stands in ``docs/lexicon.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from framescope.lexicon.regexes import PREFIX, check_regex
from framescope.text.tokens import fold, tokenize, written_form

# While a pattern is tokenized its wildcards are digits (of a script that no article is written in), since a
# wildcard joins as a letter or digit would: `5.*` is one token as 5.4 is, `*-backed` is one as US-backed is.
_WILD = {"*": "\U00011da0", "?": "\U00011da1"}
_HIDE = str.maketrans(_WILD)
_SHOW = str.maketrans({digit: wildcard for wildcard, digit in _WILD.items()})
_LOOSE_HYPHEN = re.compile(r"(?<!\S)[-‐‑]+(?=[^\s-])|(?<=[^\s-])[-‐‑]+(?!\S)")
# Words of letters, digits and wildcards, joined by single hyphens and apostrophes: spaces alone part their
# tokens. Nearly every pattern is one of these, and a lexicon of 100,000 must not go through the tokenizer.
_PLAIN = re.compile(r"[A-Za-z0-9*?]+(?:['-][A-Za-z0-9*?]+)*(?: +[A-Za-z0-9*?]+(?:['-][A-Za-z0-9*?]+)*)*")
# Each hyphen or space doubles the spellings that `ignore_hyphens` stands for.
_MOST_PARTS = 8


class Word(NamedTuple):
    """One word of a pattern: a glob, or a regular expression, over one token's form.

    `glob` is case-folded unless `case` is True. A word matches a form with or without a possessive ``'s``.
    """

    glob: str
    case: bool = False
    regex: bool = False

    @property
    def any(self) -> bool:
        """Whether every token matches."""
        return self.glob == "*" and not self.regex

    @property
    def wild(self) -> bool:
        """Whether it can match several forms."""
        return self.regex or "*" in self.glob or "?" in self.glob

    @property
    def literals(self) -> int:
        """How many characters it spells out; of a regular expression the letters and digits."""
        if self.regex:
            return sum(map(str.isalnum, self.glob))
        return len(self.glob) - self.glob.count("*") - self.glob.count("?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Consecutive words; `text` is the pattern as the lexicon writes it."""

    text: str
    words: tuple[Word, ...]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def wild(self) -> bool:
        """Whether one of its words can match several forms."""
        return any(word.wild for word in self.words)


def parse_pattern(text: str, *, case: bool = False) -> Pattern:
    """Cut a pattern into words.

    Parameters
    ----------
    text
        The pattern as written.
    case
        Whether upper and lower case are told apart.

    Raises
    ------
    ValueError
        If it holds no word, would match every word, or is a regular expression that cannot be used.
    """
    return _parse(text, case)


@lru_cache(maxsize=1 << 17)  # each pattern is asked for when it is checked, remarked on and compiled
def _parse(text: str, case: bool) -> Pattern:
    if text.startswith(PREFIX):
        source = written_form(text.removeprefix(PREFIX))
        check_regex(source, case=case)
        return Pattern(text, (Word(source, case, regex=True),))
    words = tuple([Word(glob if case else fold(glob), case) for glob in _cut(text)])
    if not words:
        raise ValueError(f"The pattern {text!r} holds no word: write letters, digits, * or ?.")
    if words[0].any and all(word.any for word in words):
        raise ValueError(f"The pattern {text!r} would match every word: spell out at least one letter.")
    return Pattern(text, words)


def _cut(text: str) -> list[str]:
    forms = text.split() if _PLAIN.fullmatch(text) else _tokens(text)
    return [re.sub(r"\*{2,}", "*", form) for form in forms] if "**" in text else forms


def _tokens(text: str) -> list[str]:
    return [form.translate(_SHOW) for form in tokenize(text.translate(_HIDE)).forms]


def spellings(text: str, *, case: bool = False) -> tuple[Pattern, ...]:
    """Return a pattern with its words spaced and hyphenated in every combination, the one written first.

    Raises
    ------
    ValueError
        If `parse_pattern` would raise it, there are more than eight parts, or a spelling would match
        every word.
    """
    written = parse_pattern(text, case=case)
    if any(word.regex for word in written.words):
        raise ValueError(f"ignore_hyphens says nothing of the regular expression {text!r}: write -? in it.")
    parts = [part for word in written.words for part in word.glob.split("-")]
    if len(parts) > _MOST_PARTS:
        raise ValueError(f"ignore_hyphens takes a pattern of at most {_MOST_PARTS} parts; {text!r} has {len(parts)}.")
    if all(part == "*" for part in parts):
        raise ValueError(f"The pattern {text!r} would match every word: spell out at least one letter.")
    every = [Pattern(text, tuple(Word(glob, case) for glob in globs)) for globs in _joined(parts)]
    return tuple(dict.fromkeys([written, *every]))


def _joined(parts: list[str]) -> Iterator[tuple[str, ...]]:
    first, *rest = parts
    if not rest:
        yield (first,)
        return
    for head, *others in _joined(rest):
        yield (first, head, *others)
        yield (f"{first}-{head}", *others)


def remark_on(text: str) -> str | None:
    """Return what a reader of the pattern may not expect, or None.

    A hyphen belongs to a token only between letters or digits: ``-backed`` is the word *backed*. No phrase
    goes over the end of a sentence: ``Yahoo! News`` is not found where it is written so.
    """
    if text.startswith(PREFIX) or _PLAIN.fullmatch(text):
        return None
    words = " ".join(word.glob for word in parse_pattern(text).words)
    if _LOOSE_HYPHEN.search(text):
        return (
            f"the pattern {text!r} is read as {words!r}: a hyphen at the edge of a word is no part of it. "
            "For the end or beginning of a longer word write *-word or word-*."
        )
    if tokenize(text.translate(_HIDE)).breaks[1:].any():
        return (
            f"the pattern {text!r} holds the end of a sentence, and no phrase goes over one: it is read as {words!r} "
            "and matches only where the text has no such mark."
        )
    return None


@lru_cache(maxsize=1 << 17)
def glob_regex(glob: str, one: str = ".") -> re.Pattern[str]:
    """Return the regular expression of a glob, to be used with ``fullmatch``; `one` is that of ``?``.

    Every ``*`` takes the nearest place where the next piece stands and never looks for another
    (an atomic group), which is enough for globs and keeps the cost linear for any token.
    """
    first, *others = [re.escape(piece).replace(r"\?", one) for piece in glob.split("*")]
    if not others:
        return re.compile(first, re.DOTALL)
    *middle, last = others
    inner = "".join(f"(?>.*?{piece})" for piece in middle if piece)
    return re.compile(f"{first}{inner}.*{last}", re.DOTALL)
