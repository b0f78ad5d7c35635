"""When two articles are copies of one story: the numbers a reviewer asks for, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from framescope.errors import InputError, unknown_name

Representative = Literal["longest", "earliest"]


@dataclass(frozen=True)
class CopyRule:
    """When articles are copies, and what is listed as a shared passage.

    Attributes
    ----------
    shingle
        Words in a shingle.
    shorter, longer
        Containment that makes a copy group: of the article that lies more in the other one, and of the other.
    passage
        Fewest tokens that must be the same for a passage to be listed.
    gap
        Tokens in a row that may differ inside a passage before it ends.
    window
        Days: articles further apart are no copies of one story, whatever they share (the passage is
        listed all the same). None looks at no dates. A date that is not known, or only to the month, never
        excludes: articles are apart only if every reading of their dates says so.
    representative
        Who stands for a group: the ``"longest"``, or the ``"earliest"``. Ties: the longest, then the first
        by article_id. A date known to the month counts as its last day, so that it is the earliest only
        where it certainly is; an article without a date comes last.
    outlets
        Outlets whose version stands for a group before any other, the first named first.
    every
        Look for pairs by one in so many shingles: 1 misses no pair, 16 suits large corpora. None takes 1
        up to five million words and 16 beyond. Containment and passages are exact either way.
    """

    shingle: int = 5
    shorter: float = 0.8
    longer: float = 0.3
    passage: int = 20
    gap: int = 8
    window: int | None = None
    representative: Representative = "longest"
    outlets: tuple[str, ...] = ()
    every: int | None = None

    def __post_init__(self) -> None:
        if self.shingle < 1 or self.passage < self.shingle or self.gap < 0:
            raise InputError("CopyRule: needs shingle >= 1, passage >= shingle and gap >= 0.")
        if not (0 < self.shorter <= 1 and 0 < self.longer <= 1):
            raise InputError("CopyRule: shorter and longer are shares above 0 and up to 1.")
        if self.window is not None and self.window < 0:
            raise InputError(f"CopyRule: window is a number of days from 0 on, or None; not {self.window!r}.")
        if self.every is not None and self.every < 1:
            raise InputError(f"CopyRule: every is a whole number from 1 on, or None; not {self.every!r}.")
        if self.representative not in get_args(Representative):
            raise unknown_name("representative", self.representative, get_args(Representative))
        if isinstance(self.outlets, str):
            raise InputError(f"CopyRule: outlets takes a list of names, not the text {self.outlets!r}.")
        object.__setattr__(self, "outlets", tuple(self.outlets))
