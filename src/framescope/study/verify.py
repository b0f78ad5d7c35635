"""Whether what stands on disk is still what the study would make, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framescope.errors import InputError
from framescope.study.files import file_digest, files_below
from framescope.study.lock import changes as changes_since
from framescope.study.lock import lock_file, read_lock
from framescope.study.plan import Run
from framescope.study.publish import PUBLISHED_FOLDER, figure_name, published_files
from framescope.study.record import Record, read_record, run_folders
from framescope.study.spec import Study
from framescope.study.state import changes, damage


@dataclass(frozen=True)
class Finding:
    """What verification says of one run, or of the published figures: its name and what does not match."""

    name: str
    run_id: str
    problems: tuple[str, ...]


def verify(study: Study, runs: Sequence[Run]) -> list[Finding]:
    """Compare every record of a study, and its published figures, with what stands there now.

    Parameters
    ----------
    study, runs
        The study and what `plan` makes of it now.

    Returns
    -------
    list of Finding
        One per run of the study, one per other record whose files are damaged, one for the lock if there is
        one, and one for `figures/`.
    """
    records, findings = [], []
    for folder in run_folders(study):
        try:
            record = read_record(folder)
        except InputError as error:
            findings.append(Finding("record", folder.name, (str(error),)))
            continue
        records.append(record)
        if record.run_id not in {run.run_id for run in runs} and (found := tuple(damage(folder, record))):
            findings.append(Finding(record.name, record.run_id, found))
    current = [_check(study, run, records) for run in runs]
    lock = read_lock(study)
    if lock is not None:
        changed = tuple(f"{change} since it was locked on {lock.locked}" for change in changes_since(study, lock))
        findings.append(Finding(lock_file(study).name, "", changed))
    return [*current, *findings, _check_published(study, [r for r in records if _is_current(r, runs)])]


def latest_records(study: Study, runs: Sequence[Run]) -> list[Record]:
    """Return for each run its own record or, where there is none, the latest one of its name."""
    records = []
    for folder in run_folders(study):
        try:
            records.append(read_record(folder))
        except InputError:
            continue  # `verify` speaks of it
    found = (_record_of(run, records) for run in runs)
    return [record for record in found if record is not None]


def _is_current(record: Record, runs: Iterable[Run]) -> bool:
    return record.run_id in {run.run_id for run in runs}


def _record_of(run: Run, records: Iterable[Record]) -> Record | None:
    own = [r for r in records if r.name == run.name]
    return max(own, key=lambda r: (r.run_id == run.run_id, r.started), default=None)


def _check(study: Study, run: Run, records: Sequence[Record]) -> Finding:
    record = next((r for r in records if r.run_id == run.run_id), None) or _record_of(run, records)
    if record is None:
        return Finding(run.name, run.run_id, ("it has not been run; start `framescope run`.",))
    problems = [f"{change} changed since the run" for change in changes(record.inputs, run.inputs)]
    problems += damage(study.runs / record.run_id, record)
    if not record.succeeded:
        problems.append(f"the run {record.status}" if record.status == "failed" else f"the run ended: {record.status}")
    return Finding(run.name, record.run_id, tuple(problems))


def _check_published(study: Study, records: Sequence[Record]) -> Finding:
    problems = []
    known: dict[str, str] = {}
    for record in records:
        known |= {name: record.outputs[f"figures/{name}"] for name in record.figures}
    expected = published_files(study, records)
    present = files_below(study.root / PUBLISHED_FOLDER)
    for name in sorted(expected):
        if name not in present:
            problems.append(f"{name} is missing")
        elif file_digest(present[name]) != known[name]:
            problems.append(f"{name} is not what its run made")
    recorded = {figure_name(name) for name in present if name.endswith(".json")}
    extra = [name for name in present if name not in expected and figure_name(name) in recorded]
    problems += [f"{name} comes from no current run" for name in sorted(extra)]
    return Finding(PUBLISHED_FOLDER, "", tuple(problems))
