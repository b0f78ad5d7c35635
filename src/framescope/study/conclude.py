"""The end of `framescope run`: publish, write the report, and say what was made, what failed and where to look."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from framescope.errors import InputError
from framescope.study.plan import Run
from framescope.study.progress import outcome
from framescope.study.publish import PUBLISHED_FOLDER, figure_name, publish, published_files
from framescope.study.record import LOG_FILE, Record
from framescope.study.report import write_report
from framescope.study.spec import Study
from framescope.study.verdicts import Judged, lines


def conclude(study: Study, runs: Sequence[Run], records: Sequence[Record], judged: Sequence[Judged]) -> bool:
    """Publish the figures if every run succeeded, write the report, and tell a reader about both and the claims.

    Returns
    -------
    bool
        Whether every run succeeded.

    Raises
    ------
    InputError
        If two runs wrote the same figure, or a folder cannot be written. The report is written first
        where it can be: it shows what the runs did.
    """
    conflict: InputError | None = None
    files: dict[str, Path] = {}
    try:
        files = published_files(study, records)
    except InputError as error:
        conflict = error
    page = write_report(study, records, files, judged=judged)
    failed = [record for record in records if not record.succeeded]
    complete = not failed and len(records) == len(runs)
    click.echo("")
    for record in failed:
        _tell_failure(study, record)
    for line in lines(study, judged):
        click.echo(line)
    if conflict is not None:
        raise conflict
    if complete:
        _tell_published(study, files, publish(study, files))
    else:
        click.echo(f"Figures: nothing published, {PUBLISHED_FOLDER}/ is as it was")
    click.echo(f"Report:  {shown(page)}")
    return complete


def shown(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _tell_failure(study: Study, record: Record) -> None:
    click.echo(f"{record.name}: {outcome(record)}")
    if record.failure and record.failure.source.strip():
        click.echo(f"  cell: {record.failure.source.strip().splitlines()[0]}")
    click.echo(f"  log:  {shown(study.runs / record.run_id / LOG_FILE)}")


def _tell_published(study: Study, files: dict[str, Path], stale: Sequence[str]) -> None:
    number = len({figure_name(name) for name in files})
    click.echo(f"Figures: {shown(study.root / PUBLISHED_FOLDER)} ({number})")
    if stale:
        click.echo(f"  removed, since no run makes them any more: {', '.join(stale)}")
