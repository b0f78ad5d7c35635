"""Dates a page states: anchored patterns only, ISO at the precision known, nothing invented."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import pandas as pd

# Names of the months in English, German, French, Spanish, Italian, Portuguese, Dutch and Russian. Only those that
# English shortens may be shortened: "mar" and "set" are words elsewhere.
_MONTH_NAMES = (
    "january jan januar janvier enero gennaio janeiro januari января",
    "february feb februar février fevrier febrero febbraio fevereiro februari февраля",
    "march mar märz mars marzo março maart марта",
    "april apr avril abril aprile апреля",
    "may mai mayo maggio maio mei мая",
    "june jun juni juin junio giugno junho июня",
    "july jul juli juillet julio luglio julho июля",
    "august aug août aout agosto augustus августа",
    "september sept sep septembre septiembre settembre setembro сентября",
    "october oct oktober octobre octubre ottobre outubro октября",
    "november nov novembre noviembre novembro ноября",
    "december dec dezember décembre decembre diciembre dicembre dezembro декабря",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi "
    "dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag "
    "vrijdag zaterdag zondag понедельник вторник среда четверг пятница суббота воскресенье"
)
WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?|"
    rf"(?:{'|'.join(_WEEKDAYS.split())}),?|"
    r"(?:mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom)\b\.?,?)"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th|er|º|\.(?=[ ]))?"
_YEAR = r"(?:19|20)\d\d"
_FORMS = (
    rf"{MONTH} {_DAY},? {_YEAR}",
    rf"{_DAY}(?: of| de)? {MONTH},?(?: de)? {_YEAR}",
    rf"{_DAY}-{MONTH}-{_YEAR}",
    rf"{_YEAR}[-/.][01]?\d[-/.][0-3]?\d",
    rf"[0-3]?\d[-/.][0-3]?\d[-/.]{_YEAR}",
)
#: A full date: day, month and year.
DATE = rf"(?:{'|'.join(_FORMS)})"
_ZONE = r"(?:\(?(?:[a-z]{2,4}t|z|utc|gmt|et|pt|ist|local time)\b\)?|(?:utc|gmt)?[+-]\d{1,2}:?\d{2})"
_CLOCK = r"(?:[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\.\d+)?|[01]?\d(?= ?[ap]\.?m)|[0-2]\d[0-5]\d(?= gmt))"
TIME = rf"(?:at )?{_CLOCK} ?(?:[ap]\.?m\b\.?|uhr\b)?(?: ?{_ZONE})?"
_GLUE = r"(?: ?[,|·•/–-]+ ?| |t(?=\d)|(?<=\d)(?=\d))"
#: A line of nothing but a date, with weekday and time where given.
DATE_ONLY = rf"(?:{TIME}{_GLUE})?(?:{WEEKDAY} )?{DATE}(?:{_GLUE}{TIME}){{0,1}}"

_NAMED = re.compile(
    rf"(?:(?P<m1>{MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? |"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: of| de)?[ -](?P<m2>{MONTH}),?(?: de)?[ -])(?P<y>{_YEAR})\b"
)
_ISO = re.compile(rf"(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)")
_NUMERIC = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<y>{_YEAR})\b")
_PRECISION = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:$|T)")
_MONTH_YEAR = re.compile(rf"(?P<m>{MONTH}),? (?P<y>{_YEAR})\b")


@dataclass(frozen=True)
class StatedDate:
    """An ISO date (``2017-09-10`` or ``2017-09``), and whether day and month could be the other way round."""

    iso: str
    ambiguous: bool = False


def read_date(text: str) -> StatedDate | None:
    """Return the first date in a text that is known to state one; None if it is impossible or none.

    Notes
    -----
    ``03/04/2017`` is read day first and flagged, since half of the world reads it month first;
    with one number above 12 (or equal numbers) only one reading is left.
    """
    lower = text.lower()
    for pattern in (_NAMED, _ISO, _NUMERIC):
        if match := pattern.search(lower):
            return _numeric(match) if pattern is _NUMERIC else _stated(match)
    if match := _MONTH_YEAR.search(lower):
        return StatedDate(f"{match['y']}-{_month(match['m']):02d}")
    return None


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def _stated(match: re.Match[str]) -> StatedDate | None:
    groups = match.groupdict()
    if "m1" in groups:
        month = _month(groups["m1"] or groups["m2"])
        day = int(groups["d1"] or groups["d2"])
    else:
        month, day = int(groups["m"]), int(groups["d"])
    iso = _iso(int(groups["y"]), month, day)
    return StatedDate(iso) if iso else None


def _numeric(match: re.Match[str]) -> StatedDate | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = dict.fromkeys(iso for iso in (_iso(year, second, first), _iso(year, first, second)) if iso)
    return StatedDate(next(iter(readings)), ambiguous=len(readings) > 1) if readings else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_spans(dates: pd.Series[str]) -> pd.DataFrame:
    """Return the first and the last day that each date can mean.

    Parameters
    ----------
    dates
        ISO dates at the precision known (``2017-09-10``, ``2017-09``, ``2017``), or null.

    Returns
    -------
    DataFrame
        Indexed like `dates`: ``first`` and ``last`` (datetime64[s], both null where the date is not
        known or is no ISO date), ``precision`` (``day``, ``month``, ``year``, or null).
    """
    known = {value: _span(value) for value in dates.dropna().unique()}
    rows = [known.get(value, (None, None, None)) for value in dates]
    spans = pd.DataFrame(rows, columns=["first", "last", "precision"], index=dates.index, dtype=object)
    return spans.astype({"first": "datetime64[s]", "last": "datetime64[s]", "precision": "str"})


def _span(value: str) -> tuple[date, date, str] | tuple[None, None, None]:
    match = _PRECISION.match(value)
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, 0, 0)
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None, None, None
    if day:
        return first, first, "day"
    if month:
        return first, date(first.year, first.month, monthrange(first.year, first.month)[1]), "month"
    return first, date(first.year, 12, 31), "year"
