"""What a lexicon file records of its validation: on which coded units, when, by whom, and how well it did."""

from __future__ import annotations

import datetime

from pydantic import Field

from framescope.lexicon.entry import Part

#: What figures say of a lexicon that was never held against coded units.
NOT_VALIDATED = "not validated"


class Validation(Part):
    """How one category did against coded units; `recall` and `f1` are empty where no unit without a hit was coded."""

    category: str
    element: str
    precision: float = Field(ge=0, le=1)
    recall: float | None = Field(default=None, ge=0, le=1)
    f1: float | None = Field(default=None, ge=0, le=1)
    n_units: int = Field(ge=1)
    sample: str = Field(min_length=1)
    coders: str = Field(min_length=1)
    date: datetime.date


def validity(records: tuple[Validation, ...]) -> str:
    """Return what figures say of a lexicon with these records."""
    if not records:
        return NOT_VALIDATED
    n_categories = len({record.category for record in records})
    dates = sorted(record.date for record in records)
    coders = ", ".join(sorted({record.coders for record in records}))
    noun = "category" if n_categories == 1 else "categories"
    return f"{n_categories} {noun} validated, last on {dates[-1].isoformat()} (coders: {coders})"
