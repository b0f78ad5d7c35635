"""Claims under every declared choice: what the analyst could have done instead, and what that does to the number.

A specification is a claim with other choices, hence a claim: each is counted by the same measure and judged
alike. Those that differ in row or threshold share a table, those that differ in the view share hits, and no
kernel is started.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from framescope.dispatch import Dispatch, here, over_cores
from framescope.errors import InputError, UnknownNameError
from framescope.study.claims import Tables, Verdict, count, judge, judge_declared, table_key
from framescope.study.entries import ClaimEntry
from framescope.study.spec import Study

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

#: More than this nobody can look at, and they are more likely a slip of the pen.
MOST_SPECIFICATIONS = 10_000
#: Fewer tables than this are counted sooner than other processes have started.
_WORTH_PROCESSES = 60
_PIECES = 8
AS_CLAIMED = "as claimed"

# What a specification shows of its verdict; threshold and unit are among its choices.
_NUMBERS = tuple(name for name in Verdict.model_fields if name not in ("claim", "threshold", "unit"))

Option = tuple[str, Any]


class Specification(NamedTuple):
    """A claim under one combination of choices: the names of what was chosen, and the claim that results."""

    chosen: Mapping[str, str]
    claim: ClaimEntry
    as_claimed: bool


class Multiverse(NamedTuple):
    """One claim under all its specifications.

    Attributes
    ----------
    claim
        The claim.
    choices
        The choices that were varied, in the order of `entries.Choices`.
    table
        One row per specification: a column per choice with the name of what was chosen, ``as_claimed``,
        ``limit`` (what the estimate is compared with), and the numbers of a `Verdict` with its ``outcome``.
    """

    claim: ClaimEntry
    choices: tuple[str, ...]
    table: pd.DataFrame


@dataclass(frozen=True)
class Task:
    """Tables that rest on one corpus and one table of hits, to be counted together somewhere."""

    corpus: Path
    hits: pd.DataFrame
    claims: Sequence[ClaimEntry]
    seed: int


def multiverse(study: Study, claims: Sequence[ClaimEntry], dispatch: Dispatch | None = None) -> list[Multiverse]:
    """Evaluate claims under every declared choice.

    Parameters
    ----------
    study, claims
        The study and those of its claims to look at.
    dispatch
        Where tables are counted; by default where it is called.

    Raises
    ------
    InputError
        If there are more than `MOST_SPECIFICATIONS` (with their number), or a claim itself asks for what
        the corpus or lexicon does not have.
    """
    tables = Tables(study, dispatch)
    made = {claim.name: specifications(study, claim) for claim in claims}
    for claim in claims:
        judge_declared(study, claim, tables)  # a slip in the claim itself is an error, not a specification that fails
    tasks = tasks_for(study, tables, [spec.claim for specs in made.values() for spec in specs])
    for counted in (dispatch or here)(count_task, tasks):
        tables.add(counted)
    return [_assemble(claim, made[claim.name], tables) for claim in claims]


def specifications(study: Study, claim: ClaimEntry) -> list[Specification]:
    """Return a claim under every combination of its choices, its own among them."""
    options = _options(study, claim)
    size = math.prod(len(one) for one in options.values())
    if size > MOST_SPECIFICATIONS:
        crossed = " x ".join(f"{name} {len(one)}" for name, one in options.items())
        message = f"these are {size:,} specifications ({crossed}); at most {MOST_SPECIFICATIONS:,} are evaluated."
        raise study.file.error(("claims", study.spec.claims.index(claim), "multiverse"), message)
    made = []
    for combination in product(*options.values()):
        chosen = dict(zip(options, combination, strict=True))
        values = {name: value for name, (_, value) in chosen.items()}
        other = _under(claim, values)
        made.append(Specification({name: label for name, (label, _) in chosen.items()}, other, other == claim))
    return made


def tasks_for(study: Study, tables: Tables, claims: Iterable[ClaimEntry]) -> list[Task]:
    """Return what must be counted for these claims, each table once, in pieces of similar size."""
    groups: dict[tuple[str, str], list[ClaimEntry]] = {}
    for claim in tables.lacking(claims):
        groups.setdefault((claim.corpus, claim.lexicon), []).append(claim)
    tasks = []
    for (corpus, _), members in groups.items():
        _, hits = tables.basis(members[0])
        pieces = [members[i::_PIECES] for i in range(min(_PIECES, len(members)))]
        tasks += [Task(study.build / corpus, hits, piece, study.spec.seed) for piece in pieces]
    return tasks


def count_task(task: Task) -> dict[str, pd.DataFrame]:
    """Count the tables of a task; those that ask for what a lexicon does not have are left out."""
    from framescope.corpus.store import load_corpus

    corpus, counted = load_corpus(task.corpus), {}
    for claim in task.claims:
        try:
            counted[table_key(claim)] = count(claim, corpus, task.hits, seed=task.seed)
        except UnknownNameError:
            continue  # asked for again where it is judged, and told there
    return counted


def cores_for(study: Study, claims: Sequence[ClaimEntry], jobs: int) -> Dispatch:
    """Return where the tables of these claims are counted soonest: few of them here, many over the cores."""
    keys = {table_key(spec.claim) for claim in claims for spec in specifications(study, claim)}
    return over_cores(jobs) if len(keys) >= _WORTH_PROCESSES else here


def choice_effects(found: Multiverse) -> pd.DataFrame:
    """Return how far each choice moves a claim while all others stay as they are.

    Returns
    -------
    DataFrame
        ``choice``; ``moves_estimate``: the mean, over all ways the other choices can stand, of the distance
        between the largest and the smallest estimate; ``moves_verdict``: in which share of them the
        estimate meets the claim under one option and misses it under another; ``n_sets`` that were compared.
        The choice that moves the estimate most comes first.

    Notes
    -----
    The specifications are no sample: this says what the declared choices do to these documents.
    """
    import pandas as pd

    with_number = found.table[found.table["estimate"].notna()]
    rows = []
    for choice in found.choices:
        others = [name for name in found.choices if name != choice]
        sets = [group for _, group in with_number.groupby(others)] if others else [with_number]
        compared = [group for group in sets if len(group) > 1]
        n = len(compared)
        span = sum(float(group["estimate"].max() - group["estimate"].min()) for group in compared)
        turned = sum(not (group["meets"].all() or (~group["meets"]).all()) for group in compared)
        rows.append((choice, span / n if n else float("nan"), turned / n if n else float("nan"), n))
    table = pd.DataFrame(rows, columns=["choice", "moves_estimate", "moves_verdict", "n_sets"])
    return table.sort_values(["moves_estimate", "moves_verdict"], ascending=False, kind="stable", ignore_index=True)


def _options(study: Study, claim: ClaimEntry) -> dict[str, list[Option]]:
    """Return the options of each choice, the claim's own first where it is not among those declared."""
    declared = claim.multiverse.over(study.spec.multiverse)
    own = {
        "zones": claim.view.zones, "copies": claim.view.copies, "voice": claim.view.voice, "lexicon": claim.lexicon,
        "unit": claim.arguments.unit, "threshold": claim.threshold,
    }  # fmt: skip
    options = {}
    for name, value in own.items():
        given = getattr(declared, name)
        listed = list(given.items()) if isinstance(given, Mapping) else [(_label(item), item) for item in given]
        if not listed:
            continue
        if value not in [item for _, item in listed]:
            listed.insert(0, (AS_CLAIMED if isinstance(given, Mapping) else _label(value), value))
        options[name] = listed
    return options


