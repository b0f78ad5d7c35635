"""All measures, intervals and adjustments of p: function, formula, source, range and what it hides.

The texts stand in ``registry.yaml``; `measures` shows them, the last part of ``docs/methods.md``
is made from them: ``python -m framescope.measures.registry``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd
import yaml

from framescope.errors import unknown_name
from framescope.measures import (
    articlewise,
    association,
    distances,
    ends,
    logodds,
    misclassified,
    pairs,
    parts,
    rates,
    resample,
    shifts,
    significance,
)

Kind = Literal["rate", "keyness", "collocation", "dispersion", "shift", "interval", "adjustment"]
#: What a measure is computed from.
Needs = Literal[
    "out of", "out of by period", "out of by unit", "misclassified", "counts", "articles", "parts", "positions",
    "proportions", "resampled", "p values",
]  # fmt: skip
#: How its p is found: from chi-squared with one degree of freedom, from z, by the test itself, or it is one.
P = Literal["", "chi2", "normal", "test", "itself"]


@dataclass(frozen=True)
class Measure:
    """A measure.

    Attributes
    ----------
    name
        The name of its column: it names the variant.
    function
        From `OutOf`, `Misclassified`, `Contingency`, `Sides`, `Parts`, `Distances` or `Proportions` to one number per
        row or term,
        from `Resampled` to low and high, from p values to adjusted ones.
    kinds
        What it is a measure of.
    needs
        ``"counts"``: plain frequencies will do; ``"articles"``: it takes counts by article; and so on.
    p
        Where its p comes from; empty if it has none.
    options
        Keyword arguments of `function`.
    formula, source, range, misleads
        For readers.
    effect
        Whether it is the size of a difference that stories can be drawn again for: an interval can be made.
    """

    name: str
    function: Callable[..., Any]
    kinds: tuple[Kind, ...]
    needs: Needs
    p: P
    options: tuple[str, ...]
    formula: str
    source: str
    range: str
    misleads: str
    effect: bool = False


_KEYNESS: tuple[Kind, ...] = ("keyness",)
_COLLOCATION: tuple[Kind, ...] = ("collocation",)
_DISPERSION: tuple[Kind, ...] = ("dispersion",)
_SHIFT: tuple[Kind, ...] = ("shift",)
_RATE: tuple[Kind, ...] = ("rate",)
_BOTH: tuple[Kind, ...] = ("keyness", "collocation")
_BOUND = ("alpha", "family")
#: What stands in ``docs/methods.md`` below this line is made from the registry.
MARK = "<!-- Made from the registry: python -m framescope.measures.registry -->"
_EFFECTS = frozenset({
    "log_ratio_hardie", "log_ratio_walter", "pct_diff", "odds_ratio", "difference_coefficient", "simple_maths",
})  # fmt: skip
#: Functions by kinds, needs, p and options; the name of a measure is its function's, except `range`.
_GROUPS: tuple[tuple[tuple[Kind, ...], Needs, P, tuple[str, ...], tuple[Callable[..., Any], ...]], ...] = (
    (_RATE, "out of", "", (), (rates.per_1000, rates.share)),
    (_RATE, "out of by period", "", ("window",), (rates.rolling,)),
    (_RATE, "out of by unit", "", (), (resample.left_out,)),
    (_RATE, "misclassified", "", (), (misclassified.matrix_method,)),
    (_BOTH, "counts", "chi2", (), (association.ll_4term, association.ll_4term_williams)),
    (_KEYNESS, "counts", "chi2", (), (association.ll_2term,)),
    (_BOTH, "counts", "chi2", (), (association.chi2, association.chi2_yates, association.chi2_williams)),
    (
        _BOTH, "counts", "itself", (),
        (significance.fisher_p_two_sided, significance.fisher_p_left, significance.fisher_p_right),
    ),
    (_BOTH, "counts", "", (), (association.log_ratio_hardie, association.log_ratio_walter)),
    (
        _BOTH, "counts", "", _BOUND,
        (significance.lrc, significance.positive_lrc, significance.log_ratio_normal_bound),
    ),
    (_KEYNESS, "counts", "", (), (association.pct_diff, association.difference_coefficient)),
    (_KEYNESS, "counts", "", ("k",), (association.simple_maths,)),
    (_KEYNESS, "counts", "normal", ("prior",), (logodds.log_odds_z_var2, logodds.log_odds_z_var4)),
    (
        _KEYNESS, "counts", "normal", ("prior_total",),
        (logodds.log_odds_z_var2_informative, logodds.log_odds_z_var4_informative),
    ),
    (_BOTH, "counts", "", (), (association.odds_ratio, association.phi2)),
    (_KEYNESS, "articles", "test", (), (articlewise.mann_whitney,)),
    (_KEYNESS, "articles", "test", ("n_permutations", "seed"), (articlewise.permutation,)),
    (
        _COLLOCATION, "counts", "", (),
        (
            pairs.log_dice, pairs.dice, pairs.jaccard, pairs.mi_log2, pairs.mi_log10, pairs.mi2, pairs.mi3, pairs.npmi,
            pairs.t_score, pairs.z_score, pairs.delta_p_21, pairs.delta_p_12, pairs.conditional_p_21,
            pairs.conditional_p_12, pairs.min_sensitivity,
        ),
    ),
    (_COLLOCATION, "counts", "chi2", (), (association.simple_ll,)),
    (
        _DISPERSION, "parts", "", (),
        (
            parts.part_range, parts.range_share, parts.sd_population, parts.vc_population, parts.juilland_d,
            parts.juilland_u, parts.carroll_d2, parts.rosengren_s, parts.lyne_d3, parts.zhang_dc, parts.dp_gries2008,
            parts.dp_norm, parts.dp_egbert2020, parts.kl_log2, parts.dkl_o2p, parts.kl_norm_base_e,
            parts.kl_norm_base_2, parts.da,
        ),
    ),
    (
        _DISPERSION, "positions", "", (),
        (distances.ald, distances.f_ald, distances.arf, distances.awt, distances.f_awt),
    ),
    (
        _SHIFT, "proportions", "", (),
        (shifts.proportion_shift, shifts.entropy_shift, shifts.kld_shift, shifts.jsd_shift),
    ),
    (_SHIFT, "proportions", "", ("order",), (shifts.tsallis_shift,)),
    (_SHIFT, "proportions", "", ("scores",), (shifts.score_shift,)),
    (("interval",), "resampled", "", (), tuple(ends.ENDS.values())),
    (("adjustment",), "p values", "", (), tuple(significance.ADJUSTED.values())),
)  # fmt: skip


@cache
def registry() -> Mapping[str, Measure]:
    """Return all measures by name."""
    texts = yaml.safe_load(Path(__file__).with_name("registry.yaml").read_text(encoding="utf-8"))
    found = {}
    for kinds, needs, p, options, functions in _GROUPS:
        for function in functions:
            name = "range" if function is parts.part_range else function.__name__
            found[name] = Measure(name, function, kinds, needs, p, options, effect=name in _EFFECTS, **texts[name])
    return found


def known_measures(kind: Kind, *, needs: tuple[Needs, ...] | None = None) -> tuple[str, ...]:
    """Return the names of the measures of one kind, only those computed from certain things if asked."""
    chosen = (one for one in registry().values() if kind in one.kinds and (needs is None or one.needs in needs))
    return tuple(one.name for one in chosen)


def chosen_measures(names: str | tuple[str, ...] | list[str], kind: Kind) -> list[Measure]:
    """Return measures by their names, each once.

    Raises
    ------
    UnknownNameError
        For a name that is no measure of this kind.
    """
    known = known_measures(kind)
    asked = dict.fromkeys([names] if isinstance(names, str) else names)
    for name in asked:
        if name not in known:
            raise unknown_name(f"measure of {kind}", name, known)
    return [registry()[name] for name in asked]


def measures(kind: Kind | None = None) -> pd.DataFrame:
    """Return what each measure is and how it misleads.

    Parameters
    ----------
    kind
        ``"rate"``, ``"keyness"``, ``"collocation"``, ``"dispersion"``, ``"shift"``; how an ``"interval"`` is made, or
        an ``"adjustment"`` of p values for how many there are; all if not given.

    Returns
    -------
    DataFrame
        ``name, kind, needs`` (what it is computed from), ``formula, source, range, misleads``.

    Raises
    ------
    UnknownNameError
        For another kind.
    """
    if kind is not None and kind not in get_args(Kind):
        raise unknown_name("kind of measure", kind, get_args(Kind))
    rows = [
        (one.name, ", ".join(one.kinds), one.needs, one.formula, one.source, one.range, one.misleads)
        for one in registry().values()
        if kind is None or kind in one.kinds
    ]
    columns = ["name", "kind", "needs", "formula", "source", "range", "misleads"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def as_markdown() -> str:
    """Return the registry as the last part of ``docs/methods.md``."""
    lines = [
        "## Every measure", "",
        "The variant is in the name; `fs.measures()` shows the same.", "",
        "Notation: *a*, *b* are the counts of a word in target and reference, *n1*, *n2* their tokens; *O* and *E*",
        "are observed and expected cells of the two-by-two table (row 1: the target, or the node's surroundings;",
        "column 1: the word), *R* and *C* its margins, *N* all of it; *f* is how often a term occurs, *v* its share",
        "in a part, *s* the part's share of the corpus, *r* a rate in a part, *d* a distance in tokens;",
        "*p* and *q* are a word's shares in target and reference; *c* and *m* are what is counted in a unit (a story)",
        "and out of how many, *k* is the number of units. A source that has no pages says so.", "",
    ]  # fmt: skip
    for kind in get_args(Kind):
        lines += [f"### {kind.capitalize()}", ""]
        for one in registry().values():
            if one.kinds[0] == kind:
                also = f" (also {', '.join(one.kinds[1:])})" if len(one.kinds) > 1 else ""
                lines += [f"#### {one.name}{also}", "", f"- Formula: `{one.formula}`", f"- Computed from: {one.needs}"]
                lines += [f"- Source: {one.source}", f"- Range: {one.range}", f"- Misleads: {one.misleads}", ""]
    return "\n".join(lines)


def with_registry(page: str) -> str:
    """Return a page whose part below `MARK` is made from the registry."""
    return f"{page.partition(MARK)[0]}{MARK}\n\n{as_markdown()}"


if __name__ == "__main__":
    _PAGE = Path("docs/methods.md")
    _PAGE.write_text(with_registry(_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
