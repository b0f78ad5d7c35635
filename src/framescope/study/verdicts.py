"""The verdicts on a study's claims, kept until something changes that decides them, and told to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from framescope.dispatch import Dispatch
from framescope.errors import InputError
from framescope.study.claims import Tables, Verdict, headline, in_words, judge_all
from framescope.study.entries import ClaimEntry
from framescope.study.files import digest, library_digest
from framescope.study.inputs import build_corpus
from framescope.study.lock import Standing, changes, lock_file, read_lock, standing
from framescope.study.plan import lexicon_digest
from framescope.study.spec import Study
from framescope.writing import write_atomically


class Judged(NamedTuple):
    """A claim with its verdict, and whether it was made before looking."""

    claim: ClaimEntry
    verdict: Verdict
    standing: Standing

    @property
    def headline(self) -> str:
        """The verdict in a few words."""
        return headline(self.verdict)

    @property
    def in_words(self) -> str:
        """The number with its interval, n, and what it was compared with."""
        return in_words(self.claim, self.verdict)


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    verdicts: list[Verdict]


def judged_claims(study: Study, dispatch: Dispatch | None = None) -> list[Judged]:
    """Return the study's claims with their verdicts; counts only if corpora, lexicons, claims or code have changed.

    Raises
    ------
    InputError
        With its line for each claim that asks for what corpus or lexicon do not have; if the verdicts
        cannot be kept.
    """
    if not study.spec.claims:
        return []
    file, key = study.runs / "claims.json", _key(study, dispatch)
    kept = _read(file)
    if kept is None or kept.key != key:
        kept = _Kept(key=key, verdicts=judge_all(study, Tables(study, dispatch)))
        try:
            write_atomically(file, kept.model_dump_json(indent=2) + "\n")
        except OSError as error:
            raise InputError(f"{file}: verdicts cannot be written here ({error.strerror}).") from error
    lock = read_lock(study)
    return [
        Judged(claim, verdict, standing(study, claim, lock))
        for claim, verdict in zip(study.spec.claims, kept.verdicts, strict=True)
    ]


def lines(study: Study, judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the verdicts as lines, and what changed since the plan was locked."""
    for one in judged:
        yield f"{one.claim.name}: {one.headline}"
        yield f"  {one.claim.statement}"
        yield f"  {one.in_words}"
        yield f"  {one.standing.word}: {one.standing.why}"
    lock = read_lock(study)
    changed = [] if lock is None else list(changes(study, lock))
    if lock is not None and changed:
        yield f"Changed since {lock_file(study).name} was written on {lock.locked}: {'; '.join(changed)}"


def _key(study: Study, dispatch: Dispatch | None) -> str:
    """Return the digest of everything that decides the verdicts."""
    claims = study.spec.claims
    corpora = {name: build_corpus(study, name, dispatch) for name in sorted({claim.corpus for claim in claims})}
    names = sorted({claim.lexicon for claim in claims})
    lexicons = {name: lexicon_digest(study.input_path("lexicons", name)) for name in names}
    said = [claim.model_dump(mode="json") for claim in claims]
    return digest([library_digest(), study.spec.seed, corpora, lexicons, said])


def _read(file: Path) -> _Kept | None:
    try:
        return _Kept.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None  # none yet, of another version, or damaged: it is made again