def _label(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _under(claim: ClaimEntry, values: Mapping[str, Any]) -> ClaimEntry:
    """Return the claim with other choices."""
    view = {name: values[name] for name in ("zones", "copies", "voice") if name in values}
    changes: dict[str, Any] = {name: values[name] for name in ("lexicon", "threshold") if name in values}
    if "unit" in values:
        changes["arguments"] = claim.arguments.model_copy(update={"unit": values["unit"]})
    return claim.model_copy(update={**changes, "view": claim.view.model_copy(update=view)})


def _assemble(claim: ClaimEntry, specs: Sequence[Specification], tables: Tables) -> Multiverse:
    import pandas as pd

    rows = [{**spec.chosen, "as_claimed": spec.as_claimed, **_row(spec.claim, tables)} for spec in specs]
    numbers = dict.fromkeys(("estimate", "low", "high", "limit"), "float64")
    whole = dict.fromkeys(("count", "n", "n_units"), "Int64")
    truths = dict.fromkeys(("meets", "sure"), "boolean")
    return Multiverse(claim, tuple(specs[0].chosen), pd.DataFrame(rows).astype({**numbers, **whole, **truths}))


def _row(claim: ClaimEntry, tables: Tables) -> dict[str, Any]:
    limit = {"limit": claim.threshold}
    try:
        verdict = judge(claim, tables.of(claim))
    except (UnknownNameError, InputError) as error:
        # The claim itself is sound, so it is the choice that has no such row: a lexicon without the label.
        return {**limit, **dict.fromkeys(_NUMBERS), "outcome": "no number", "reason": str(error)}
    return {**limit, **verdict.model_dump(include=set(_NUMBERS)), "outcome": verdict.outcome}
