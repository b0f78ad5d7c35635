import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.answers import answer_rows, as_codings, units_by_id
from framescope.framing.codebook import read_codebook
from framescope.lexicon.model import Lexicon

TEXT = (
    "Town taken\n\nThe rebels left the town at dawn, and the terrorists fled to the hills. The rebels in parliament "
    "want a vote. Rebels and all other fighters are terrorists, the general said on Monday. Terrorists exist.\n"
)
BOOK = read_codebook("codebooks/naming-referents.yaml")


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    return fs.corpus_from_texts({"a.txt": TEXT})


@pytest.fixture(scope="module")
def hits(corpus: fs.Corpus) -> pd.DataFrame:
    labels = {name: {"orientation": "mixed", "terms": [{"term": f"{name[:-1]}*"}]} for name in ("rebels", "terrorists")}
    naming = {"armed": {"referent": "armed groups", "labels": labels}}
    return fs.find_hits(corpus, Lexicon.model_validate({"name": "l", "naming": naming}))


def coded(corpus: fs.Corpus, hits: pd.DataFrame, answers: dict[str, list[str | None]]) -> pd.DataFrame:
    units = units_by_id(fs.coding_sample(corpus, 99, unit="mention", hits=hits))
    rows = [
        row
        for name, said in answers.items()
        for unit, answer in zip(units.values(), said, strict=True)
        for element in ("referent", "agent")
        for row in answer_rows(
            unit, fs.Coder(name, "human"), BOOK, element, answer if element == "referent" else "none"
        )
    ]
    return fs.coded_referents(as_codings(rows), set="armed")


ONE: dict[str, list[str | None]] = {"ann": ["same", "same", "other", "same", "fused", "none"]}


def test_shares_over_coded_mentions_by_hand(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    """Six mentions: rebels same twice, terrorists same once and fused once; two are nobody of this kind."""
    table = fs.naming(corpus, hits, referent="armed", coded=coded(corpus, hits, ONE))
    assert table.set_index("label")["count"].to_dict() == {"rebels": 2, "terrorists": 1, "(fused)": 1}
    assert table["share"].tolist() == [0.5, 0.25, 0.25]
    assert set(table["basis"]) == {"referent coded for 6 of 6 mentions (ann: human)"}


def test_coders_who_differ_make_it_unclear(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    two: dict[str, list[str | None]] = {**ONE, "bob": ["same", "fused", "other", "same", "fused", "none"]}
    table = fs.naming(corpus, hits, referent="armed", coded=coded(corpus, hits, two))
    assert table.set_index("label")["count"].to_dict() == {
        "rebels": 2, "terrorists": 0, "(fused)": 1, "(unclear)": 1,
    }  # fmt: skip
    assert set(table["basis"]) == {"referent coded for 6 of 6 mentions (ann: human, bob: human)"}


def test_mentions_carry_what_was_coded_and_agents_group_them(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    first = fs.mentions(corpus, hits, set="armed")["mention_id"].head(3)
    codes = coded(corpus, hits, ONE)
    codes = codes[codes["mention_id"].isin(first)]
    listed = fs.mentions(corpus, hits, set="armed", coded=codes)
    assert listed["referent"].fillna("").tolist() == ["same", "same", "other", "", "", ""]
    assert listed["referent_by"].tolist() == ["ann: human"] * 3 + ["not coded"] * 3
    table = fs.naming(corpus, hits, referent="armed", coded=codes, by="agent")
    assert set(table["agent"]) == {"none"}
    assert set(table["basis"]) == {"referent coded for 3 of 6 mentions (ann: human)"}
    with pytest.raises(FramescopeError, match="Unknown key in by 'agent'"):
        fs.naming(corpus, hits, referent="armed", by="agent")


def test_tables_that_are_no_codes_are_refused(corpus: fs.Corpus, hits: pd.DataFrame) -> None:
    codes = coded(corpus, hits, ONE)
    with pytest.raises(FramescopeError, match=r"lacks the column\(s\) agent"):
        fs.naming(corpus, hits, referent="armed", coded=codes.drop(columns="agent"))
    with pytest.raises(FramescopeError, match="stands twice"):
        fs.naming(corpus, hits, referent="armed", coded=pd.concat([codes, codes]))
