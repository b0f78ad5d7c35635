from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.study.claims import Tables, headline, in_words, judge
from framescope.study.entries import ClaimEntry
from framescope.study.report import write_report
from framescope.study.verdicts import judged_claims

from .conftest import CLAIM, study_of_claims


def _claim(**changes: Any) -> ClaimEntry:
    return ClaimEntry.model_validate({**CLAIM, **changes})


def _table(share: float, low: float | None, high: float | None) -> pd.DataFrame:
    reason = "5 stories; an interval needs at least 15" if low is None else None
    row = {
        "label": "rebels", "count": 6, "n_mentions": 10, "share": share, "low": low, "high": high,
        "method": "bootstrap", "unit": "story", "n_units": 5, "estimable": low is not None, "reason": reason,
    }  # fmt: skip
    return pd.DataFrame([{**row, "label": "others"}, row]).astype({"low": "float64", "high": "float64"})


@pytest.mark.parametrize(
    ("comparison", "share", "low", "high", "meets", "outcome"),
    [
        ("above", 0.6, 0.51, 0.7, True, "holds"),
        ("above", 0.6, 0.5, 0.7, True, "open"),  # the interval reaches what is not above
        ("at least", 0.6, 0.5, 0.7, True, "holds"),
        ("above", 0.4, 0.3, 0.5, False, "does not hold"),
        ("at least", 0.4, 0.3, 0.5, False, "open"),
        ("below", 0.4, 0.3, 0.49, True, "holds"),
        ("at most", 0.4, 0.3, 0.5, True, "holds"),
        ("below", 0.6, 0.5, 0.7, False, "does not hold"),
        ("above", 0.9, None, None, True, "not estimable"),
        ("above", 0.1, None, None, False, "not estimable"),
        ("above", float("nan"), None, None, None, "no number"),
    ],
)
def test_a_claim_holds_only_if_its_whole_interval_does(
    comparison: str, share: float, low: float | None, high: float | None, meets: bool | None, outcome: str
) -> None:
    verdict = judge(_claim(comparison=comparison), _table(share, low, high))
    assert verdict.meets is meets
    assert verdict.outcome == outcome


def test_what_has_no_interval_is_never_called_confirmed() -> None:
    claim = _claim()
    verdict = judge(claim, _table(0.6, None, None))
    assert headline(verdict) == "not estimable (meets it on the point estimate)"
    assert in_words(claim, verdict) == (
        "share 0.6, claimed: above 0.5; n = 6 of 10 mentions, 5 stories; "
        "no interval: 5 stories; an interval needs at least 15"
    )
    estimated = judge(claim, _table(0.6, 0.55, 0.7))
    assert in_words(claim, estimated) == "share 0.6 [0.55, 0.7], claimed: above 0.5; n = 6 of 10 mentions, 5 stories"


@pytest.mark.parametrize(
    ("row", "kind", "told"),
    [
        ({"lable": "rebels"}, UnknownNameError, "Unknown column of naming 'lable'. Did you mean 'label'?"),
        ({"label": "rebel"}, UnknownNameError, "Unknown label 'rebel'. Did you mean 'rebels'?"),
        ({"unit": "story"}, InputError, "`row` picks 2 rows of naming; name also: label."),
    ],
)
def test_a_row_that_cannot_be_picked(row: dict[str, str], kind: type[Exception], told: str) -> None:
    with pytest.raises(kind) as caught:
        judge(_claim(row=row), _table(0.6, None, None))
    assert told in str(caught.value)


def test_claims_are_counted_by_the_public_measures(tmp_path: Path) -> None:
    study = study_of_claims(
        tmp_path,
        {},
        {"name": "works", "measure": "frequency", "arguments": {}, "row": {"category": "works"}, "comparison": "below"},
    )
    shares, rate = judged_claims(study)
    # 8 + 16 rebels, 8 bandits.
    assert (shares.verdict.count, shares.verdict.n) == (24, 32)
    assert shares.verdict.estimate == pytest.approx(24 / 32)
    # Sixteen stories of their own: resampled, rebels never fall below two in three.
    assert shares.verdict.n_units == 16
    assert shares.verdict.outcome == "holds"
    assert rate.verdict.outcome == "not estimable"
    assert rate.verdict.reason == "no variance: found in none of the stories"


def test_verdicts_are_kept_until_something_that_decides_them_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of_claims(tmp_path, {})
    first = judged_claims(study)
    counted = []
    of = Tables.of

    def noted(self: Tables, claim: ClaimEntry) -> pd.DataFrame:
        counted.append(claim.name)
        return of(self, claim)

    monkeypatch.setattr(Tables, "of", noted)
    assert judged_claims(study) == first
    assert counted == []
    (tmp_path / "runs" / "town" / "claims.json").write_text('{"half')
    assert judged_claims(study) == first
    (tmp_path / "articles" / "more.txt").write_text("# Bandits\n\nThe bandits met other bandits there.\n")
    assert judged_claims(study)[0].verdict.n == 35  # 32, and three more in the title and the text
    assert counted == ["rebels", "rebels"]


def test_a_claim_about_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {"row": {"label": "rebel"}}, {"name": "b", "arguments": {"referent": "army"}})
    with pytest.raises(InputError) as caught:
        judged_claims(study)
    told = str(caught.value)
    assert "(claims.0): Unknown label 'rebel'. Did you mean 'rebels'?" in told
    assert "(claims.1): Unknown referent 'army'. Did you mean 'armed'? Known: armed." in told


def test_the_report_shows_claims_with_verdict_and_standing(tmp_path: Path) -> None:
    study = study_of_claims(tmp_path, {"statement": "Half are <b>rebels</b>."}, read="articles")
    page = write_report(study, [], {}, judged=judged_claims(study)).read_text(encoding="utf-8")
    assert "Half are &lt;b&gt;rebels&lt;/b&gt;." in page
    assert "n = 24 of 32 mentions, 16 stories" in page
    assert "exploratory: the authors of lexicon &#39;town&#39; had read corpus &#39;articles&#39;" in page
