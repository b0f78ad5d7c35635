import json
from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.study.lock import Standing, changes, lock_file, lock_study, read_lock, standing
from framescope.study.plan import plan
from framescope.study.spec import Study, read_study
from framescope.study.verdicts import judged_claims, lines

from .conftest import NAMING, finished, study_of_claims


def _again(study: Study) -> Study:
    return read_study(study.path)


def _standing(study: Study) -> dict[str, str]:
    lock = read_lock(study)
    return {claim.name: standing(study, claim, lock).word for claim in study.spec.claims}


def test_a_claim_is_locked_until_it_or_its_lexicon_changes(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {}, {"name": "other", "threshold": 0.1})
    assert _standing(study) == {"rebels": "exploratory", "other": "exploratory"}
    lock_study(study)
    assert _standing(study) == {"rebels": "locked", "other": "locked"}
    study.path.write_text(study.path.read_text().replace("0.1", "0.2"))
    assert _standing(_again(study)) == {"rebels": "locked", "other": "changed since"}
    study.path.write_text(study.path.read_text().replace("0.2", "0.1"))
    assert _standing(_again(study)) == {"rebels": "locked", "other": "locked"}
    (tmp_path / "town.yaml").write_text(NAMING.replace("rebel*", "reb*") % "")
    assert _standing(study) == {"rebels": "changed since", "other": "changed since"}


def test_what_the_authors_of_the_lexicon_had_read_is_exploratory_whatever_the_lock_says(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {}, read="articles")
    lock_study(study)
    assert standing(study, study.spec.claims[0], read_lock(study)) == Standing(
        "exploratory", "the authors of lexicon 'town' had read corpus 'articles'"
    )


def test_a_lexicon_among_the_choices_counts_as_read_too(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    text = study.path.read_text().replace("{town: town.yaml}", "{town: town.yaml, wide: wide.yaml}")
    study.path.write_text(text + "multiverse: {lexicon: [town, wide]}\n")
    (tmp_path / "wide.yaml").write_text(NAMING % "articles")
    assert _standing(_again(study)) == {"rebels": "exploratory"}


def test_a_lock_after_the_first_run_shows_nothing(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    record = finished(study, plan(study)[0], {})
    lock_study(study)
    assert _standing(study) == {"rebels": "exploratory"}
    # Removing the record afterwards does not help: the lock has seen it.
    (study.runs / record.run_id / "status.json").unlink()
    found = standing(study, study.spec.claims[0], read_lock(study))
    assert found.word == "exploratory"
    assert "after the first run here (2026-01-02T03:04:05+00:00)" in found.why


def test_a_run_after_the_lock_changes_nothing(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    lock_study(study)
    finished(study, plan(study)[0], {}, started="2999-01-01T00:00:00+00:00")
    assert _standing(study) == {"rebels": "locked"}


def test_locking_again_is_asked_for_and_gives_only_what_changed_a_new_date(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {}, {"name": "other", "threshold": 0.1})
    lock_study(study)
    written = json.loads(lock_file(study).read_text())
    written["locked"] = "2020-01-01T00:00:00+00:00"
    for claim in written["claims"].values():
        claim["locked"] = "2020-01-01T00:00:00+00:00"
    lock_file(study).write_text(json.dumps(written))
    assert lock_study(study).locked == "2020-01-01T00:00:00+00:00"  # nothing changed, nothing is written

    study.path.write_text(study.path.read_text().replace("0.1", "0.2") + "seed: 4\n")
    study = _again(study)
    with pytest.raises(InputError) as caught:
        lock_study(study)
    assert "was locked on 2020-01-01" in str(caught.value)
    assert "the study file (beyond its claims)" in str(caught.value)
    assert "claim 'other' changed" in str(caught.value)
    assert "--again" in str(caught.value)
    made = lock_study(study, again=True)
    assert made.claims["rebels"].locked == "2020-01-01T00:00:00+00:00"
    assert made.claims["other"].locked > "2020-01-01T00:00:00+00:00"
    assert list(changes(study, made)) == []


def test_what_changed_since_the_lock_is_told_with_the_verdicts(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    made = lock_study(study)
    told = list(lines(study, judged_claims(study)))
    assert told[0] == "rebels: holds"
    assert f"locked: on {made.locked} by the clock of that machine" in told[3]
    assert len(told) == 4
    (tmp_path / "town.yaml").write_text(NAMING.replace("rebel*", "reb*") % "")
    told = list(lines(study, judged_claims(study)))
    assert told[-1] == (
        f"Changed since study.lock.json was written on {made.locked}: lexicon 'town' changed; claim 'rebels' changed"
    )


def test_a_corrupt_lock_is_told(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {})
    lock_file(study).write_text('{"format": 2}')
    with pytest.raises(InputError, match=r"study\.lock\.json: not a lock this version can read"):
        read_lock(study)
