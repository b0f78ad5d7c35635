"""`framescope kwic`: every place where a pattern stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framescope.cli.named import column_option, named_corpus

if TYPE_CHECKING:
    from framescope.lexicon.model import Lexicon


@click.command()
@click.argument("pattern")
@click.option(
    "--corpus", required=True, help="A file or folder of articles, a saved corpus, or a name from study.yaml."
)
@column_option
@click.option("--width", default=40, show_default=True, type=click.IntRange(min=1), help="Characters on each side.")
@click.option("--case", is_flag=True, help="Tell upper and lower case apart.")
def kwic(pattern: str, corpus: str, columns: tuple[str, ...], width: int, case: bool) -> None:
    """Show every place where PATTERN stands, with its context.

    * stands for any characters within a word, ? for one; several words match words that follow each other.
    """
    from framescope.lexicon.hits import find_hits
    from framescope.measures.concordance import concordance

    opened = named_corpus(corpus, columns)
    lines = concordance(opened, find_hits(opened, _lexicon_of(pattern, case=case)), width=width, sort="document")
    for line in lines.itertuples():
        place = f"{line.document_id}:{line.start}"
        said = str(line.voice) + (f": {line.speaker}" if isinstance(line.speaker, str) else "")
        click.echo(f"{line.left:>{width}} [{line.node}] {line.right:<{width}}  {said:<10} {place}")
    click.echo(f"{len(lines):,} hits")


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
