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
