"""How the runs of a study go, told to whoever watches: one moving line in a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence

import click

from framescope.study.plan import Run
from framescope.study.process import AtWork
from framescope.study.record import Record


class LineProgress:
    """Tells what begins and ends; in a terminal also what is at work, in a line that is written over.

    Parameters
    ----------
    total
        How many runs there are.
    jobs
        How many of them run at once: how long the rest will take is told from how long those done took.
    terminal
        Whether a line can be written over.
    """

    def __init__(self, total: int, *, jobs: int = 1, terminal: bool) -> None:
        self.total = total
        self.jobs = jobs
        self.terminal = terminal
        self.done = 0
        self.failed = 0
        self._seconds: list[float] = []
        self._began = time.monotonic()
        self._width = 0

    def started(self, run: Run) -> None:
        """Tell that a run has begun, where no moving line will."""
        if not self.terminal:
            click.echo(f"{run.name}: started")

    def at_work(self, processes: Sequence[AtWork]) -> None:
        """Write the moving line anew."""
        if self.terminal and processes:
            parts = [f"{process.run.name} {process.doing}" for process in processes]
            failed = f", {self.failed} failed" if self.failed else ""
            left = self._left([process.seconds for process in processes])
            self._rewrite(
                f"{self.done} of {self.total} done{failed}, {_clock(self._began)}{left}   " + "   ".join(parts)
            )

    def ended(self, record: Record) -> None:
        """Tell how a run ended."""
        self.done += 1
        self.failed += not record.succeeded
        self._seconds.append(record.seconds)
        self._rewrite("")
        counted = "" if self.terminal else f" [{self.done} of {self.total}]"
        click.echo(f"{record.name}: {outcome(record)} ({record.seconds:.1f} s){counted}")

    def _left(self, at_work: Sequence[float]) -> str:
        """Return about how long the rest will take; nothing before the first run has ended."""
        if not self._seconds:
            return ""
        each = sum(self._seconds) / len(self._seconds)
        rest = (self.total - self.done) * each - sum(min(seconds, each) for seconds in at_work)
        return f", about {_minutes(rest / self.jobs)} left"

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


def _clock(began: float) -> str:
    return _minutes(time.monotonic() - began)


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
