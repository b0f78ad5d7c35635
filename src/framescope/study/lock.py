"""The plan, fixed: digests of study, lexicons, codebooks and claims with their date, and what that makes of a claim.

The date is the machine's own: it shows nobody else that the plan came before the data (`docs/study.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from framescope.errors import InputError
from framescope.study.entries import ClaimEntry
from framescope.study.files import digest, text_digest
from framescope.study.plan import lexicon_digest
from framescope.study.record import read_record, run_folders
from framescope.study.spec import Study
from framescope.writing import write_atomically


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LockedClaim(_Frozen):
    """A claim as it was fixed: its digest, when, and when the first run recorded by then had begun."""

    digest: str
    locked: str
    first_run: str | None


class Lock(_Frozen):
    """What was fixed, and when (UTC)."""

    format: Literal[1] = 1
    locked: str
    study: str
    lexicons: dict[str, str]
    codebooks: dict[str, str]
    claims: dict[str, LockedClaim]


class Fixed(NamedTuple):
    """Digests of what a lock fixes besides the claims."""

    study: str
    lexicons: dict[str, str]
    codebooks: dict[str, str]


class Standing(NamedTuple):
    """Whether a claim was made before looking: ``locked``, ``changed since`` or ``exploratory``, and why."""

    word: Literal["locked", "changed since", "exploratory"]
    why: str


def lock_file(study: Study) -> Path:
    """Return where the lock of a study lies: beside the study file."""
    return study.path.with_name(f"{study.path.stem}.lock.json")


def read_lock(study: Study) -> Lock | None:
    """Return the lock of a study, None if it was never locked.

    Raises
    ------
    InputError
        If there is a file that is no lock of this version.
    """
    path = lock_file(study)
    try:
        return Lock.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        message = f"{path}: not a lock this version can read ({reason}). Take it from your records again, or remove it."
        raise InputError(message) from None


def lock_study(study: Study, *, again: bool = False) -> Lock:
    """Fix the plan of a study as it stands now, and return the lock that is in force.

    A claim that has not changed keeps the date at which it was first fixed.

    Raises
    ------
    InputError
        If the study was locked and has changed since, unless `again`.
    """
    before = read_lock(study)
    changed = [] if before is None else list(changes(study, before))
    if before is not None and not changed:
        return before
    if before is not None and not again:
        listed = "".join(f"\n  {change}" for change in changed)
        message = f"{study.path.name} was locked on {before.locked} and is no longer the same:{listed}\n"
        raise InputError(f"{message}Take the changes back, or lock again with --again: what changed gets a new date.")
    now, first_run = datetime.now(UTC).isoformat(timespec="seconds"), _first_run(study)
    known = {} if before is None else before.claims
    claims = {}
    for claim in study.spec.claims:
        fresh = LockedClaim(digest=_claim_digest(study, claim), locked=now, first_run=first_run)
        old = known.get(claim.name)
        claims[claim.name] = old if old is not None and old.digest == fresh.digest else fresh
    made = Lock(locked=now, claims=claims, **_fixed(study)._asdict())
    write_atomically(lock_file(study), made.model_dump_json(indent=2) + "\n")
    return made


def changes(study: Study, lock: Lock) -> Iterator[str]:
    """Name what is no longer as it was locked."""
    now = _fixed(study)
    if now.study != lock.study:
        yield "the study file (beyond its claims) changed"
    yield from _differences("lexicon", lock.lexicons, now.lexicons)
    yield from _differences("codebook", lock.codebooks, now.codebooks)
    claims = {claim.name: _claim_digest(study, claim) for claim in study.spec.claims}
    yield from _differences("claim", {name: claim.digest for name, claim in lock.claims.items()}, claims)


def standing(study: Study, claim: ClaimEntry, lock: Lock | None) -> Standing:
    """Return whether a claim was fixed before the first run recorded here.

    A claim about a corpus that the authors of its lexicon had read is exploratory, whatever the lock says:
    the words were chosen with the answer in view.
    """
    from framescope.lexicon.read import read_lexicon

    path = study.spec.corpora[claim.corpus].path
    names = {claim.corpus, path, Path(path).name}
    for name in _lexicons_of(study, claim):
        if names & set(read_lexicon(study.input_path("lexicons", name)).read_by_authors):
            return Standing("exploratory", f"the authors of lexicon {name!r} had read corpus {claim.corpus!r}")
    locked = None if lock is None else lock.claims.get(claim.name)
    if locked is None:
        return Standing("exploratory", "it was not locked")
    if locked.digest != _claim_digest(study, claim):
        return Standing("changed since", f"it, or a lexicon it uses, changed since it was locked on {locked.locked}")
    first_run = min(filter(None, (locked.first_run, _first_run(study))), default=None)
    if first_run is not None and first_run < locked.locked:
        return Standing("exploratory", f"it was locked on {locked.locked}, after the first run here ({first_run})")
    return Standing("locked", f"on {locked.locked} by the clock of that machine, before the first run recorded here")


def _fixed(study: Study) -> Fixed:
    """Return the digests of everything but the claims."""
    plan = study.spec.model_dump(mode="json", exclude={"claims"}, exclude_defaults=True)
    lexicons = {name: lexicon_digest(study.input_path("lexicons", name)) for name in study.spec.lexicons}
    codebooks = {name: text_digest(study.input_path("codebooks", name)) for name in study.spec.codebooks}
    return Fixed(digest(plan), lexicons, codebooks)


def _claim_digest(study: Study, claim: ClaimEntry) -> str:
    """Return the digest of a claim together with the lexicons its number depends on."""
    words = {name: lexicon_digest(study.input_path("lexicons", name)) for name in _lexicons_of(study, claim)}
    return digest([claim.model_dump(mode="json", exclude_defaults=True), words])


def _lexicons_of(study: Study, claim: ClaimEntry) -> list[str]:
    return sorted({claim.lexicon, *claim.multiverse.over(study.spec.multiverse).lexicon})


def _differences(what: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            how = "is new" if name not in before else "is gone" if name not in now else "changed"
            yield f"{what} {name!r} {how}"


def _first_run(study: Study) -> str | None:
    """Return when the first run that is recorded here began."""
    started = []
    for folder in run_folders(study):
        try:
            started.append(read_record(folder).started)
        except InputError:
            continue  # `verify` speaks of it
    return min(started, default=None)
