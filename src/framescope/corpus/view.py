"""The choices a reviewer asks about, made over one corpus: a view, never a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.model import NO_ARTICLE, Corpus
from framescope.errors import InputError, expect, unknown_name
from framescope.schema import ARTICLES, DEFAULT_ZONES, VOICES, ZONES

#: Compared as text, at the precision known: nothing but years, months and days in this order will do.
_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Where = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class View:
    """Which tokens of a corpus are read.

    Attributes
    ----------
    zones
        Zones to keep; None keeps every zone, residue included ("no cleaning").
    voice
        Voices to keep; None keeps all.
    copies
        ``"all"`` reads every copy of a syndicated story, ``"one"`` one of each copy group: its
        representative, or the longest copy that `where`, `since` and `until` leave (one per group and
        outlet in a table by outlet).
    where
        Column of `articles` to the values to keep, as in ``{"outlet": ["The Duran"]}``. An article
        whose value is not stated is left out.
    since, until
        ISO dates, both inclusive, compared at the precision known: an article of ``2017-09`` is kept
        by ``since="2017-09-10"``, since it may be of that day or later. Undated articles are left out.

    Raises
    ------
    UnknownNameError
        For a zone, voice or column that does not exist, with those that do.
    InputError
        For a single name in place of a list, or a date that is not written as ``2017``, ``2017-09`` or ``2017-09-10``.
    """

    zones: tuple[str, ...] | None = DEFAULT_ZONES
    voice: tuple[str, ...] | None = None
    copies: Literal["all", "one"] = "all"
    where: Where = field(default_factory=dict)
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for name, known in (("zones", ZONES), ("voice", VOICES)):
            given = getattr(self, name)
            if given is not None and (isinstance(given, str) or not isinstance(given, Collection)):
                raise InputError(f"View: {name} takes a list of names, not {given!r}: [{given!r}].")
            if given is not None:
                object.__setattr__(self, name, tuple(given))
                for value in given:
                    if value not in known:
                        raise unknown_name(f"value of {name}", value, known)
        if self.copies not in ("all", "one"):
            raise unknown_name("value of copies", self.copies, ("all", "one"))
        if not isinstance(self.where, Mapping):
            raise InputError(
                f'View: where takes columns with their values, as in {{"outlet": ["A"]}}; not {self.where!r}.'
            )
        kept = {}
        for column, values in self.where.items():
            if column not in ARTICLES.columns:
                raise unknown_name("column in where", column, ARTICLES.columns)
            if isinstance(values, str) or not isinstance(values, Collection):
                raise InputError(f"View: where[{column!r}] takes a list of values, not {values!r}.")
            kept[column] = tuple(values)
        object.__setattr__(self, "where", MappingProxyType(kept))
        self._check_dates()

    def _check_dates(self) -> None:
        for name in ("since", "until"):
            given = getattr(self, name)
            if given is not None and not (isinstance(given, str) and _ISO_DATE.fullmatch(given)):
                raise InputError(f"View: {name} is a date written as 2017, 2017-09 or 2017-09-10; not {given!r}.")
        if self.since and self.until and self.since[: len(self.until)] > self.until[: len(self.since)]:
            raise InputError(f"View: since={self.since!r} is later than until={self.until!r}; nothing would be read.")

    def __hash__(self) -> int:
        where = tuple(sorted(self.where.items()))
        return hash((self.zones, self.voice, self.copies, where, self.since, self.until))


def check_view(corpus: Corpus, view: View | None) -> View:
    """Return the view, the default one for None.

    Raises
    ------
    InputError
        If it is no view, or the corpus no corpus.
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    expect("view", view or View(), View, "fs.View(...)")
    return view or View()


def select(
    corpus: Corpus, view: View | None = None, *, by_outlet: bool = False, at: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.bool_]:
    """Return which tokens a view reads, one truth value per token.

    Parameters
    ----------
    corpus
        The corpus.
    view
        The view; None is the default view.
    by_outlet
        With ``copies="one"``: keep one copy per group *and outlet*, as a table by outlet needs.
    at
        Ask about these tokens only; None asks about all.
    """
    view = check_view(corpus, view)
    tokens = corpus.tokens

    def of(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return column if at is None else column[at]

    mask: npt.NDArray[np.bool_] = articles_of(corpus, view, by_outlet=by_outlet)[of(tokens.article)]
    if view.zones is not None:
        mask &= np.isin(np.arange(len(ZONES)), [ZONES.index(zone) for zone in view.zones])[of(tokens.zone)]
    if view.voice is not None:
        mask &= np.isin(np.arange(len(VOICES)), [VOICES.index(voice) for voice in view.voice])[of(tokens.voice)]
    return mask


def articles_of(corpus: Corpus, view: View, *, by_outlet: bool = False) -> npt.NDArray[np.bool_]:
    """Return which articles a view reads: one truth value per article, and a last one for `NO_ARTICLE`.

    Text around which no article stands is read unless articles are chosen by what is known of them.
    """
    assert NO_ARTICLE == -1, "the last entry answers for tokens without an article"  # noqa: S101
    articles = corpus.articles
    keep = np.ones(len(articles) + 1, dtype=np.bool_)
    for column, values in view.where.items():
        unknown = set(values) - set(articles[column].dropna())
        if unknown:
            known = sorted(set(articles[column].dropna()))
            raise unknown_name(f"value of where[{column!r}]", min(unknown), known)
        keep[:-1] &= articles[column].isin(values).to_numpy()
        keep[-1] = False
    if view.since is not None or view.until is not None:
        keep[:-1] &= _in_period(articles["date"], view.since, view.until)
        keep[-1] = False
    if view.copies == "one":
        keep[:-1] &= _one_copy(articles[keep[:-1]], by_outlet=by_outlet).reindex(articles.index, fill_value=False)
    return keep


def articles_read(corpus: Corpus, view: View | None = None) -> pd.DataFrame:
    """Return the articles a view reads, as rows of the table `articles`."""
    view = check_view(corpus, view)
    return corpus.articles[articles_of(corpus, view)[:-1]]


def stories(corpus: Corpus) -> pd.Series[str]:
    """Return the story each article tells: its copy group, or the article itself if it is unique."""
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    articles = corpus.articles
    group = articles["copy_group"].astype("str")
    return group.where(group.notna(), articles["article_id"]).rename("story")


def _one_copy(articles: pd.DataFrame, *, by_outlet: bool) -> pd.Series[bool]:
    """Return which of these articles stand for their story: the representative, else the longest that is left."""
    order = articles.sort_values(["representative", "n_tokens"], ascending=False, kind="stable")
    keys = {"story": order["copy_group"].astype("str").fillna(order["article_id"])}
    if by_outlet:
        keys["outlet"] = order["outlet"]
    return ~pd.DataFrame(keys).duplicated()


def _in_period(dates: pd.Series[str], since: str | None, until: str | None) -> npt.NDArray[np.bool_]:
    def possible(date: object) -> bool:
        if not isinstance(date, str):
            return False
        after = since is None or date[: len(since)] >= since[: len(date)]
        before = until is None or date[: len(until)] <= until[: len(date)]
        return after and before

    return np.array([possible(date) for date in dates], dtype=np.bool_)
