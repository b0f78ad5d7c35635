"""`framescope lexicon`: lexicons are checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framescope.cli.named import column_option, named_corpus

if TYPE_CHECKING:
    import pandas as pd


@click.group()
def lexicon() -> None:
    """Check lexicons."""


@lexicon.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--corpus", help="Also say what it catches in this corpus and what it misses.")
@column_option
def check(file: Path, corpus: str | None, columns: tuple[str, ...]) -> None:
    """Read a lexicon, try its examples, name superfluous entries; with a corpus, show what its patterns do there."""
    from framescope.lexicon.read import read_lexicon
    from framescope.lexicon.report import lexicon_report

    read = read_lexicon(file)
    click.echo(
        f"{file}: {len(read.by_name())} categories, {len(read.naming)} naming sets, "
        f"{len(read.examples)} examples, all of which hold"
    )
    opened = None if corpus is None else named_corpus(corpus, columns)
    report = lexicon_report(read, opened)
    if opened is not None:
        click.echo(f"{report.n_hits:,} hits in {opened!r}")
    for title, table in report.tables.items():
        _tell_table(title, table)


def _tell_table(title: str, table: pd.DataFrame) -> None:
    click.echo(f"\n{title}: {len(table) or 'none'}")
    if len(table):
        click.echo(table.to_string(index=False))
