"""A lexicon as a scholar writes it: categories of terms, and naming sets of labels for one referent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from framescope.errors import InputError
from framescope.lexicon.entry import Entry, Part, Terms, some
from framescope.lexicon.validity import Validation, validity

#: The value of `hits.set` for a category.
CATEGORIES = "categories"
#: Stands between the names of a category and of one within it.
LEVEL = "/"

Function = Literal["problem", "cause", "evaluation", "remedy", "device"]
Derived = Literal["literature", "practice", "corpus"]
Orientation = Literal["legitimising", "neutral", "delegitimising", "distancing", "self-name", "mixed"]
Location = tuple[str | int, ...]


def _as_terms(value: Any) -> Any:
    if isinstance(value, (str, list, tuple)):
        raise ValueError("write the terms under a key of their own: {terms: [...]}.")
    return value


def _plain_name(name: str) -> str:
    if not name.strip() or "." in name or LEVEL in name:
        raise ValueError(
            "a name must not be empty or hold a full stop or a slash "
            "(set.label addresses a label, category/part a category within another)."
        )
    return name


def _set_name(name: str) -> str:
    if name == CATEGORIES:
        raise ValueError(f"a naming set cannot be called {CATEGORIES!r}: tables use that name for the categories.")
    return _plain_name(name)


Name = Annotated[str, AfterValidator(_plain_name)]
SetName = Annotated[str, AfterValidator(_set_name)]


class _Wordings(Part):
    """Terms of its own, and (`also`) those of categories and labels of other lexicons.

    `also` holds references such as ``other-lexicon.category`` or ``../shared/other.set.label``: the
    name of a lexicon file without its ending, relative to this file, and what it is called there.
    `read_lexicon` puts the terms in and empties the field.
    """

    terms: Terms = ()
    also: Annotated[tuple[str, ...], AfterValidator(some)] = ()


class Category(_Wordings):
    """Wordings that stand for one idea; `function` names the part of a frame they may be a cue of.

    `categories` are parts of the idea, called ``whole/part`` in tables; a hit belongs to the deepest.
    """

    description: str | None = None
    function: Function | None = None
    derived: Derived | None = None
    source: str | None = None
    counterpart: str | None = None
    categories: Annotated[dict[Name, Annotated[Category, BeforeValidator(_as_terms)]], AfterValidator(some)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _holds_something(self) -> Category:
        if not (self.terms or self.also or self.categories):
            raise ValueError("The key 'terms' is missing (or 'also', or 'categories').")
        return self


class Label(_Wordings):
    """One of the competing wordings for a referent, and how it leans towards it."""

    orientation: Orientation | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> Label:
        if not (self.terms or self.also):
            raise ValueError("The key 'terms' is missing (or 'also').")
        return self


class NamingSet(Part):
    """One referent and its competing labels."""

    labels: Annotated[dict[Name, Annotated[Label, BeforeValidator(_as_terms)]], AfterValidator(some)]
    referent: str | None = None
    source: str | None = None
    derived: Derived | None = None


class Example(Part):
    """A sentence and what each category or ``set.label`` it names must match there, in the order of the text."""

    text: str
    matches: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """One entry and where it stands: the set and category of `hits`, and its place in the file."""

    set: str
    category: str
    entry: Entry
    location: Location


class Lexicon(Part):
    """Categories, naming sets and the examples that test them.

    Attributes
    ----------
    name, version, licence, language, sources
        What a paper cites.
    read_by_authors
        Corpora the authors had seen when they wrote it: claims about those are exploratory.
    categories, naming
        The wordings, by name.
    examples
        Tests, run whenever the file is read.
    validation
        How categories did against coded units; `fs.record_validation` writes it.
    """

    name: str
    version: str = "0"
    licence: str | None = None
    language: str | None = None
    sources: tuple[str, ...] = ()
    read_by_authors: tuple[str, ...] = ()
    categories: dict[Name, Annotated[Category, BeforeValidator(_as_terms)]] = Field(default_factory=dict)
    naming: dict[SetName, NamingSet] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    validation: tuple[Validation, ...] = ()

    @property
    def validity(self) -> str:
        """What figures say: ``not validated``, or how many categories were, when, and by whose codings."""
        return validity(self.validation)

    def rows(self) -> Iterator[Row]:
        """Yield every entry with its set and category, in the order of the file.

        Raises
        ------
        InputError
            If a category refers to another lexicon and `read_lexicon` has not put its terms in.
        """
        for set_, name, part, location in self.parts():
            if part.also:
                raise InputError(
                    f"{name!r} takes over terms of another lexicon (also: {', '.join(part.also)}): "
                    "write the lexicon to a file beside that one and read it with read_lexicon."
                )
            for i, entry in enumerate(part.terms):
                yield Row(set_, name, entry, (*location, "terms", i))

    def parts(self) -> Iterator[tuple[str, str, Category | Label, Location]]:
        """Yield every category and label: its set, its name as in `hits`, and its place in the file."""
        for name, category in self.categories.items():
            yield from _within(name, category, ("categories", name))
        for set_name, naming in self.naming.items():
            for name, label in naming.labels.items():
                yield set_name, name, label, ("naming", set_name, "labels", name)

    def by_name(self) -> dict[str, Category]:
        """Return every category by its name in `hits`; a part of another is called ``whole/part``."""
        return {name: part for _, name, part, _ in self.parts() if isinstance(part, Category)}

    def names(self) -> list[tuple[str, str]]:
        """Return the (set, category) pairs of all categories and labels with terms, in the order of the file."""
        return [(set_, name) for set_, name, part, _ in self.parts() if part.terms or part.also]

    def __repr__(self) -> str:
        n = sum(len(part.terms) for _, _, part, _ in self.parts())
        return (
            f"Lexicon({self.name} {self.version}: {len(self.by_name())} categories, "
            f"{len(self.naming)} naming sets, {n:,} entries)"
        )

    __str__ = __repr__


def _within(name: str, category: Category, location: Location) -> Iterator[tuple[str, str, Category, Location]]:
    yield CATEGORIES, name, category, location
    for part, inner in category.categories.items():
        yield from _within(f"{name}{LEVEL}{part}", inner, (*location, "categories", part))


def address(set_: str, category: str) -> str:
    """Return how examples and references name a category (its name) or a label (``set.label``)."""
    return category if set_ == CATEGORIES else f"{set_}.{category}"
