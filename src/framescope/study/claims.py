"""Claims: statements about one number of a result table, with what speaks for them and how sure that is."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from framescope.dispatch import Dispatch
from framescope.errors import FramescopeError, InputError, unknown_name
from framescope.study.entries import CLAIM_MEASURES, ClaimEntry
from framescope.study.files import canonical
from framescope.study.inputs import build_corpus
from framescope.study.spec import Study

if TYPE_CHECKING:
    import pandas as pd

    from framescope.corpus.model import Corpus

Outcome = Literal["holds", "does not hold", "open", "not estimable", "no number"]

_MEETS: Mapping[str, Callable[[float, float], bool]] = {
    "above": operator.gt, "at least": operator.ge, "below": operator.lt, "at most": operator.le,
}  # fmt: skip
#: What each measure counts in, and what a reader calls it.
_BASES: Mapping[str, tuple[str, str]] = {
    "frequency": ("n_tokens", "tokens"),
    "naming": ("n_mentions", "mentions"),
}


class Verdict(BaseModel):
    """What a corpus says to a claim.

    Attributes
    ----------
    claim
        Its name.
    estimate, low, high
        The number and its interval; None where there is none.
    threshold
        What it was compared with.
    meets
        Whether the estimate meets the comparison; None without an estimate.
    sure
        Whether every value of the interval meets it (True) or none does (False); None where the interval
        holds both or there is no interval.
    count, n, base
        How many were counted out of how many, and what these are (``mentions``, ``tokens``).
    n_units, unit
        The independent units behind it.
    method, reason
        How the interval was made; why there is none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    claim: str
    estimate: float | None
    low: float | None
    high: float | None
    threshold: float
    meets: bool | None
    sure: bool | None
    count: int
    n: int
    base: str
    n_units: int
    unit: str
    method: str
    reason: str | None

    @property
    def outcome(self) -> Outcome:
        """The verdict in a word; without an interval a claim neither holds nor fails."""
        if self.estimate is None:
            return "no number"
        if self.low is None:
            return "not estimable"
        return "open" if self.sure is None else "holds" if self.sure else "does not hold"


class Tables:
    """The tables claims rest on: corpora opened once, hits found once a lexicon, each view counted once.

    A `dispatch` tells where corpora are built and lexicons matched, if not here.
    """

    def __init__(self, study: Study, dispatch: Dispatch | None = None) -> None:
        self.study = study
        self.dispatch = dispatch
        self._corpora: dict[str, Corpus] = {}
        self._hits: dict[tuple[str, str], pd.DataFrame] = {}
        self._counted: dict[str, pd.DataFrame] = {}

    def of(self, claim: ClaimEntry) -> pd.DataFrame:
        """Return the table in which the number of a claim stands."""
        key = table_key(claim)
        if key not in self._counted:
            self._counted[key] = count(claim, *self.basis(claim), seed=self.study.spec.seed)
        return self._counted[key]

    def lacking(self, claims: Iterable[ClaimEntry]) -> list[ClaimEntry]:
        """Return, of these claims, one for each table that has not been counted."""
        distinct = {table_key(claim): claim for claim in claims}
        return [claim for key, claim in distinct.items() if key not in self._counted]

    def add(self, counted: Mapping[str, pd.DataFrame]) -> None:
        """Take over tables that were counted elsewhere."""
        self._counted.update(counted)

    def basis(self, claim: ClaimEntry) -> tuple[Corpus, pd.DataFrame]:
        """Return the corpus of a claim and the hits of its lexicon there."""
        from framescope.corpus.store import load_corpus
        from framescope.lexicon.hits import find_hits
        from framescope.lexicon.read import read_lexicon
        from framescope.lexicon.sharded import find_hits_over

        folder = self.study.build / claim.corpus
        if claim.corpus not in self._corpora:
            build_corpus(self.study, claim.corpus, self.dispatch)
            self._corpora[claim.corpus] = load_corpus(folder)
        pair = (claim.corpus, claim.lexicon)
        if pair not in self._hits:
            lexicon = read_lexicon(self.study.input_path("lexicons", claim.lexicon))
            self._hits[pair] = (
                find_hits(self._corpora[claim.corpus], lexicon)
                if self.dispatch is None
                else find_hits_over(folder, lexicon, self.dispatch)
            )
        return self._corpora[claim.corpus], self._hits[pair]


def table_key(claim: ClaimEntry) -> str:
    """Return what decides the table of a claim: claims that differ in row or threshold share one."""
    return canonical(claim.model_dump(include={"corpus", "lexicon", "measure", "arguments", "view"}))


