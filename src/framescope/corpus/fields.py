"""Which column of a record holds what, and what its values claim about the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from framescope.corpus.dates import DATE_ONLY, MONTH, read_date
from framescope.corpus.encoding import without_noncharacters
from framescope.errors import InputError, unknown_name

#: The usual names of each field, compared without case, spaces and punctuation; `article_title` is `title`.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "id": ("id", "docid", "documentid", "recordid", "unitid", "uid", "uuid", "guid"),
    "text": ("text", "body", "content", "contents", "maintext", "fulltext", "bodytext", "plaintext", "article",
             "story"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "sitename", "sourcename", "domain",
               "sourcedomain", "hostname"),
    "date": ("date", "published", "publishdate", "datepublish", "datepublished", "publisheddate", "publishedat",
             "publicationdate", "pubdate"),
    "url": ("url", "link", "permalink", "sourcelink", "sourceurl", "weburl"),
    "language": ("language", "lang"),
})  # fmt: skip
_PREFIX = re.compile(r"^(?:article|news|doc|document|story)(?=.)")
_FIELD_OF = {name: known for known, names in FIELDS.items() for name in names}
#: ISO 639-1 codes of languages that tables name in English or by three letters.
_LANGUAGES = {
    code: names[0]
    for names in (
        ("en", "english", "eng"), ("de", "german", "deu", "ger"), ("fr", "french", "fra", "fre"),
        ("es", "spanish", "spa"), ("it", "italian", "ita"), ("pt", "portuguese", "por"), ("nl", "dutch", "nld"),
        ("ru", "russian", "rus"), ("uk", "ukrainian", "ukr"), ("pl", "polish", "pol"), ("ar", "arabic", "ara"),
        ("tr", "turkish", "tur"), ("fa", "persian", "fas"), ("he", "hebrew", "heb"), ("zh", "chinese", "zho"),
    )
    for code in names[1:]
}  # fmt: skip
_ISO_DATE = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ][\d:.,]+ ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?")
_ISO_MONTH = re.compile(r"(?P<y>\d{4})(?:-(?P<m>0[1-9]|1[0-2]))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: Seconds since 1970 in nine digits (from mid-1998) or ten, or thousandths of seconds: no other date is that long.
_EPOCH = re.compile(r"(?P<seconds>9\d{8}|[1-4]\d{9})(?:\d{3})?")
#: What a program makes of a date that is missing.
_EPOCH_ZERO = re.compile(r"1970-01-01[T ]00:00(?::00(?:\.0+)?)? ?(?:Z|UTC|GMT|[+-]00:?00)?")
_DATE = re.compile(rf"(?:{DATE_ONLY})|{MONTH},? (?:19|20)\d\d", re.IGNORECASE)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>(?:19|20)\d\d)(?!\d).*", re.DOTALL)
#: Where a value lies within a value as schema.org, the New York Times, WordPress and MongoDB write them.
_INSIDE = ("name", "main", "original", "rendered", "$date")
#: What tables write where they know nothing.
_MISSING = ("nan", "none", "null", "n/a", "nat")
_LONGEST_MISSING = max(map(len, _MISSING))
#: The first newspaper (Strasbourg, 1605) was not there in a year before, and no article is dated further ahead than
#: some weeks: other dates are errors of the table.
_FIRST_YEAR, _LAST_YEAR = 1605, date.today().year + 1


class Claim(NamedTuple):
    """What a record or page says of its article; `written` is the value before it was normalised."""

    field: str
    value: str
    source: str
    rule: str
    certain: bool = True
    written: str = ""
    guessed: bool = False


@dataclass(frozen=True)
class Assigned:
    """The column of each field, and the candidates of fields for which several columns could be meant."""

    column: Mapping[str, str]
    doubtful: Mapping[str, Sequence[str]] = field(default_factory=dict)


def check_columns(given: Mapping[str, str]) -> None:
    """Raise UnknownNameError if a field is named that framescope does not know."""
    for name in given:
        if name not in FIELDS:
            raise unknown_name("field", name, FIELDS)


def field_of(column: str) -> str | None:
    """Return the field a column of this name usually holds, None if its name says nothing."""
    bare = re.sub(r"[\W_]+", "", column.casefold())
    return _FIELD_OF.get(bare) or _FIELD_OF.get(_PREFIX.sub("", bare))


def assign(columns: Iterable[str], given: Mapping[str, str]) -> Assigned:
    """Find the column of each field: the one given, else the one with a usual name.

    Raises
    ------
    InputError
        If no column holds the text, or several could.
    UnknownNameError
        If a given column does not exist.
    """
    names = list(columns)
    candidates: dict[str, list[str]] = {}
    for name in names:
        known = field_of(name)
        if known and known not in given and name not in given.values():
            candidates.setdefault(known, []).append(name)
    for column in given.values():
        if column not in names:
            raise unknown_name("column", column, names)
    text = candidates.get("text", [])
    if len(text) > 1:
        named = " and ".join(map(repr, text))
        raise InputError(f"{named} could both be the text. Say which: columns={{'text': {text[0]!r}}}.")
    if not text and "text" not in given:
        known = ", ".join(map(repr, names)) or "none"
        raise InputError(
            "no column is known to hold the text. Name it: columns={'text': ...}; in study.yaml `columns: {text: ...}` "
            f"beside the path; of `framescope corpus build` --column text=... . Columns: {known}."
        )
    one = {known: found[0] for known, found in candidates.items() if len(found) == 1}
    return Assigned({**one, **given}, {known: found for known, found in candidates.items() if len(found) > 1})


def record_claims(record: Mapping[str, object], assigned: Assigned) -> list[Claim]:
    """Return what a record says of its article, empty values left out.

    Of a field for which several columns could be meant, each value is kept as uncertain.
    """
    claims = []
    for name, column in assigned.column.items():
        if name not in ("id", "text") and (value := written(record.get(column))):
            claims.append(_claim(name, value, column, certain=True))
    for name, columns in assigned.doubtful.items():
        values = [(column, written(record.get(column))) for column in columns if name != "id"]
        claims += [_claim(name, value, column, certain=False) for column, value in values if value]
    return claims


def written(value: object) -> str:
    """Return a value of a table as one line of text; empty for what is missing."""
    if isinstance(value, str):
        plain = value
    elif isinstance(value, datetime | date):
        plain = value.isoformat()
    elif isinstance(value, list | tuple):
        plain = ", ".join(filter(None, map(written, value)))
    elif isinstance(value, Mapping):
        plain = written(next((value[key] for key in _INSIDE if key in value), None))
    elif isinstance(value, int) and not isinstance(value, bool):
        plain = str(value)
    elif isinstance(value, float) and value.is_integer():
        plain = str(int(value))
    else:
        plain = ""
    line = " ".join(without_noncharacters(plain).split())
    return "" if len(line) <= _LONGEST_MISSING and line.casefold() in _MISSING else line


@lru_cache(maxsize=1 << 14)
def iso_date(value: str) -> tuple[str | None, bool]:
    """Return a date as ISO text at its precision, and whether it can be read one way only; None if it is none.

    Only what is a date from its first to its last character is read; nothing is searched in prose. The first
    second of 1970 stands for a date that is missing. Seconds since then give the day in UTC.
    """
    if _EPOCH_ZERO.fullmatch(value):
        return None, False
    if match := _EPOCH.fullmatch(value):
        day = datetime.fromtimestamp(int(match["seconds"]), UTC).date()
        return (day.isoformat(), True) if _possible(day.year) else (None, False)
    if (match := _ISO_DATE.fullmatch(value)) or (match := _COMPACT.fullmatch(value)):
        try:
            day = date.fromisoformat("-".join(match.groups()))
        except ValueError:
            return None, False
        return (day.isoformat(), True) if _possible(day.year) else (None, False)
    if match := _ISO_MONTH.fullmatch(value):
        return (value, True) if _possible(int(match["y"])) else (None, False)
    stated = read_date(value) if _DATE.fullmatch(value.strip().lower()) else None
    return (stated.iso, not stated.ambiguous) if stated and _possible(int(stated.iso[:4])) else (None, False)


def date_orders(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return by column which orders of day and month its dates show: 4/25/2017 can only be read month first."""
    orders: dict[str, set[str]] = {}
    for claim in claims:
        if claim.field == "date" and (match := _NUMERIC.fullmatch(claim.written)):
            first, second = int(match["a"]), int(match["b"])
            if max(first, second) > 12 >= min(first, second):
                orders.setdefault(claim.rule, set()).add("day first" if first > 12 else "month first")
    return orders


