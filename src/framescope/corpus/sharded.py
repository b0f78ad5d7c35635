"""Building a corpus into a folder, shard by shard: it need not fit into memory, may be stopped, and can grow."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from framescope import schema
from framescope.corpus.build import compared_evidence, corpus_digest, find_groups
from framescope.corpus.columns import article_lengths
from framescope.corpus.corrections import Corrections, check_documents
from framescope.corpus.doubts import doubtful, doubts
from framescope.corpus.fields import check_columns
from framescope.corpus.files import Files, find_files
from framescope.corpus.glued import holding_others
from framescope.corpus.metadata import Metadata, check_articles, settle
from framescope.corpus.pieces import PIECE, Findings, Piece, pieces
from framescope.corpus.read import decisions_beside, nothing_read
from framescope.corpus.recurring import recurring_lines, rezone
from framescope.corpus.remote import local_files
from framescope.corpus.reports import Report
from framescope.corpus.shard import documents_digest, label_shard
from framescope.corpus.sources import file_digest, order_date_row
from framescope.corpus.store import (
    ABOUT,
    ACROSS,
    RECURRING,
    SHARDS,
    TOKENS,
    about_shard,
    cannot_be_written,
    check_free,
    read_about,
    read_table,
    write_about,
    write_about_shard,
    write_shard,
    write_table,
)
from framescope.corpus.tokenstore import EMPTY, ZONES, TokenWriter, open_tokens, write_zones
from framescope.dispatch import Dispatch, over_cores
from framescope.errors import InputError

_ROOMS = ("text", "corpus")


@dataclass(frozen=True)
class Settings:
    """What decides the labels of a document beside its own bytes."""

    columns: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    corrections: Corrections = field(default_factory=Corrections)

    @property
    def digest(self) -> str:
        """Names the settings, and the rules they were applied with."""
        return _digest(_library(), repr(sorted(self.columns.items())), repr(self.metadata), repr(self.corrections))


def build_sharded(
    path: str | Path,
    folder: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    size: int = PIECE,
    dispatch: Dispatch | None = None,
) -> tuple[Report, ...]:
    """Read articles and build their corpus in a folder, to be opened with `load_corpus`.

    Parameters
    ----------
    path, columns
        As in `read_corpus`, whose tables the corpus will have; in the same order, unless documents were added.
    folder
        Where to build. A build that was stopped goes on from there; where a corpus was built from the same
        place before, only new files are read. If a file has changed or gone since, or what is decided beside
        the files, or framescope's rules, all of it is built again.
    jobs
        Processes.
    size
        Characters of a shard, about.
    dispatch
        Where shards are made, if not in `jobs` processes of this machine; it must see the files and the folder.

    Returns
    -------
    tuple of Report
        What was left out or guessed, one line each.

    Raises
    ------
    InputError
        If there is nothing to read, or the folder holds something else or cannot be written to.
    GuardError
        If a correction or a metadata entry no longer fits.
    """
    folder = Path(folder)
    check_columns(columns or {})
    check_free(folder, ACROSS, SHARDS, TOKENS)
    with local_files(path) as place:
        files = find_files(place, called=str(path))
        metadata, corrections = decisions_beside(place)
        settings = Settings(columns or {}, metadata, corrections)
        try:
            return _build(files, folder, settings, dispatch or over_cores(jobs), size)
        except OSError as error:
            raise cannot_be_written(folder, error) from error


def _build(files: Files, folder: Path, settings: Settings, dispatch: Dispatch, size: int) -> tuple[Report, ...]:
    built = _still_valid(folder, files, settings)
    if not built:
        (folder / ABOUT).unlink(missing_ok=True)
    known = {name for shard in built for name in about_shard(folder / SHARDS / shard)["files"]}
    findings = Findings()
    # Processes that are used again may stand in another folder than this one.
    new = [(name, path.absolute()) for name, path in files.by_name if name not in known]
    label = partial(_label_piece, folder=folder.absolute(), settings=settings)
    labelled = list(dispatch(label, pieces(new, settings.columns, findings, size=size)))
    shards = [*built, *(shard for key, shard in labelled if key not in findings.spoilt)]
    places = [folder / SHARDS / shard for shard in shards]
    reports = [*files.reports, *findings.reports]
    reports += [Report(*said) for place in places for said in about_shard(place)["reports"]]
    if not any(about_shard(place)["documents"] for place in places):
        raise nothing_read(files.called, reports)
    for place in places[len(built) :]:
        _order_dates(place, findings.orders)
    reports += _finish(folder, shards, _append_tokens(folder, built, shards), settings)
    return tuple(reports)


def _still_valid(folder: Path, files: Files, settings: Settings) -> list[str]:
    """Return the shards of the corpus in the folder, if all it was built from is as it was; else none."""
    try:
        about = read_about(folder)
    except InputError:
        return []
    paths = dict(files.by_name)
    shards: list[str] = about["shards"] if about.get("settings") == settings.digest else []
    states = {name: state for shard in shards for name, state in about_shard(folder / SHARDS / shard)["files"].items()}
    unchanged = all(name in paths and _unchanged(paths[name], state) for name, state in states.items())
    return shards if unchanged else []


def _unchanged(path: Path, state: list[Any]) -> bool:
    size, changed, sha256 = state
    now = path.stat()
    return bool(now.st_size == size and (now.st_mtime_ns == changed or file_digest(path) == sha256))


def _label_piece(piece: Piece, folder: Path, settings: Settings) -> tuple[str, str]:
    """Write the shard of a piece, unless it is there; return the key of the piece and the name of the shard."""
    shard = _digest(settings.digest, piece.key)[:20]
    place = folder / SHARDS / shard
    if not (place / TOKENS).exists():
        reading = piece.read(settings.columns)
        made = label_shard(
            reading.documents, claims=reading.claims, metadata=settings.metadata, corrections=settings.corrections
        )
        reports = [[report.path, report.message] for report in reading.reports]
        write_shard(made, place, files=piece.states(reading), reports=reports)
    return piece.key, shard


def _order_dates(shard: Path, orders: Mapping[str, Mapping[str, set[str]]]) -> None:
    """Decide the dates of a part of a large file by those of its other parts."""
    about = about_shard(shard)
    decided = {rule: shown for name in about["files"] for rule, shown in orders.get(name, {}).items()}
    if not decided:
        return
    evidence, articles = (read_table([shard], name) for name in ("evidence", "articles"))
    rows = evidence.astype(object).where(evidence.notna(), None).itertuples(index=False, name=None)
    evidence = schema.EVIDENCE.frame([order_date_row(row, decided) for row in rows])
    dates = settle(evidence, articles["article_id"])["date"]
    about["digest"] = f"{documents_digest(read_table([shard], 'documents'), evidence):064x}"
    write_table(evidence, shard, "evidence")
    write_table(schema.ARTICLES.frame(articles.assign(date=dates.to_numpy())), shard, "articles")
    write_about_shard(shard, about)


def _append_tokens(folder: Path, built: list[str], shards: list[str]) -> dict[str, Any]:
    """Append the tokens of the shards that were not appended yet; return the state of what is written then."""
    writer = TokenWriter(folder / TOKENS)
    done = writer.about["parts"]
    if done != shards[: len(done)]:  # a build was stopped after which the files changed
        if not built:
            shutil.rmtree(folder / TOKENS)  # who has the old ones open keeps them
        writer = TokenWriter(folder / TOKENS, read_about(folder)["tokens"] if built else EMPTY)
        done = built
    for shard in shards[len(done) :]:
        place = folder / SHARDS / shard
        writer.append(open_tokens(place / TOKENS), about_shard(place)["articles"], name=shard)
    return writer.about


def _finish(folder: Path, shards: list[str], state: Mapping[str, Any], settings: Settings) -> list[Report]:
    """Compare all articles, and make the folder a corpus; return what is doubtful about them."""
    places = [folder / SHARDS / shard for shard in shards]
    articles = read_table(places, "articles")
    if settings.corrections.corrections:
        check_documents(settings.corrections, read_table(places, "documents")["document_id"])
    check_articles(settings.metadata, articles)
    documents = sum(int(about_shard(place)["digest"], 16) for place in places)
    digest = corpus_digest(documents, settings.metadata, settings.corrections, None)
    across = folder / f"{ACROSS}-{digest[:12]}"
    across.mkdir(exist_ok=True)
    changes = recurring_lines(
        lambda: ((read_table([place], "documents"), read_table([place], "lines")) for place in places),
        articles,
        open_tokens(folder / TOKENS, state),
    )
    if len(changes):
        state = write_zones(folder / TOKENS, rezone(open_tokens(folder / TOKENS, state), changes).zone, state)
        lengths = article_lengths(open_tokens(folder / TOKENS, state), len(articles))
        articles = articles.assign(n_tokens=lengths)
    tables = {RECURRING: changes, **find_groups(articles, open_tokens(folder / TOKENS, state), folder=across)}
    tables["evidence"] = _evidence(places, tables, changes)
    for name, table in tables.items():
        write_table(table, across, name)
    write_about(folder, digest, shards, state, across=across.name, settings=settings.digest)
    _remove_others(folder, {*shards, across.name, str(state.get(ZONES, ""))})
    questions = [doubtful(read_table([place], "evidence")) for place in places]
    return doubts(pd.concat(questions, ignore_index=True))


def _evidence(places: list[Path], across: Mapping[str, pd.DataFrame], changes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `evidence` that only the comparison of all documents gives."""
    articles = across["articles"]
    holders = articles.loc[articles["article_id"].isin(holding_others(across["copies"])), "document_id"].astype("str")
    parts = ({name: read_table([place], name) for name in ("documents", "lines")} for place in places)
    chosen = [{name: table[table["document_id"].isin(holders)] for name, table in one.items()} for one in parts]
    tables = {name: pd.concat([one[name] for one in chosen], ignore_index=True) for name in ("documents", "lines")}
    return schema.EVIDENCE.frame(compared_evidence({**tables, **across}, changes))


def _remove_others(folder: Path, kept: set[str]) -> None:
    """Remove what earlier builds left, and the tokens of the shards, which now stand in those of the corpus."""
    for path in (*folder.glob(f"{ACROSS}*"), *(folder / SHARDS).iterdir()):
        shutil.rmtree(path / TOKENS if path.name in kept else path, ignore_errors=True)
    for path in (folder / TOKENS).glob(f"{ZONES}-*"):
        if path.name not in kept:
            path.unlink()  # who has it open keeps it


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _library() -> str:
    """Name the rules: the sources of the rooms that make labels and tokens."""
    root = Path(__file__).parents[1]
    files = sorted(path for room in _ROOMS for path in (root / room).rglob("*") if path.suffix in (".py", ".yaml"))
    return _digest(*(f"{path.relative_to(root).as_posix()} {file_digest(path)}" for path in files))
