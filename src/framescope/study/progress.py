"""How the runs of a study go, told to whoever watches: one moving line in a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence

import click

from framescope.study.plan import Run
from framescope.study.process import RunProcess
from framescope.study.record import Record


class LineProgress:
    """Tells what begins and ends; in a terminal also what is at work, in a line that is written over.

    Parameters
    ----------
    total
        How many runs there are.
    terminal
        Whether a line can be written over.
    """

    def __init__(self, total: int, *, terminal: bool) -> None:
        self.total = total
        self.terminal = terminal
        self.done = 0
        self._began = time.monotonic()
        self._width = 0

    def started(self, run: Run) -> None:
        """Tell that a run has begun, where no moving line will."""
        if not self.terminal:
            click.echo(f"{run.name}: started")

    def at_work(self, processes: Sequence[RunProcess]) -> None:
        """Write the moving line anew."""
        if self.terminal and processes:
            parts = [_at_work(process) for process in processes]
            self._rewrite(f"{self.done} of {self.total} done, {_clock(self._began)}   " + "   ".join(parts))

    def ended(self, record: Record) -> None:
        """Tell how a run ended."""
        self.done += 1
        self._rewrite("")
        click.echo(f"{record.name}: {outcome(record)} ({record.seconds:.1f} s)")

    def _rewrite(self, line: str) -> None:
        if not self.terminal:
            return
        line = line[: shutil.get_terminal_size().columns - 1]
        click.echo(f"\r{line.ljust(self._width)}\r{line}", nl=False)
        self._width = len(line)


def outcome(record: Record) -> str:
    """Return in a line how a run ended, with the cell and the error where it stopped."""
    failure = record.failure
    if failure is None:
        return record.status
    cell = f" in cell {failure.cell}" if failure.cell else ""
    message = (failure.message.strip() or failure.error).splitlines()[0]
    error = "" if failure.error == record.status or not failure.message.strip() else f"{failure.error}: "
    return f"{record.status}{cell}: {error}{message}"


def _at_work(process: RunProcess) -> str:
    cell = process.cell()
    return f"{process.run.name} {f'cell {cell.number}/{cell.total}' if cell else 'starting'}"


def _clock(began: float) -> str:
    minutes, seconds = divmod(int(time.monotonic() - began), 60)
    return f"{minutes}:{seconds:02d}"
