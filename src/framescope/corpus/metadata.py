"""What is known of each article, and who says so: its record or page, the text, a metadata file, or a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from framescope.errors import GuardError
from framescope.yamlfile import read_model

#: Fields that become columns of `articles`; any other field of a metadata file is kept in `evidence`.
ARTICLE_FIELDS = ("title", "author", "outlet", "date", "url", "language")
NOT_STATED = "not stated"
# An error names so many articles.
_NAMED = 10
#: Whose word comes first; what the text says and what is inferred from it comes after all of these.
_FIRST = ("metadata", "record", "html")


class Statement(BaseModel):
    """One value and where it comes from. ``not stated`` says that somebody looked and found nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str | None
    source: str = Field(min_length=1)


def _bare_statement(given: object) -> object:
    return {"value": None, "source": NOT_STATED} if given == NOT_STATED else given


class Metadata(BaseModel):
    """A metadata file: how the corpus came together, and fields by article_id (or document_id)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    collection: str = ""
    articles: Mapping[str, Mapping[str, Annotated[Statement, BeforeValidator(_bare_statement)]]] = Field(
        default_factory=dict
    )


def read_metadata(path: str | Path) -> Metadata:
    """Read ``metadata.yaml``; raises InputError with file and line for anything it does not know."""
    return read_model(path, Metadata)


def metadata_claims(metadata: Metadata, articles: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Return what a metadata file states of some articles as rows of `evidence`.

    Parameters
    ----------
    metadata
        The statements; a key is an article_id, or the document_id of a document with one article.
        What it says of other articles is left aside.
    articles
        article_id -> document_id.

    Raises
    ------
    GuardError
        If a key names a document that holds several articles.
    """
    inside = _by_document(articles)
    rows = []
    for key, fields in metadata.articles.items():
        article_id = _article(key, articles, inside)
        if article_id is None:
            continue
        for name, said in fields.items():
            rule = said.source if said.value is not None else NOT_STATED
            where = (articles[article_id], article_id)
            rows.append((*where, name, said.value, "metadata", None, None, rule, "certain", False))
    return rows


def check_articles(metadata: Metadata, articles: pd.DataFrame) -> None:
    """Raise GuardError if a metadata file speaks of what is not in the table `articles`."""
    known = dict(zip(articles["article_id"], articles["document_id"], strict=True))
    inside = _by_document(known)
    for key in metadata.articles:
        if _article(key, known, inside) is None:
            raise GuardError(f"metadata: {key} names no article of this corpus. Known: {_some(known)}.")


def document_claims(claims: pd.DataFrame, article_ids: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return claims about documents (`evidence` without articles) as claims about the first article of each.

    A record or page describes the article it was made for; what else is glued to that article
    has its own title, author and date.
    """
    known = set(article_ids)
    rows = claims.astype(object).where(claims.notna(), None).itertuples(index=False, name=None)
    return [(row[0], f"{row[0]}#0" if f"{row[0]}#0" in known else None, *row[2:]) for row in rows]


def settle(evidence: Iterable[Sequence[Any]], article_ids: Iterable[str]) -> pd.DataFrame:
    """Choose one value per article and field from the rows of `evidence`.

    A metadata file comes before the record of a table, that before the markup of a page, and all
    of them before what the text says. Only certain claims count, and where those of one source
    contradict each other nothing is chosen: the evidence shows them side by side.

    Returns
    -------
    DataFrame
        Indexed by article_id, one column per name in `ARTICLE_FIELDS`, None where nothing is known.
    """
    claims: dict[tuple[str, str], dict[str, list[str]]] = {}
    for _, article_id, field, value, source, _, _, _, confidence, _ in evidence:
        if field in ARTICLE_FIELDS and confidence == "certain" and value is not None:
            claims.setdefault((article_id, field), {}).setdefault(source, []).append(value)
    settled: dict[str, dict[str, str | None]] = {field: {} for field in ARTICLE_FIELDS}
    for (article_id, field), by_source in claims.items():
        first = next((by_source[source] for source in _FIRST if source in by_source), None)
        stated = first or [value for values in by_source.values() for value in values]
        settled[field][article_id] = _agreed(stated, field)
    names = list(article_ids)
    columns_of = {field: [known.get(name) for name in names] for field, known in settled.items()}
    return pd.DataFrame(columns_of, pd.Index(names, name="article_id"), dtype=object)


def agree(values: Sequence[str], field: str) -> bool:
    """Whether values say the same: of dates and titles the shorter may be the beginning of the longer."""
    plain = [" ".join(value.casefold().split()) for value in values]
    longest = max(plain, key=len)
    return all(longest.startswith(value) if field in ("date", "title") else value == longest for value in plain)


def _agreed(values: list[str], field: str) -> str | None:
    """Return the value all agree on; of dates the most precise."""
    if len(values) == 1:
        return values[0]
    if not agree(values, field):
        return None
    return max(values, key=len) if field == "date" else values[0]


def _some(names: Mapping[str, str]) -> str:
    first = ", ".join(list(names)[:_NAMED]) or "(none)"
    return f"{first} and {len(names) - _NAMED:,} more" if len(names) > _NAMED else first


def _by_document(articles: Mapping[str, str]) -> dict[str, list[str]]:
    inside: dict[str, list[str]] = {}
    for article_id, document_id in articles.items():
        inside.setdefault(document_id, []).append(article_id)
    return inside


def _article(key: str, articles: Mapping[str, str], inside: Mapping[str, list[str]]) -> str | None:
    if key in articles:
        return key
    named = inside.get(key, [])
    if len(named) > 1:
        raise GuardError(f"metadata: {key} holds {len(named)} articles; name one of {', '.join(named)}.")
    return named[0] if named else None
