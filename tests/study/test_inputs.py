import json
from pathlib import Path

import pytest

from framescope.corpus.read import CorpusWarning
from framescope.errors import InputError, UnknownNameError
from framescope.study import open_corpus, open_lexicon, provenance
from framescope.study.inputs import INPUTS_FILE, build_corpus
from framescope.study.models import CorpusParameters
from framescope.study.spec import STUDY_VARIABLE, Study
from framescope.writing import RUN_FOLDER_VARIABLE


@pytest.fixture
def inside(study: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Stand inside the study, in no run."""
    monkeypatch.delenv(STUDY_VARIABLE, raising=False)
    monkeypatch.delenv(RUN_FOLDER_VARIABLE, raising=False)
    monkeypatch.chdir(study.root / "notebooks")
    return study


def test_a_corpus_is_built_once(study: Study) -> None:
    digest = build_corpus(study, "articles")
    made = (study.build / "articles" / "corpus.json").stat().st_mtime_ns
    assert build_corpus(study, "articles") == digest
    assert (study.build / "articles" / "corpus.json").stat().st_mtime_ns == made
    (study.root / "articles" / "b.txt").write_text("Another article about the same old bridge.\n")
    assert build_corpus(study, "articles") != digest


def test_half_a_build_is_built_again(study: Study) -> None:
    digest = build_corpus(study, "articles")
    (study.build / "articles.json").write_text("{")
    assert build_corpus(study, "articles") == digest
    assert json.loads((study.build / "articles.json").read_text())["corpus"] == digest


def test_a_bad_file_is_told_every_time_and_the_rest_is_read(inside: Study) -> None:
    (inside.root / "articles" / "b.txt").write_bytes(b"text\x00text")
    for _ in range(2):
        with pytest.warns(CorpusWarning, match="b.txt was left out"):
            build_corpus(inside, "articles")
    with pytest.warns(CorpusWarning):
        assert open_corpus("articles").documents["document_id"].tolist() == ["a.txt"]


def test_an_empty_corpus(study: Study) -> None:
    (study.root / "articles" / "a.txt").unlink()
    with pytest.raises(InputError, match="holds no article"):
        build_corpus(study, "articles")


def test_explored_inputs_are_up_to_date(inside: Study) -> None:
    assert len(open_corpus("articles").documents) == 1
    (inside.root / "articles" / "b.txt").write_text("Another article about the same old bridge.\n")
    assert len(open_corpus("articles").documents) == 2
    assert open_lexicon("town").name == "town"
    with pytest.raises(UnknownNameError, match=r"'village'. Known: town"):
        open_lexicon("village")


def test_a_run_reads_what_its_record_holds_and_nothing_else(inside: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = build_corpus(inside, "articles")
    inputs = {"cells": "1", "library": "2", "constraints": None, "corpora": {"articles": corpus}, "lexicons": {}}
    folder = inside.root / "run"
    folder.mkdir()
    (folder / INPUTS_FILE).write_text(json.dumps(inputs))
    monkeypatch.setenv(RUN_FOLDER_VARIABLE, str(folder))
    assert open_corpus("articles").digest == corpus
    with pytest.raises(UnknownNameError, match="lexicons of this run's parameters 'town'"):
        open_lexicon("town")
    parameters = CorpusParameters(corpus="articles", rows=1, min_count=1, seed=1)
    told = provenance(parameters)
    assert told["digests"] == {"corpus articles": corpus, "cells": "1"}
    assert told["parameters"] == parameters.model_dump()


def test_a_draft_has_no_digests(inside: Study) -> None:
    assert Path.cwd() == inside.root / "notebooks"
    assert provenance(CorpusParameters(corpus="articles", rows=1, min_count=1, seed=1))["digests"] == {}
