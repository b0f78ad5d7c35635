"""The command line: `framescope run`, `report`, `verify`, `corpus`, `kwic`, `lexicon`.

Commands import what they use when they are called: `framescope --help` must not wait for pandas.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from framescope.errors import FramescopeError

if TYPE_CHECKING:
    import pandas as pd

    from framescope.corpus.model import Corpus
    from framescope.lexicon.model import Lexicon

_STUDY = click.argument("study", default="study.yaml", type=click.Path(path_type=Path))

#: What the command line returns: a run failed or something does not match; bad input; stopped by Ctrl-C.
FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class _Commands(click.Group):
    """Commands whose bad input is told in words, without a traceback."""

    def invoke(self, context: click.Context) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("always", category=UserWarning, module=r"framescope\.")
            warnings.showwarning = _tell_warning
            try:
                return super().invoke(context)
            except FramescopeError as error:
                click.echo(f"Error: {error}", err=True)
                context.exit(BAD_INPUT)


@click.group(cls=_Commands)
@click.version_option(package_name="framescope")
def main() -> None:
    """Study how news articles frame what they tell."""


@main.command()
@_STUDY
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at once; one per core unless told otherwise.")
def run(study: Path, jobs: int | None) -> None:
    """Run the notebooks of a study, publish its figures and write its report."""
    from framescope.study.conclude import conclude
    from framescope.study.plan import plan
    from framescope.study.progress import LineProgress
    from framescope.study.run import run_study
    from framescope.study.spec import read_study

    read = read_study(study)
    runs = plan(read)
    jobs = min(jobs or os.cpu_count() or 1, len(runs))
    with _ends_like_ctrl_c():
        records = run_study(read, runs, LineProgress(len(runs), terminal=sys.stdout.isatty()), jobs=jobs)
    complete = conclude(read, runs, records)
    if len(records) < len(runs) or any(record.status == "interrupted" for record in records):
        click.echo("Stopped. What was finished is kept; start `framescope run` again for the rest.")
        raise SystemExit(INTERRUPTED)
    if not complete:
        raise SystemExit(FAILED)


@main.command()
@_STUDY
def report(study: Path) -> None:
    """Write the report anew from the runs there are."""
    from framescope.study.conclude import shown
    from framescope.study.plan import plan
    from framescope.study.publish import published_files
    from framescope.study.report import write_report
    from framescope.study.spec import read_study
    from framescope.study.verify import latest_records

    read = read_study(study)
    runs = plan(read)
    records = latest_records(read, runs)
    stale = {record.run_id for record in records} - {run.run_id for run in runs}
    page = write_report(read, records, published_files(read, records), stale=stale)
    click.echo(f"Report: {shown(page)}")


@main.command()
@_STUDY
def verify(study: Path) -> None:
    """Say which runs and figures are no longer what the study would make, and why."""
    from framescope.study.plan import plan
    from framescope.study.spec import read_study
    from framescope.study.verify import verify as verify_study

    read = read_study(study)
    findings = verify_study(read, plan(read))
    for finding in findings:
        click.echo(f"{finding.name} {finding.run_id}".rstrip() + (":" if finding.problems else ": matches"))
        for problem in finding.problems:
            click.echo(f"  {problem}")
    if any(finding.problems for finding in findings):
        raise SystemExit(FAILED)


@main.group()
def corpus() -> None:
    """Read articles into a corpus."""


@corpus.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to; build/NAME unless told otherwise.")
def build(path: Path, to: Path | None) -> None:
    """Read a folder of articles and save its corpus."""
    from framescope.corpus.read import read_corpus
    from framescope.corpus.store import save_corpus

    folder = to or Path("build") / path.resolve().stem
    made = read_corpus(path)
    save_corpus(made, folder)
    click.echo(f"{made!r}\nSaved in {folder}")


@main.command()
@click.argument("pattern")
@click.option("--corpus", required=True, help="A folder of articles, a saved corpus, or a name from study.yaml.")
@click.option("--width", default=40, show_default=True, type=click.IntRange(min=1), help="Characters on each side.")
@click.option("--case", is_flag=True, help="Tell upper and lower case apart.")
def kwic(pattern: str, corpus: str, width: int, case: bool) -> None:
    """Show every place where PATTERN stands, with its context.

    * stands for any characters within a word, ? for one; several words match words that follow each other.
    """
    from framescope.lexicon.hits import find_hits
    from framescope.measures.concordance import concordance

    opened = _corpus(corpus)
    lines = concordance(opened, find_hits(opened, _lexicon_of(pattern, case=case)), width=width, sort="document")
    for line in lines.itertuples():
        place = f"{line.document_id}:{line.start}"
        click.echo(f"{line.left:>{width}} [{line.node}] {line.right:<{width}}  {line.voice:<10} {place}")
    click.echo(f"{len(lines):,} hits")


@main.group()
def lexicon() -> None:
    """Check lexicons."""


@lexicon.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--corpus", help="Also say what it catches in this corpus and what it misses.")
def check(file: Path, corpus: str | None) -> None:
    """Read a lexicon, try its examples, name superfluous entries; with a corpus, show what its patterns do there."""
    from framescope.lexicon.read import read_lexicon
    from framescope.lexicon.report import lexicon_report

    read = read_lexicon(file)
    click.echo(
        f"{file}: {len(read.by_name())} categories, {len(read.naming)} naming sets, "
        f"{len(read.examples)} examples, all of which hold"
    )
    opened = None if corpus is None else _corpus(corpus)
    report = lexicon_report(read, opened)
    if opened is not None:
        click.echo(f"{report.n_hits:,} hits in {opened!r}")
    for title, table in report.tables.items():
        _tell_table(title, table)


def _corpus(named: str) -> Corpus:
    """Open a saved corpus, read a folder of articles, or take a corpus of the study one stands in."""
    from framescope.corpus.read import read_corpus
    from framescope.corpus.store import load_corpus

    path = Path(named)
    if (path / "corpus.json").is_file():
        return load_corpus(path)
    if path.exists():
        return read_corpus(path)
    from framescope.study.inputs import open_corpus

    return open_corpus(named)


def _lexicon_of(pattern: str, *, case: bool) -> Lexicon:
    from pydantic import ValidationError

    from framescope.errors import InputError
    from framescope.lexicon.model import Lexicon

    terms = [{"term": pattern, "case": case}]
    try:
        return Lexicon.model_validate({"name": "pattern", "categories": {"pattern": {"terms": terms}}})
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"PATTERN {pattern!r}: {message}") from None


def _tell_table(title: str, table: pd.DataFrame) -> None:
    click.echo(f"\n{title}: {len(table) or 'none'}")
    if len(table):
        click.echo(table.to_string(index=False))


def _tell_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    click.echo(f"Note: {message}", err=True)


@contextmanager
def _ends_like_ctrl_c() -> Iterator[None]:
    """Let a closed terminal or a polite kill end the runs as Ctrl-C does, with all they started."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
