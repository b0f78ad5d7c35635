"""The specification curves of a study's claims: drawn, written beside their tables, and told in words."""

from __future__ import annotations

from pathlib import Path

from framescope.study.inputs import build_corpus
from framescope.study.multiverse import Multiverse, choice_effects
from framescope.study.plan import lexicon_digest
from framescope.study.spec import Study

_VALUES = {"per_1000": "hits per 1,000 tokens", "share": "share of the label among mentions"}


def save_curve(study: Study, found: Multiverse, folder: Path) -> str:
    """Write the specification curve of a claim (figure, table and record); return the name of its files."""
    from framescope.figures.export import save_figure
    from framescope.figures.specifications import NOTE, specification_curve

    claim, name = found.claim, f"multiverse-{found.claim.name}".strip("-_")
    summary = " ".join(in_words(found))
    figure = specification_curve(
        found.table, found.choices, value=_VALUES[claim.column], title=claim.statement, summary=summary
    )
    save_figure(
        figure,
        name,
        data=found.table,
        caption=f"{claim.statement} {summary} {NOTE}",
        alt=f"A curve of {len(found.table):,} estimates, the smallest first, with the choices behind each. {summary}",
        parameters={"claim": claim.model_dump(mode="json"), "choices": _varied(found), "seed": study.spec.seed},
        digests={f"corpus {claim.corpus}": build_corpus(study, claim.corpus)} | _lexicons(study, found),
        folder=folder,
    )
    return name


def _varied(found: Multiverse) -> dict[str, list[str]]:
    return {choice: found.table[choice].unique().tolist() for choice in found.choices}


def _lexicons(study: Study, found: Multiverse) -> dict[str, str]:
    names = _varied(found).get("lexicon", [found.claim.lexicon])
    return {f"lexicon {name}": lexicon_digest(study.input_path("lexicons", name)) for name in names}


def in_words(found: Multiverse) -> list[str]:
    """Return what came out of a multiverse: the share that meets the claim, the range, and what moves it most."""
    table = found.table
    known = table[table["estimate"].notna()]
    if known.empty:
        return [f"None of {len(table):,} specifications gives a number."]
    meets, sure = int(known["meets"].sum()), int(known["sure"].fillna(False).sum())
    lines = [
        f"The estimate meets the claim in {meets:,} of {len(known):,} specifications ({meets / len(known):.0%}), "
        f"from {known['estimate'].min():.3g} to {known['estimate'].max():.3g}; "
        f"with its whole interval in {sure:,}; without an interval: {int(known['low'].isna().sum()):,}."
    ]
    if len(known) < len(table):
        lines.append(f"No number in {len(table) - len(known):,} more.")
    moved = choice_effects(found)
    if len(moved) and moved["moves_estimate"].iloc[0] > 0:
        most = moved.iloc[0]
        lines.append(
            f"Moved most by the choice of {most['choice']}: by {most['moves_estimate']:.3g} on average, "
            f"turning the verdict in {most['moves_verdict']:.0%} of {most['n_sets']:,} comparisons."
        )
    return lines