def order_date(claim: Claim, orders: Mapping[str, set[str]]) -> Claim:
    """Decide whether 4/5/2017 is in April or in May by the other dates of the same column.

    Where one date of the column can only be read month first and none only day first, all are month
    first, and the other way round. Otherwise they stay uncertain.
    """
    shown = orders.get(claim.rule, set())
    return _ordered(claim, next(iter(shown))) if len(shown) == 1 else claim


def _ordered(claim: Claim, order: str) -> Claim:
    match = _NUMERIC.fullmatch(claim.written) if claim.field == "date" else None
    if not match or not claim.rule.startswith("column") or claim.value != claim.written:
        return claim
    if not _possible(int(match["y"])):
        return claim
    day, month = (match["a"], match["b"]) if order == "day first" else (match["b"], match["a"])
    try:
        iso = date(int(match["y"]), int(month), int(day)).isoformat()
    except ValueError:
        return claim
    return claim._replace(value=iso, certain=True, rule=f"{claim.rule}, {order} as in the rest of it")


def _claim(name: str, value: str, column: str, *, certain: bool) -> Claim:
    clear, stated, rule = True, value, f"column {column}"
    if name == "date":
        iso, clear = iso_date(value)
        stated = iso if iso and clear else value
        rule += ", seconds since 1970 as a day in UTC" if clear and _EPOCH.fullmatch(value) else ""
    elif name == "language":
        stated = language_code(value) or value
        clear = language_code(value) is not None
    elif name in ("outlet", "url"):
        # An address is no outlet's name; a table that puts it there says where a text was found, not who published it.
        clear = value.startswith(("http://", "https://")) == (name == "url")
    return Claim(name, stated, "record", rule, certain and clear, value)


def language_code(value: str) -> str | None:
    """Return the ISO 639-1 code of a language as tables write it (``en``, ``en-GB``, ``English``), None if unclear."""
    lower = value.casefold()
    match = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]+)*", lower)
    return match[1] if match else _LANGUAGES.get(lower)


def _possible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR
