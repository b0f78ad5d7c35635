"""One entry of a lexicon: a pattern, and the conditions under which its matches count."""

from __future__ import annotations

from collections.abc import Sized
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from framescope.lexicon.patterns import Pattern, parse_pattern, spellings

_WIDEST_WINDOW = 100


def _readable_pattern(text: str) -> str:
    parse_pattern(text)
    return text


def _as_entry(value: Any) -> Any:
    return {"term": value} if isinstance(value, str) else value


def some(values: Sized) -> Any:
    """Refuse an empty list or mapping."""
    if not values:
        raise ValueError("write at least one; an empty list or mapping matches nothing.")
    return values


PatternText = Annotated[str, AfterValidator(_readable_pattern)]


class Part(BaseModel):
    """Base of everything in a lexicon: frozen, without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Near(Part):
    """One of `terms` must stand as a whole within the `window` tokens before a match, or after it.

    Tokens are counted as in a concordance: a window of 5 is L5 to R5. What stands beyond a break
    (another sentence-like stretch) is not near, and a term that shares a token with the match is not.
    """

    terms: Annotated[tuple[PatternText, ...], AfterValidator(some)]
    window: int = Field(default=5, ge=1, le=_WIDEST_WINDOW)


class Entry(Part):
    """One pattern and the conditions under which it is no hit.

    The conditions ignore case, and look no further than the next break.

    Attributes
    ----------
    term
        The pattern (see `framescope.lexicon.patterns`).
    case
        Whether upper and lower case of the term are told apart.
    ignore_hyphens
        Whether the term's words match spaced or hyphenated alike. The conditions are taken as written.
    not_before
        No hit when one of these follows at once.
    not_after
        No hit when one of these stands at once before.
    not_in
        No hit inside a match of one of these.
    near
        No hit unless one of these stands near it.
    weight
        Stands beside every hit. No count is multiplied by it.
    """

    term: PatternText
    case: bool = False
    ignore_hyphens: bool = False
    not_before: tuple[PatternText, ...] = ()
    not_after: tuple[PatternText, ...] = ()
    not_in: tuple[PatternText, ...] = ()
    near: Near | None = None
    weight: float = Field(default=1.0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _check_spellings(self) -> Entry:
        if self.case or self.ignore_hyphens:  # the plain pattern is checked already
            self.patterns()
        return self

    def patterns(self) -> tuple[Pattern, ...]:
        """Return the term cut into words, once for each spelling."""
        if self.ignore_hyphens:
            return spellings(self.term, case=self.case)
        return (parse_pattern(self.term, case=self.case),)

    @property
    def conditional(self) -> bool:
        """Whether some matches of the term are no hits."""
        return bool(self.not_before or self.not_after or self.not_in or self.near)


Terms = Annotated[tuple[Annotated[Entry, BeforeValidator(_as_entry)], ...], AfterValidator(some)]
