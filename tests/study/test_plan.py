import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.study.files import library_digest
from framescope.study.plan import plan, read_notebook
from framescope.study.spec import read_study

from .conftest import LEXICON, make_study, notebook

DEFAULTS = 'corpus = "articles"\nlexicon = "town"\ntop: int = 5\nnames = ["a", "b"]\nseed = 1\nnote = None\n'
OWN = notebook("corpus, lexicon, top, names, note", parameters=DEFAULTS)
ENTRY = "notebooks:\n  - notebook: notebooks/own.ipynb\n"


def _id(root: Path, text: str = ENTRY) -> str:
    return plan(make_study(root, {"own": OWN}, text))[0].run_id


def test_parameters_are_canonical_and_complete(tmp_path: Path) -> None:
    text = ENTRY + "    parameters: {top: 7, names: [x], note: null}\nseed: 3\n"
    run = plan(make_study(tmp_path, {"own": OWN}, text))[0]
    expected = {"corpus": "articles", "lexicon": "town", "top": 7, "names": ["x"], "seed": 3, "note": "null"}
    assert dict(run.parameters) == expected
    assert set(run.inputs) == {"cells", "codings", "constraints", "corpora", "lexicons", "library", "parameters"}
    assert len(run.run_id) == 16
    int(run.run_id, 16)


def test_the_id_knows_no_place_name_or_limit(tmp_path: Path) -> None:
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
    first = _id(tmp_path / "here")
    text = ENTRY + "    name: another\n    timeout_seconds: 3\n    memory_mb: 77\n"
    assert _id(tmp_path / "there", text) == first
    # What the defaults say may also be written out.
    assert _id(tmp_path / "there", ENTRY + "    parameters: {top: 5}\n") == first


@pytest.mark.parametrize("changed", ["cell", "parameter", "seed", "corpus", "lexicon", "constraints", "correction"])
def test_the_id_knows_what_decides(tmp_path: Path, changed: str) -> None:
    before = _id(tmp_path)
    own, text = OWN, ENTRY
    study = make_study(tmp_path, {"own": OWN}, ENTRY)
    match changed:
        case "cell":
            own = notebook("corpus, lexicon, top, names, note, 1", parameters=DEFAULTS)
        case "parameter":
            text += "    parameters: {top: 6}\n"
        case "seed":
            text += "seed: 2\n"
    study = make_study(tmp_path, {"own": own}, text)
    match changed:
        case "corpus":
            (tmp_path / "articles" / "b.txt").write_text("Another article about the same old bridge.\n")
        case "lexicon":
            (tmp_path / "town.yaml").write_text(LEXICON.replace("bridge", "bridge*"))
        case "constraints":
            (tmp_path / "constraints.txt").write_text("numpy==2.0\n")
        case "correction":
            (tmp_path / "articles" / "metadata.yaml").write_text(
                'articles:\n  "a.txt#0":\n    outlet: {value: The Town, source: its first page}\n'
            )
    assert plan(study)[0].run_id != before


def test_line_ends_of_a_checkout_change_no_id(tmp_path: Path) -> None:
    before = _id(tmp_path)
    (tmp_path / "town.yaml").write_bytes(LEXICON.encode().replace(b"\n", b"\r\n"))
    assert plan(read_study(tmp_path / "study.yaml"))[0].run_id == before


def test_the_library_is_its_sources_and_its_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framescope.study.files.LIBRARY", tmp_path)
    (tmp_path / "a.py").write_text("1\n")
    before = library_digest()
    (tmp_path / "page.css").write_text("body {}")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("1")
    assert library_digest() == before
    (tmp_path / "names.yaml").write_text("a: b")
    assert library_digest() != before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "    parameters: {tpo: 7}\n",
            "study.yaml, line 7 (notebooks.0.parameters.tpo): Unknown parameter 'tpo'. Did you mean 'top'?",
        ),
        (
            "    parameters:\n      top: many\n",
            "line 8 (notebooks.0.parameters.top): top: Input should be a valid integer",
        ),
        ("    parameters: {names: x}\n", "names: Input should be a valid list"),
        ("    parameters: {corpus: artikles}\n", "'artikles'. Did you mean 'articles'? Known: articles"),
        ("    parameters: {lexicon: village}\n", "'village'. Known: town"),
        ("  - notebook: notebooks/gone.ipynb\n", "line 7 (notebooks.1.notebook): there is no notebook"),
        ("  - {notebook: notebooks/own.ipynb, name: twin}\n", "'twin' would do the same as 'own'"),
    ],
)
def test_bad_parameters_are_refused_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    study = make_study(tmp_path, {"own": OWN}, ENTRY + text)
    with pytest.raises(InputError) as caught:
        plan(study)
    assert told in str(caught.value)
    assert not study.runs.exists()


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = ENTRY + "    parameters: {tpo: 7, top: many}\n  - notebook: notebooks/gone.ipynb\n"
    with pytest.raises(InputError) as caught:
        plan(make_study(tmp_path, {"own": OWN}, text))
    assert all(word in str(caught.value) for word in ("'tpo'", "'many'", "gone.ipynb"))


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"own": OWN}, ENTRY)
    shutil.rmtree(tmp_path / "articles")
    with pytest.raises(InputError, match=r"line 2 \(corpora.articles\): 'articles' does not exist"):
        plan(study)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "not a Jupyter notebook"),
        ("[1]", "not a Jupyter notebook"),
        ('{"cells": 3}', "not a Jupyter notebook"),
        (notebook(parameters="import os\ntop = 5"), "line 1: only `name = value` may stand"),
        (notebook(parameters="top = 5\nhalf = top / 2"), "line 2 (half): a parameter's value is text, a number"),
        (notebook(parameters="top = = 5"), "line 1: invalid syntax"),
    ],
)
def test_a_notebook_that_cannot_be_read(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "own.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_notebook(path)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_a_typed_notebook_must_state_its_parameters(tmp_path: Path) -> None:
    cells = notebook(parameters='corpus = "articles"\nrows = 5\nmin_count = 2\nsede = 1\n')
    text = "notebooks:\n  - notebook: notebooks/01_corpus.ipynb\n"
    with pytest.raises(InputError, match=r"01_corpus.ipynb, cell tagged 'parameters': .*'sede'. Did you mean 'seed'"):
        plan(make_study(tmp_path, {"01_corpus": cells}, text))
    cells = notebook(parameters='corpus = "articles"\nrows = 5\nmin_count = 2\n')
    with pytest.raises(InputError, match="The parameter 'seed' is missing"):
        plan(make_study(tmp_path, {"01_corpus": cells}, text))


words = st.text(st.sampled_from("aü\"'\\\n{}#…"), max_size=6)
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), plain | st.lists(plain)))
def test_a_parameters_cell_is_read_as_python_reads_it(values: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "own.ipynb")
        source = "# what may be changed\n" + "".join(f"{name} = {value!r}  # why\n" for name, value in values.items())
        path.write_text(notebook("1", parameters=source), encoding="utf-8")
        assert read_notebook(path).defaults == values


def test_the_id_knows_the_lexicons_a_lexicon_takes_terms_from(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"own": OWN}, ENTRY)
    other = study.input_path("lexicons", "town").with_name("other.yaml")
    other.write_text("name: other\ncategories:\n  harm: {terms: [flood*]}\n")
    study.input_path("lexicons", "town").write_text("name: town\ncategories:\n  harm: {also: [other.harm]}\n")
    before = plan(study)[0].run_id
    other.write_text("name: other\ncategories:\n  harm: {terms: [flood*, storm*]}\n")
    assert plan(study)[0].run_id != before
