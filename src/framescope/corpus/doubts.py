"""What sources say that cannot be, or that contradicts what others say: reported, never settled by guessing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from framescope.corpus.fields import iso_date
from framescope.corpus.metadata import ARTICLE_FIELDS, agree
from framescope.corpus.reports import Report

_SHOWN = 3
_OF_ONE = ("article_id", "field")


def contradictions(evidence: pd.DataFrame) -> pd.DataFrame:
    """Find articles of which certain claims about one field differ.

    Returns
    -------
    DataFrame
        ``article_id, field, claims`` (each value with its source). Of dates the less precise one may
        contain the other; of titles one may be the beginning of the other. What a metadata file says is
        settled and contradicts nothing.
    """
    claims = _compared(evidence).astype("str").drop_duplicates()
    settled = pd.MultiIndex.from_frame(claims.loc[claims["source"] == "metadata", list(_OF_ONE)])
    claims = claims[~pd.MultiIndex.from_frame(claims[list(_OF_ONE)]).isin(settled)]
    several = claims[claims.groupby(list(_OF_ONE))["value"].transform("nunique") > 1]
    rows = []
    for (article_id, field), of_one in several.groupby(["article_id", "field"], sort=False):
        if not agree(of_one["value"].tolist(), str(field)):
            said = " / ".join(
                f"{value} ({source})" for value, source in zip(of_one["value"], of_one["source"], strict=True)
            )
            rows.append((article_id, field, said))
    return pd.DataFrame(rows, columns=["article_id", "field", "claims"], dtype="str")


def doubts(evidence: pd.DataFrame) -> list[Report]:
    """Return a line for each field of which sources contradict each other, and one for dates that cannot be."""
    found = contradictions(evidence)
    reports = []
    for field, of_one in found.groupby("field", sort=True):
        places = (f"{name}: {said}" for name, said in zip(of_one["article_id"], of_one["claims"], strict=True))
        articles = "1 article has" if len(of_one) == 1 else f"{len(of_one):,} articles have"
        reports.append(
            Report("", f"{articles} sources that contradict each other on {field} ({_some(places, len(of_one))}).")
        )
    dates = evidence[_uncertain_dates(evidence)]
    none = dates[[iso_date(str(value))[0] is None for value in dates["value"]]]
    if len(none):
        values = Counter(none["value"].astype("str"))
        places = (f"{value!r} {n:,} times" if n > 1 else repr(value) for value, n in values.most_common(_SHOWN))
        stated = "1 date is" if len(none) == 1 else f"{len(none):,} dates are"
        reports.append(
            Report("", f"{stated} no possible date and not used ({_some(places, len(values))}); `evidence` lists all.")
        )
    return reports


def doubtful(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that `doubts` looks at, of all evidence about some articles: few, so that they fit in memory."""
    return evidence[evidence.index.isin(_compared(evidence).index) | _uncertain_dates(evidence)]


def _compared(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the certain claims about articles and fields of which there are several."""
    usable = evidence["field"].isin(ARTICLE_FIELDS) & (evidence["confidence"] == "certain") & evidence["value"].notna()
    claims = evidence.loc[usable & evidence["article_id"].notna(), [*_OF_ONE, "value", "source"]]
    return claims[claims.duplicated(list(_OF_ONE), keep=False)]


def _uncertain_dates(evidence: pd.DataFrame) -> pd.Series[bool]:
    return (evidence["field"] == "date") & (evidence["confidence"] != "certain") & evidence["value"].notna()


def _some(places: Iterable[str], n: int) -> str:
    shown = [place for place, _ in zip(places, range(_SHOWN), strict=False)]
    return "; ".join(shown) + (f"; and {n - len(shown):,} more" if n > len(shown) else "")
