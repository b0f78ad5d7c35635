"""`framescope code`: units are drawn and coded in JupyterLab."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from framescope.cli.named import named_corpus
from framescope.errors import InputError
from framescope.writing import write_atomically

# As `schema.CODER_KINDS`, which brings pandas with it; a test compares them.
_KINDS = ("human", "language model")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--coder", required=True, help="Name or pseudonym of who codes.")
@click.option("--kind", type=click.Choice(_KINDS), default="human", show_default=True, help="What codes.")
@click.option(
    "--pass", "number", type=click.IntRange(min=1), default=1, show_default=True, help="Time through the units."
)
@click.option("--corpus", help="Where units are drawn from, the first time.")
@click.option("--codebook", type=click.Path(path_type=Path), help="What is asked, the first time.")
@click.option("--n", default=50, show_default=True, help="How many units are drawn.")
@click.option("--seed", default=0, show_default=True, help="What the draw starts from.")
@click.option("--lexicon", type=click.Path(path_type=Path), help="Draw as many units with a hit of it as without.")
@click.option("--show-hits", is_flag=True, help="Underline the hits; without it coders do not see them.")
@click.option("--no-lab", is_flag=True, help="Only write the notebook.")
def code(folder: Path, coder: str, kind: str, number: int, no_lab: bool, **draw: Any) -> None:
    """Code units from FOLDER in JupyterLab; draw them from a corpus, if none lie there yet."""
    from framescope.framing.answers import Coder
    from framescope.framing.session import UNITS_FILE, open_session

    if not (folder / UNITS_FILE).exists():
        _draw(folder, **draw)
    session = open_session(folder, Coder(coder, kind, number))
    click.echo(f"{folder}: {len(session.units)} units, {session.n_complete} of them answered in full by {coder}")
    notebook = folder / f"code-{coder}.ipynb"
    write_atomically(notebook, json.dumps(_notebook(coder, kind, number), indent=1) + "\n")
    click.echo(f"{notebook}: run its cell to go on; answers go to {session.journal.name}")
    if not no_lab:
        subprocess.run([sys.executable, "-m", "jupyterlab", str(notebook), "--LabApp.news_url=None"], check=False)  # noqa: S603  # our notebook


def _draw(
    folder: Path, corpus: str | None, codebook: Path | None, n: int, seed: int, lexicon: Path | None, show_hits: bool
) -> None:
    from framescope.framing.codebook import read_codebook
    from framescope.framing.sample import HIT, coding_sample
    from framescope.framing.session import prepare_coding
    from framescope.lexicon.hits import find_hits
    from framescope.lexicon.read import read_lexicon

    if corpus is None or codebook is None:
        raise InputError(f"{folder}: nothing to code lies here yet; name --corpus and --codebook to draw units.")
    texts = named_corpus(corpus)
    hits = None if lexicon is None else find_hits(texts, read_lexicon(lexicon))
    unit = read_codebook(codebook).unit
    strata = [HIT] if hits is not None and unit != "mention" else []
    units = coding_sample(texts, n, unit=unit, strata=strata, hits=hits, seed=seed)
    prepare_coding(texts, units, codebook, folder, highlights=hits if show_hits else None)
    click.echo(f"{folder}: drew {len(units)} of the kind {unit}")


def _notebook(coder: str, kind: str, number: int) -> dict[str, object]:
    source = f'import framescope as fs\n\nfs.coding_page(".", {coder!r}, kind={kind!r}, number={number})'
    cell: dict[str, object] = {
        "cell_type": "code", "id": "coding", "metadata": {}, "execution_count": None, "outputs": [],
        "source": source.splitlines(keepends=True),
    }  # fmt: skip
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