def count(claim: ClaimEntry, corpus: Corpus, hits: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Return the table of a claim's measure under its view, with intervals."""
    from framescope.measures.frequency import frequency
    from framescope.measures.naming import naming

    asked = claim.arguments
    resampling: Any = {"unit": asked.unit, "level": asked.level, "n_resamples": asked.n_resamples, "seed": seed}
    view = claim.view.view
    if claim.measure == "naming":
        return naming(corpus, hits, referent=asked.referent or "", by=asked.by, view=view, **resampling)
    return frequency(corpus, hits, by=asked.by or ["category"], view=view, **resampling)


def judge(claim: ClaimEntry, table: pd.DataFrame) -> Verdict:
    """Return what a table says to a claim.

    Raises
    ------
    UnknownNameError
        If the table has no such column or value.
    InputError
        If the claim picks several rows.
    """
    row = _picked(claim, table)
    base, noun = _BASES[claim.measure]
    meets = _MEETS[claim.comparison]
    estimate, low, high = (_number(row[name]) for name in (claim.column, "low", "high"))
    ends = None if low is None or high is None else {meets(low, claim.threshold), meets(high, claim.threshold)}
    return Verdict(
        claim=claim.name,
        estimate=estimate,
        low=low,
        high=high,
        threshold=claim.threshold,
        meets=None if estimate is None else meets(estimate, claim.threshold),
        sure=ends.pop() if ends is not None and len(ends) == 1 else None,
        count=int(row["count"]),
        n=int(row[base]),
        base=noun,
        n_units=int(row["n_units"]),
        unit=str(row["unit"]),
        method=str(row["method"]),
        reason=None if row["estimable"] else str(row["reason"]),
    )


def judge_declared(study: Study, claim: ClaimEntry, tables: Tables) -> Verdict:
    """Return what the study's corpora say to one of its claims.

    Raises
    ------
    InputError
        With its line, if the claim asks for what the corpus or lexicon does not have.
    """
    try:
        return judge(claim, tables.of(claim))
    except FramescopeError as error:
        raise study.file.error(("claims", study.spec.claims.index(claim)), str(error)) from None


def judge_all(study: Study, tables: Tables) -> list[Verdict]:
    """Return `judge_declared` of every claim; what is wrong with any of them is told together."""
    verdicts, wrong = [], []
    for claim in study.spec.claims:
        try:
            verdicts.append(judge_declared(study, claim, tables))
        except InputError as error:
            wrong.append(str(error))
    if wrong:
        raise InputError("\n".join(wrong))
    return verdicts


def in_words(claim: ClaimEntry, verdict: Verdict) -> str:
    """Return a verdict as a sentence: the number with its interval, what it was compared with, n, and why not."""
    number = "no number" if verdict.estimate is None else f"{claim.column} {verdict.estimate:.3g}"
    if verdict.low is not None and verdict.high is not None:
        number += f" [{verdict.low:.3g}, {verdict.high:.3g}]"
    said = f"{number}, claimed: {claim.comparison} {claim.threshold:g}; {_size(verdict)}"
    return f"{said}; no interval: {verdict.reason}" if verdict.reason else said


def headline(verdict: Verdict) -> str:
    """Return the verdict in a few words; what has no interval is never called confirmed."""
    if verdict.outcome != "not estimable":
        return verdict.outcome
    return f"not estimable ({'meets' if verdict.meets else 'misses'} it on the point estimate)"


def _size(verdict: Verdict) -> str:
    units = {"story": "stories"}.get(verdict.unit, f"{verdict.unit}s") if verdict.n_units != 1 else verdict.unit
    return f"n = {verdict.count:,} of {verdict.n:,} {verdict.base}, {verdict.n_units:,} {units}"


def _picked(claim: ClaimEntry, table: pd.DataFrame) -> pd.Series[Any]:
    kept = table
    for column, value in claim.row.items():
        if column not in table.columns:
            raise unknown_name(f"column of {claim.measure}", column, table.columns)
        values = kept[column].astype("str")
        if value not in set(values):
            raise unknown_name(column, value, dict.fromkeys(values))
        kept = kept[(values == value).to_numpy()]
    if len(kept) > 1:
        keys = list(table.columns[: table.columns.get_loc("count")])
        missing = ", ".join(key for key in keys if key not in claim.row)
        raise InputError(f"`row` picks {len(kept)} rows of {claim.measure}; name also: {missing}.")
    return kept.iloc[0]


def _number(value: Any) -> float | None:
    return None if math.isnan(value) else float(value)


assert set(_BASES) == set(CLAIM_MEASURES)  # noqa: S101  # a measure is added in both places
