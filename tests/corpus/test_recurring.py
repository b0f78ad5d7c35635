"""What an outlet repeats from article to article; every text here is invented."""

from pathlib import Path
from typing import TypedDict

import numpy as np
import pandas as pd
import pytest

from framescope.corpus.build import build_corpus, corpus_from_texts
from framescope.corpus.corrections import Corrections
from framescope.corpus.metadata import Metadata, Statement
from framescope.corpus.model import Corpus
from framescope.corpus.read import read_corpus
from framescope.corpus.recurring import Part, Recurrence, recurring_lines
from framescope.corpus.shard import label_shard
from framescope.corpus.sharded import build_sharded
from framescope.corpus.store import load_corpus

THINGS = ("harbour", "bridge", "market", "station", "river", "theatre")
CLOSING = "All reports of our desk appear daily."
BACKGROUND = (
    "The war in the north began in the spring of that year, when the army of the republic crossed the river and took "
    "the towns along the old road in less than a week."
)


def story(thing: str, *more: str, first: str = "") -> str:
    own = [
        f"The {thing} was reopened on Monday after nine days of repairs, the operator said in a statement.",
        f"Nobody had expected the {thing} to hold for more than a year, and the {thing} did not.",
    ]
    return "\n\n".join([f"The {thing} at last", *filter(None, [first]), *own, *more]) + "\n"


class Told(TypedDict):
    documents: pd.DataFrame
    metadata: Metadata


def told(texts: dict[str, str]) -> Told:
    said = {f"{name}#0": {"outlet": Statement(value="The Herald", source="the folder")} for name in texts}
    return {"documents": corpus_from_texts(texts).documents, "metadata": Metadata(articles=said)}


def corpus_of(texts: dict[str, str], corrections: Corrections | None = None) -> Corpus:
    return build_corpus(**told(texts), corrections=corrections)


def kind_of(corpus: Corpus, value: str) -> list[str]:
    lines = corpus.lines.astype({"document_id": "str"})
    spans = zip(lines["document_id"], lines["start"], lines["end"], lines["kind"], strict=True)
    return [kind for name, start, end, kind in spans if corpus.text(name)[start:end].strip() == value]


@pytest.fixture(scope="module")
def closing() -> Corpus:
    return corpus_of({f"{thing}.txt": story(thing, CLOSING) for thing in THINGS})


def test_a_line_that_closes_every_report_of_an_outlet_is_its_furniture(closing: Corpus) -> None:
    assert kind_of(closing, CLOSING) == ["furniture"] * 6
    changed = closing.lines[closing.lines["rule"] == "recurs-at-outlet"]
    assert changed["article_id"].isna().all()
    said = closing.evidence[closing.evidence["field"] == "furniture"]
    assert said["value"].tolist() == [CLOSING] * 6
    assert said["rule"].unique().tolist() == ["in 6 documents of The Herald"]
    # Seven words are no longer counted, nor read.
    plain = corpus_from_texts({f"{thing}.txt": story(thing, CLOSING) for thing in THINGS})
    assert (plain.articles["n_tokens"] - closing.articles["n_tokens"]).tolist() == [7] * 6
    assert (plain.tokens.zone != closing.tokens.zone).sum() == 42


def test_what_opens_every_report_is_furniture_too() -> None:
    greeting = "Good morning from our desk."
    assert kind_of(corpus_of({thing: story(thing, first=greeting) for thing in THINGS}), greeting) == ["furniture"] * 6


def test_without_an_outlet_or_at_different_ones_nothing_recurs() -> None:
    texts = {thing: story(thing, CLOSING) for thing in THINGS}
    assert kind_of(corpus_from_texts(texts), CLOSING) == ["body"] * 6
    said = {f"{name}#0": {"outlet": Statement(value=f"The {name}", source="x")} for name in texts}
    apart = build_corpus(corpus_from_texts(texts).documents, metadata=Metadata(articles=said))
    assert kind_of(apart, CLOSING) == ["body"] * 6


def test_two_documents_tell_nothing() -> None:
    assert kind_of(corpus_of({thing: story(thing, CLOSING) for thing in THINGS[:2]}), CLOSING) == ["body"] * 2


def test_a_paragraph_of_background_is_text() -> None:
    texts = {thing: story(thing, BACKGROUND if i < 3 else "") for i, thing in enumerate([*THINGS, "a", "b", "c", "d"])}
    assert kind_of(corpus_of(texts), BACKGROUND) == ["body"] * 3


def test_a_line_between_text_of_the_article_s_own_is_text() -> None:
    after = [f"Three trains left the {thing} before noon, and none of them has come back so far." for thing in THINGS]
    texts = {thing: story(thing, "And then it rained.", after[i]) for i, thing in enumerate(THINGS)}
    assert kind_of(corpus_of(texts), "And then it rained.") == ["body"] * 6


def test_versions_of_one_story_keep_their_text() -> None:
    texts = {f"{i}.txt": story("harbour", f"It was the {i}th time this year.", CLOSING) for i in range(6)}
    assert set(corpus_of(texts).lines["kind"]) == {"title", "body", "blank"}


def test_a_reader_s_decision_stands() -> None:
    entry = {
        "document": "river", "line": 7, "decision": "kind", "kind": "body", "expect": CLOSING, "reason": "meant",
        "by": "A. B.", "coder_kind": "human",
    }  # fmt: skip
    corrections = Corrections.model_validate({"corrections": [entry]})
    corpus = corpus_of({thing: story(thing, CLOSING) for thing in THINGS}, corrections=corrections)
    assert sorted(kind_of(corpus, CLOSING)) == ["body", *["furniture"] * 5]


def test_how_often_is_a_parameter() -> None:
    shard = label_shard(**told({thing: story(thing, CLOSING) for thing in THINGS[:2]}))
    tables, sizes = shard.tables, {name: len(table) for name, table in shard.tables.items()}
    parts = [Part(shard.keyed, sizes, lambda: (tables["documents"], tables["lines"]))]
    assert recurring_lines(parts, tables["articles"], Recurrence(documents=2))["value"].tolist() == [CLOSING] * 2
    assert not len(recurring_lines(parts, tables["articles"], Recurrence(documents=3)))


def test_a_corpus_built_in_shards_and_in_steps_has_the_same_labels(tmp_path: Path) -> None:
    source, folder = tmp_path / "articles", tmp_path / "built"
    source.mkdir()
    rows = [f'{thing},The Herald,"{story(thing, CLOSING)}"' for thing in THINGS]
    for i, row in enumerate(rows):
        (source / f"{i}.csv").write_text(f"id,outlet,text\n{row}\n", encoding="utf-8")
        if i in (1, 5):  # two of them first, all of them then
            build_sharded(source, folder, size=300)
    built = load_corpus(folder)
    whole = read_corpus(source)
    for name in ("lines", "articles", "evidence", "quotations"):
        pd.testing.assert_frame_equal(built.tables[name], whole.tables[name], check_categorical=False)
    np.testing.assert_array_equal(built.tokens.zone, whole.tokens.zone)
    assert kind_of(built, CLOSING) == ["furniture"] * 6
    saved = load_corpus(whole.save(tmp_path / "saved"))
    assert kind_of(saved, CLOSING) == ["furniture"] * 6
