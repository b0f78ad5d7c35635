"""The command line: the verbs and what they have in common.

Commands import what they use when they are called: `framescope --help` must not wait for pandas.
"""

from __future__ import annotations

import warnings
from typing import Any

import click

from framescope.cli.code import code
from framescope.cli.corpus import corpus
from framescope.cli.kwic import kwic
from framescope.cli.lexicon import lexicon
from framescope.cli.outcome import BAD_INPUT
from framescope.cli.study import lock, multiverse, report, run, schema, verify
from framescope.errors import FramescopeError


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


for _command in (run, report, verify, multiverse, lock, schema, corpus, kwic, lexicon, code):
    main.add_command(_command)


def _tell_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    click.echo(f"Note: {message}", err=True)
