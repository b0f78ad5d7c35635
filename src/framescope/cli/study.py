"""`framescope run`, `report` and `verify`: a study is run, shown and checked."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from framescope.cli.outcome import FAILED, INTERRUPTED
from framescope.cli.places import CLUSTER, place

_STUDY = click.argument("study", default="study.yaml", type=click.Path(path_type=Path))


@click.command()
@_STUDY
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at once; one per core unless told otherwise.")
@click.option("--only-failed", is_flag=True, help="Only runs that failed, died, timed out or were interrupted.")
@click.option("--force", is_flag=True, help="Also runs whose recorded results still match.")
@click.option("--dry-run", is_flag=True, help="Say what would be run and why, and run nothing.")
@CLUSTER
def run(study: Path, jobs: int | None, only_failed: bool, force: bool, dry_run: bool, address: str | None) -> None:
    """Run the notebooks of a study, publish its figures, write its report and judge its claims."""
    from framescope.study.conclude import conclude
    from framescope.study.plan import plan
    from framescope.study.progress import LineProgress
    from framescope.study.run import run_study
    from framescope.study.spec import read_study
    from framescope.study.state import chosen, kept, states
    from framescope.study.verdicts import judged_claims

    read = read_study(study)
    with place(address, read, jobs) as where:
        runs = plan(read, where.dispatch)
        standing = states(read, runs)
        todo = chosen(runs, standing, force=force, only_failed=only_failed)
        if dry_run:
            for one in runs:
                state = standing[one.name]
                click.echo(f"{one.name} {one.run_id}: {'run' if one in todo else 'keep'} ({state.status}: {state.why})")
            return
        judged = judged_claims(read, where.dispatch)  # before the runs: what is wrong with a claim is told at once
        if done := sum(state.is_done for state in standing.values()) * (not force):
            click.echo(f"Kept: {done} of {len(runs)} runs are recorded with results that still match.")
        progress = LineProgress(len(todo), jobs=where.jobs, terminal=sys.stdout.isatty())
        with _ends_like_ctrl_c():
            made = run_study(read, todo, progress, jobs=where.jobs, force=force, start=where.start)
    complete = conclude(read, runs, kept(runs, standing, made), judged)
    if len(made) < len(todo) or any(record.status == "interrupted" for record in made):
        click.echo("Stopped. What was finished is kept; start `framescope run` again for the rest.")
        raise SystemExit(INTERRUPTED)
    if not complete:
        raise SystemExit(FAILED)


@click.command()
@_STUDY
def report(study: Path) -> None:
    """Write the report anew from the runs there are."""
    from framescope.study.conclude import shown
    from framescope.study.plan import plan
    from framescope.study.publish import published_files
    from framescope.study.report import write_report
    from framescope.study.spec import read_study
    from framescope.study.verdicts import judged_claims
    from framescope.study.verify import latest_records

    read = read_study(study)
    runs = plan(read)
    records = latest_records(read, runs)
    stale = {record.run_id for record in records} - {run.run_id for run in runs}
    page = write_report(read, records, published_files(read, records), judged=judged_claims(read), stale=stale)
    click.echo(f"Report: {shown(page)}")


@click.command()
@_STUDY
@click.option("--rerun", is_flag=True, help="Make everything again beside what is there, and compare byte for byte.")
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at once by --rerun; one per core by default.")
def verify(study: Path, rerun: bool, jobs: int | None) -> None:
    """Say which runs and figures are no longer what the study would make, and why."""
    from framescope.study.plan import plan
    from framescope.study.progress import LineProgress
    from framescope.study.rerun import rerun_study
    from framescope.study.spec import read_study
    from framescope.study.verify import verify as verify_study

    read = read_study(study)
    runs = plan(read)
    findings = verify_study(read, runs)
    if rerun:
        jobs = min(jobs or os.cpu_count() or 1, len(runs))
        progress = LineProgress(len(runs), jobs=jobs, terminal=sys.stdout.isatty())
        with _ends_like_ctrl_c():
            findings += rerun_study(read, runs, progress, jobs=jobs)
    for finding in findings:
        click.echo(f"{finding.name} {finding.run_id}".rstrip() + (":" if finding.problems else ": matches"))
        for problem in finding.problems:
            click.echo(f"  {problem}")
    if any(finding.problems for finding in findings):
        raise SystemExit(FAILED)


@click.command()
@_STUDY
@click.option("--claim", "names", multiple=True, help="Only this claim; may be given several times.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that count; one per core unless told otherwise.")
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to; build/multiverse beside the study.")
@CLUSTER
def multiverse(study: Path, names: tuple[str, ...], jobs: int | None, to: Path | None, address: str | None) -> None:
    """Evaluate claims under every declared choice and draw their specification curves."""
    from framescope.errors import InputError, unknown_name
    from framescope.study.conclude import shown
    from framescope.study.curves import in_words, save_curve
    from framescope.study.multiverse import cores_for
    from framescope.study.multiverse import multiverse as evaluate
    from framescope.study.spec import read_study

    read = read_study(study)
    known = {claim.name: claim for claim in read.spec.claims}
    if not known:
        raise InputError(f"{study}: there are no claims; write some under `claims:` (docs/study.md).")
    for name in names:
        if name not in known:
            raise unknown_name("claim", name, known)
    folder = to or read.build / "multiverse"
    chosen = [known[name] for name in names] or list(known.values())
    with place(address, read, jobs) as where:
        made = evaluate(read, chosen, where.dispatch or cores_for(read, chosen, where.jobs))
    for found in made:
        name = save_curve(read, found, folder)
        click.echo(f"{found.claim.name}: {shown(folder / name)}.svg .pdf .png .csv .json")
        for line in in_words(found):
            click.echo(f"  {line}")
    click.echo("These are processing choices, not sampling: the share says nothing of other documents.")


@click.command()
@_STUDY
@click.option("--again", is_flag=True, help="Lock what has changed; unchanged claims keep their date.")
def lock(study: Path, again: bool) -> None:
    """Fix the plan: record the digests of study, lexicons, codebooks and claims with the date."""
    from framescope.study.conclude import shown
    from framescope.study.lock import lock_file, lock_study
    from framescope.study.spec import read_study

    read = read_study(study)
    made = lock_study(read, again=again)
    fixed = ((len(made.claims), "claim"), (len(made.lexicons), "lexicon"))
    counted = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in fixed)
    click.echo(f"{shown(lock_file(read))}: {counted}, locked on {made.locked}")
    click.echo("The date is this machine's. docs/study.md tells how to have it attested by others.")


@click.command()
def schema() -> None:
    """Print the JSON schema of study files, for editors that complete and check while one types."""
    from framescope.study.entries import json_schema

    click.echo(json_schema(), nl=False)


@contextmanager
def _ends_like_ctrl_c() -> Iterator[None]:
    """Let a closed terminal or a polite kill end the runs as Ctrl-C does, with all they started."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
