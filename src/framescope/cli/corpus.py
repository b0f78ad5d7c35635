"""`framescope corpus`: articles become a corpus."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.group()
def corpus() -> None:
    """Read articles into a corpus."""


@corpus.command()
@click.argument("paths", metavar="PATH", nargs=-1, required=True)
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to; build/NAME unless told otherwise.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of a field, as in text=maintext."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; one per core unless told otherwise.")
def build(paths: tuple[str, ...], to: Path | None, columns: tuple[str, ...], jobs: int | None) -> None:
    """Read a file, a folder or a glob of articles and save their corpus.

    The corpus need not fit into memory. Where the build was stopped it goes on; built again into the same folder,
    only new files are read.
    """
    from framescope.corpus.sharded import build_sharded
    from framescope.corpus.store import load_corpus
    from framescope.errors import InputError

    if len(paths) > 1:
        raise InputError(f"{paths[0]} and {len(paths) - 1:,} more paths: give one. Put a pattern in quotation marks.")
    if wrong := [one for one in columns if "=" not in one]:
        raise InputError(f"--column {wrong[0]}: write FIELD=NAME, as in --column text=maintext.")
    folder = to or Path("build") / (Path(paths[0]).resolve().stem.strip("*?[]. ") or "corpus")
    named = dict(one.split("=", 1) for one in columns)
    for report in build_sharded(paths[0], folder, columns=named, jobs=jobs or os.cpu_count() or 1):
        click.echo(f"Note: {report}", err=True)
    click.echo(f"{load_corpus(folder)!r}\nSaved in {folder}")


@corpus.command()
@click.argument("named", metavar="CORPUS")
@click.option("--to", type=click.Path(path_type=Path), help="The page; build/audit/NAME.html unless told otherwise.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The file the page adds to; corrections.yaml beside the articles unless told otherwise.",
)
def audit(named: str, to: Path | None, corrections: Path | None) -> None:
    """Show every document whole, each line with its kind and rule, and a form to correct them.

    CORPUS is a folder of articles, a saved corpus, or the name of a corpus in study.yaml.
    """
    from framescope.cli.named import named_corpus
    from framescope.corpus.audit.write import write_audit

    made = named_corpus(named)
    name = Path(named).resolve().stem
    file = corrections or Path(named) / "corrections.yaml"
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    pages = write_audit(made, to or Path("build/audit") / f"{name}.html", title=name, corrections=before)
    click.echo(f"{made!r}\n" + "\n".join(map(str, pages)))
