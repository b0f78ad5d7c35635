"""Building a corpus into a folder, shard by shard: it need not fit into memory, may be stopped, and can grow."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from framescope import schema
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.fields import check_columns
from framescope.corpus.files import Files, find_files
from framescope.corpus.finish import finish
from framescope.corpus.making import make_shard
from framescope.corpus.metadata import settle
from framescope.corpus.pieces import PIECE, Findings, pieces
from framescope.corpus.read import decisions_beside, nothing_read
from framescope.corpus.remote import local_files
from framescope.corpus.reports import Report
from framescope.corpus.settings import Settings
from framescope.corpus.shard import documents_digest
from framescope.corpus.sources import file_digest, order_date_row
from framescope.corpus.store import (
    ABOUT,
    ACROSS,
    SHARDS,
    TOKENS,
    about_shard,
    cannot_be_written,
    check_free,
    read_about,
    read_table,
    write_about_shard,
    write_table,
)
from framescope.corpus.tokenstore import EMPTY, TokenWriter, open_tokens
from framescope.dispatch import Dispatch, over_cores
from framescope.errors import InputError


def build_sharded(
    path: str | Path,
    folder: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    copies: CopyRule | None = None,
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
    copies
        When articles are copies. Another rule than before makes no shard anew.
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
        settings = Settings(columns or {}, metadata, corrections, copies)
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
    make = partial(make_shard, folder=folder.absolute(), settings=settings)
    labelled: list[tuple[str, str]] = []

    def new_shards() -> Iterator[str]:
        for key, shard in dispatch(make, pieces(new, settings.columns, findings, size=size)):
            labelled.append((key, shard))
            yield shard

    state = _append_tokens(folder, built, new_shards())  # while the next shards are made
    sound = [shard for key, shard in labelled if key not in findings.spoilt]
    if len(sound) < len(labelled):
        state = _append_tokens(folder, built, sound)
    shards = [*built, *sound]
    places = [folder / SHARDS / shard for shard in shards]
    reports = [*files.reports, *findings.reports]
    reports += [Report(*said) for place in places for said in about_shard(place)["reports"]]
    if not any(about_shard(place)["documents"] for place in places):
        raise nothing_read(files.called, reports)
    for place in places[len(built) :]:
        _order_dates(place, findings.orders)
    reports += finish(folder, shards, state, settings)
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


def _order_dates(shard: Path, orders: Mapping[str, Mapping[str, set[str]]]) -> None:
    """Decide the dates of a part of a large file by those of its other parts."""
    about = about_shard(shard)
    decided = {rule: shown for name in about["files"] for rule, shown in orders.get(name, {}).items()}
    if not decided:
        return
    evidence, articles = (read_table([shard], name) for name in ("evidence", "articles"))
    known = evidence.astype(object).where(evidence.notna(), None).itertuples(index=False, name=None)
    rows = [order_date_row(row, decided) for row in known]
    dates = settle(rows, articles["article_id"])["date"]
    about["digest"] = f"{documents_digest(read_table([shard], 'documents'), rows):064x}"
    write_table(schema.EVIDENCE.frame(rows), shard, "evidence")
    write_table(schema.ARTICLES.frame(articles.assign(date=dates.to_numpy())), shard, "articles")
    write_about_shard(shard, about)


def _append_tokens(folder: Path, built: list[str], shards: Iterable[str]) -> Mapping[str, Any]:
    """Append the tokens of shards to those of the shards that are built; return the state of what is written then."""
    if not built:
        shutil.rmtree(folder / TOKENS, ignore_errors=True)  # who has the old ones open keeps them
    writer = TokenWriter(folder / TOKENS, read_about(folder)["tokens"] if built else EMPTY)
    for shard in shards:
        place = folder / SHARDS / shard
        writer.append(open_tokens(place / TOKENS), about_shard(place)["articles"])
    return writer.about
