"""`framescope corpus`: articles become a corpus."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
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
