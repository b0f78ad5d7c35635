"""`framescope corpus`: articles become a corpus."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framescope.cli.named import column_option, column_pairs, corpus_name, named_corpus, pairs

if TYPE_CHECKING:
    from framescope.corpus.copyrule import CopyRule


@click.group()
def corpus() -> None:
    """Read articles into a corpus."""


@corpus.command()
@click.argument("paths", metavar="PATH", nargs=-1, required=True)
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to; build/NAME unless told otherwise.")
@column_option
@click.option(
    "--copies", multiple=True, metavar="SETTING=VALUE", help="When articles are copies, as in window=7 (see CopyRule)."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; one per core unless told otherwise.")
def build(
    paths: tuple[str, ...], to: Path | None, columns: tuple[str, ...], copies: tuple[str, ...], jobs: int | None
) -> None:
    """Read a file, a folder or a glob of articles and save their corpus.

    The corpus need not fit into memory. Where the build was stopped it goes on; built again into the same folder,
    only new files are read.
    """
    from framescope.corpus.sharded import build_sharded
    from framescope.corpus.store import load_corpus
    from framescope.errors import InputError

    if len(paths) > 1:
        raise InputError(f"{paths[0]} and {len(paths) - 1:,} more paths: give one. Put a pattern in quotation marks.")
    named, rule = column_pairs(columns), _copy_rule(pairs(copies, "--copies window=7"))
    folder = to or Path("build") / corpus_name(paths[0])
    for report in build_sharded(paths[0], folder, columns=named, copies=rule, jobs=jobs or os.cpu_count() or 1):
        click.echo(f"Note: {report}", err=True)
    click.echo(f"{load_corpus(folder)!r}\nSaved in {folder}")


def _copy_rule(said: Mapping[str, str]) -> CopyRule:
    """Return the rule for copies that settings as text give."""
    from dataclasses import fields

    from pydantic import TypeAdapter, ValidationError

    from framescope.corpus.copyrule import CopyRule
    from framescope.errors import InputError, unknown_name

    known = [one.name for one in fields(CopyRule)]
    for name in said:
        if name not in known:
            raise unknown_name("setting of --copies", name, known)
    values = {name: value.split(",") if name == "outlets" else value for name, value in said.items()}
    try:
        return TypeAdapter(CopyRule).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"--copies {'.'.join(map(str, first['loc'][:1]))}: {first['msg']}.") from error


@corpus.command()
@click.argument("named", metavar="CORPUS")
@click.option("--to", type=click.Path(path_type=Path), help="The page; build/audit/NAME.html unless told otherwise.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The file the page adds to; corrections.yaml beside the articles unless told otherwise.",
)
@column_option
def audit(named: str, to: Path | None, corrections: Path | None, columns: tuple[str, ...]) -> None:
    """Show every document whole, each line with its kind and rule, and a form to correct them.

    CORPUS is a file or a folder of articles, a saved corpus, or the name of a corpus in study.yaml.
    """
    from framescope.corpus.audit.write import write_audit

    made = named_corpus(named, columns)
    name = corpus_name(named)
    file = corrections or Path(named) / "corrections.yaml"
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    pages = write_audit(made, to or Path("build/audit") / f"{name}.html", title=name, corrections=before)
    click.echo(f"{made!r}\n" + "\n".join(map(str, pages)))
