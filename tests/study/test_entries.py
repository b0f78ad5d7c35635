import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from framescope.errors import InputError
from framescope.study.entries import json_schema
from framescope.study.spec import read_study

HEAD = "name: town\ncorpora: {articles: articles}\nlexicons: {town: town.yaml}\n"
NOTEBOOKS = "notebooks: [{notebook: one.ipynb}]\n"
CLAIM: dict[str, Any] = {
    "name": "bridges",
    "statement": "Bridges are named more than once in a hundred words.",
    "corpus": "articles",
    "lexicon": "town",
    "measure": "frequency",
    "row": {"category": "works"},
    "comparison": "above",
    "threshold": 10,
}


def _read(folder: Path, **changes: object) -> Any:
    claim = {**CLAIM, **changes}
    text = HEAD + NOTEBOOKS + f"claims:\n  - {json.dumps({k: v for k, v in claim.items() if v is not None})}\n"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return read_study(folder / "study.yaml").spec.claims[0]


def test_the_schema_for_editors_is_that_of_the_models() -> None:
    written = Path("docs/study.schema.json").read_text(encoding="utf-8")
    assert written == json_schema(), "write it again: framescope schema > docs/study.schema.json"


def test_an_editor_accepts_what_we_accept_and_marks_a_typo() -> None:
    schema = Draft202012Validator(json.loads(json_schema()))
    study: dict[str, Any] = {
        "name": "town",
        "corpora": {"a": "articles", "b": {"path": "b.csv", "columns": {"text": "body"}}},
        "notebooks": [{"notebook": "one.ipynb", "grid": {"top": [1, 2]}}],
        "claims": [{**CLAIM, "view": {"zones": None, "voice": ["own"]}}],
    }
    assert schema.is_valid(study)
    assert not schema.is_valid({**study, "notebokks": []})
    assert not schema.is_valid({**study, "claims": [{**CLAIM, "view": {"voice": ["onw"]}}]})


def test_a_claim_takes_the_column_of_its_measure_and_the_view_it_names(tmp_path: Path) -> None:
    claim = _read(tmp_path, view={"zones": ["body"], "voice": ["own"], "copies": "one"})
    assert claim.column == "per_1000"
    assert claim.threshold == 10.0
    assert (claim.view.view.zones, claim.view.view.voice, claim.view.view.copies) == (("body",), ("own",), "one")
    # `null` is no filter; what is left out is the default of a view.
    assert _read(tmp_path, view={"zones": "null"}).view.view.zones is None
    assert _read(tmp_path).view.view.zones == ("title", "heading", "body")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"corpus": "artikles"}, "Unknown name under corpora 'artikles'. Did you mean 'articles'?"),
        ({"lexicon": "twon"}, "Unknown name under lexicons 'twon'. Did you mean 'town'?"),
        ({"multiverse": {"lexicon": ["other"]}}, "Unknown name under lexicons 'other'"),
        ({"measure": "naming"}, "`referent` (a naming set of the lexicon) is named exactly where"),
        ({"measure": "keyness"}, "Input should be 'frequency' or 'naming'"),
        ({"column": "count"}, "the column of frequency with an interval is 'per_1000'"),
        ({"comparison": "over"}, "Input should be 'above', 'below', 'at least' or 'at most'"),
        ({"view": {"voice": ["onw"]}}, "Unknown voice 'onw'. Did you mean 'own'?"),
        ({"row": {}}, "at least 1 item"),
        ({"treshold": 3}, "Unknown key 'treshold'. Did you mean 'threshold'?"),
        ({"arguments": {"levle": 0.9}}, "Unknown key 'levle'. Did you mean 'level'?"),
        ({"threshold": None}, "The key 'threshold' is missing"),
    ],
)
def test_a_bad_claim_is_refused_with_its_line(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, **changes)
    assert "study.yaml, line 6" in str(caught.value)
    assert told in str(caught.value)
