"""A probability sample of units to be coded: the chance of every unit is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, unknown_name
from framescope.framing.units import Kind, holds_hit, units_of_corpus
from framescope.measures.reading import ARTICLE_KEYS, NOT_STATED
from framescope.schema import UNITS

Allocate = Literal["equal", "proportional"]
#: The stratum that parts units with a hit from those without: recall cannot be known from hits alone.
HIT = "hit"


def coding_sample(
    corpus: Corpus,
    n: int,
    *,
    unit: Kind = "sentence",
    strata: Sequence[str] = (),
    hits: pd.DataFrame | None = None,
    view: View | None = None,
    allocate: Allocate = "equal",
    seed: int = 0,
) -> pd.DataFrame:
    """Draw units to be coded, without replacement.

    Parameters
    ----------
    corpus
        The corpus.
    n
        How many; all, if there are no more.
    unit
        ``article``, ``sentence`` or ``mention`` (of a naming set; needs `hits`).
    strata
        What units are grouped by before they are drawn: ``hit`` (whether a hit stands in it; needs `hits`)
        and what is known of articles (``outlet, date, language, story`` ...).
    hits
        The table `hits` of this corpus.
    view
        What is read.
    allocate
        ``equal``: as many from each stratum, as far as it goes; ``proportional``: as many as its size.
    seed
        The same seed draws the same units, whatever the order of the documents.

    Returns
    -------
    DataFrame
        The table `units`, in the order of the text: ``probability`` is the share of its stratum that was drawn,
        ``weight`` its inverse.

    Raises
    ------
    UnknownNameError
        For a unit, stratum or allocation that does not exist.
    InputError
        If there is nothing to draw from, hits are missing, or `n` is less than the number of strata.

    Notes
    -----
    Within a stratum units are drawn by the order of a keyed digest of their ids (a simple random sample, as
    long as the seed is chosen before looking). Estimates must use the weights (Horvitz & Thompson 1952): a sample
    with as many hits as non-hits says nothing of their shares without them. Sentences of one article are
    alike: n sentences are worth fewer than n independent ones.
    """
    if allocate not in get_args(Allocate):
        raise unknown_name("allocation", allocate, get_args(Allocate))
    units = units_of_corpus(corpus, unit, view=view, hits=hits)
    if n < 1 or units.empty:
        raise InputError(f"n={n} of {len(units)} {unit}s: there is nothing to draw.")
    units = units.assign(unit_id=_names(units), stratum=_strata(corpus, units, strata, hits))
    sizes = units["stratum"].value_counts(sort=False).sort_index()
    if n < len(sizes):
        raise InputError(f"n={n} is less than the {len(sizes)} strata: draw more, or name fewer strata.")
    wanted = _allocation(np.asarray(sizes, dtype=np.int64), n, equal=allocate == "equal")
    drawn = []
    for (name, size), take in zip(sizes.items(), wanted.tolist(), strict=True):
        of = units[units["stratum"] == name]
        lots = of["unit_id"].map(lambda name: _lot(seed, name))
        drawn.append(of.loc[lots.sort_values().index[:take]].assign(probability=take / size, weight=size / take))
    return _as_units(corpus, pd.concat(drawn).sort_index(), unit)


def _as_units(corpus: Corpus, drawn: pd.DataFrame, unit: str) -> pd.DataFrame:
    digest = dict(zip(corpus.documents["document_id"], corpus.documents["text_sha256"], strict=True))
    spans = zip(drawn["document_id"], drawn["start"], drawn["end"], strict=True)
    table = drawn.assign(
        unit=unit,
        text_sha256=[digest[name] for name in drawn["document_id"]],
        text=[corpus.text(name)[start:end] for name, start, end in spans],
    )
    return UNITS.frame(table[list(UNITS.columns)])


def _names(units: pd.DataFrame) -> pd.Series[str]:
    span = units["start"].astype("str") + "-" + units["end"].astype("str")
    names = units["document_id"].astype("str") + "@" + span
    return names + "/" + units["set"] if "set" in units.columns else names


def _strata(corpus: Corpus, units: pd.DataFrame, names: Sequence[str], hits: pd.DataFrame | None) -> pd.Series[str]:
    stratum = pd.Series("", index=units.index, dtype="str")
    articles = corpus.articles.set_index("article_id")
    for name in names:
        if name == HIT:
            if hits is None:
                raise InputError("The stratum `hit` needs the hits: hits=fs.find_hits(corpus, lexicon).")
            value = pd.Series(np.where(holds_hit(corpus, units, hits), "yes", "no"), index=units.index, dtype="str")
        elif name in ARTICLE_KEYS and name in articles.columns:
            value = units["article_id"].map(articles[name].astype("str")).fillna(NOT_STATED)
        else:
            raise unknown_name("stratum", name, [HIT, *(key for key in ARTICLE_KEYS if key in articles.columns)])
        stratum = stratum.str.cat(name + "=" + value.astype("str"), sep="; ")
    return stratum.str.removeprefix("; ").replace("", "all") if len(names) else stratum.replace("", "all")


def _allocation(sizes: npt.NDArray[np.int64], n: int, *, equal: bool) -> npt.NDArray[np.int64]:
    """Return how many are drawn of each stratum: at least one, at most all, `n` together if there are so many."""
    taken = np.ones(len(sizes), dtype=np.int64)
    worth = np.ones(len(sizes)) if equal else sizes.astype(np.float64)
    for _ in range(min(n, int(sizes.sum())) - len(sizes)):
        # The stratum that is furthest behind takes the next one (for shares: Sainte-Lague's rule).
        taken[np.where(taken < sizes, (taken + 0.5) / worth, np.inf).argmin()] += 1
    return taken


def _lot(seed: int, unit_id: str) -> bytes:
    return hashlib.blake2b(f"{seed}\n{unit_id}".encode(), digest_size=16).digest()
