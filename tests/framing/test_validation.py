from typing import Any

import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.answers import answer_rows, as_codings, units_by_id
from framescope.framing.codebook import Codebook
from framescope.lexicon.model import Lexicon

LEXICON = Lexicon.model_validate(
    {"name": "l", "categories": {"loss": {"terms": [{"term": "lost"}, {"term": "lack*"}]}}}
)
# Thirty sentences of each sort: a hit that is right, a hit that is wrong, a miss, and neither.
SORTS = {
    "The village number {} lost its only well.": "yes",
    "The visitors number {} lost the match.": "no",
    "The town number {} has no water.": "yes",
    "The talks number {} began on Monday.": "no",
}


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    text = "News\n\n" + "\n\n".join(form.format(i) for i in range(30) for form in SORTS) + "\n"
    return fs.corpus_from_texts({"d.txt": text})


@pytest.fixture(scope="module")
def hits(corpus: fs.Corpus) -> pd.DataFrame:
    return fs.find_hits(corpus, LEXICON)


def code(units: pd.DataFrame, book: Codebook, coders: tuple[str, ...] = ("ann",)) -> pd.DataFrame:
    rows = []
    for unit in units_by_id(units).values():
        form = next((form for form in SORTS if form.split("{}")[1] in unit["text"]), None)
        for name in coders:
            answer = "no" if form is None else SORTS[form]
            rows += answer_rows(unit, fs.Coder(name, "human"), book, "conflict", answer)
    return as_codings(rows)


def value(table: pd.DataFrame, score: str, column: str = "value") -> Any:
    return table.loc[table["score"] == score, column].item()


def test_scores_of_a_census_by_hand(corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook) -> None:
    """60 hits, half of them right; 60 yes, half of them found: all scores are one half."""
    units = fs.coding_sample(corpus, 1000)
    table = fs.validate_lexicon(corpus, hits, units, code(units, codebook), gold={"loss": "conflict"})
    assert table["value"].tolist() == [0.5, 0.5, 0.5, 0.5, 0.5]
    assert table["estimable"].all()
    assert ((table["low"] < 0.5) & (table["high"] > 0.5)).all()
    assert value(table, "recall", "n_yes") == 60


def test_weights_make_up_for_the_design(corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook) -> None:
    """As many sentences with a hit are coded as without, and stand for 1.2 and for 4 of their kind.

    Recall is 1.2 * right hits / (1.2 * right hits + 4 * misses); without weights it would be far too high.
    """
    units = fs.coding_sample(corpus, 65, strata=["hit"], hits=hits)
    units = units.groupby("stratum", observed=True).head(15)
    units["weight"] = units["stratum"].map({"hit=yes": 1.2, "hit=no": 4.0}).astype("float64")
    codings = code(units, codebook)
    with_hit = units["stratum"] == "hit=yes"
    drawn = codings.set_index("unit_id").loc[units.loc[~with_hit, "unit_id"], "value"]
    right = codings.set_index("unit_id").loc[units.loc[with_hit, "unit_id"], "value"].eq("yes").sum()
    weights = units.groupby("stratum", observed=True)["weight"].first()
    expected = right * weights["hit=yes"] / (right * weights["hit=yes"] + drawn.eq("yes").sum() * weights["hit=no"])
    table = fs.validate_lexicon(corpus, hits, units, codings, gold={"loss": "conflict"})
    assert value(table, "recall") == pytest.approx(expected)
    corrected = value(table, "share_with_hit") * value(table, "precision") / value(table, "recall")
    assert value(table, "share_corrected") == pytest.approx(corrected)
    assert value(table, "share_corrected") == pytest.approx(value(table, "recall", "prevalence"))
    assert str(value(table, "recall", "remark")).startswith("60 hits: below 300")


def test_without_non_hits_recall_is_unknown(corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook) -> None:
    units = fs.coding_sample(corpus, 1000, strata=["hit"], hits=hits)
    units = units[units["stratum"] == "hit=yes"]
    table = fs.validate_lexicon(corpus, hits, units, code(units, codebook), gold={"loss": "conflict"})
    assert value(table, "precision") == 0.5
    assert pd.isna(value(table, "recall"))
    assert value(table, "recall", "reason") == "no unit without a hit was coded, so what the lexicon misses is unknown"


def test_by_entry_and_false_hits(corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook) -> None:
    units = fs.coding_sample(corpus, 1000)
    codings = code(units, codebook)
    table = fs.validate_lexicon(corpus, hits, units, codings, gold={"loss": "conflict"}, by="entry")
    assert table["entry"].unique().tolist() == ["lost"]  # `lack*` has no hit
    wrong = fs.false_hits(corpus, hits, units, codings, category="loss", element="conflict")
    assert len(wrong) == 30
    assert wrong["right"].str.contains("match").all()


def test_ties_between_coders_are_not_broken(corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook) -> None:
    units = fs.coding_sample(corpus, 1000)
    codings = code(units, codebook, ("ann", "bob"))
    codings.loc[(codings["coder"] == "bob") & codings["unit_id"].eq(units["unit_id"].iloc[0]), "value"] = "no"
    table = fs.validate_lexicon(corpus, hits, units, codings, gold={"loss": "conflict"})
    assert value(table, "precision", "n_units") == len(units) - 1


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"gold": {"gain": "conflict"}}, "Unknown category 'gain'"),
        ({"gold": {"loss": "cause"}}, "Unknown element 'cause'"),
        ({"gold": {"loss": "conflict"}, "by": "word"}, "Unknown grouping 'word'"),
    ],
)
def test_what_is_unknown_is_refused(
    corpus: fs.Corpus, hits: pd.DataFrame, codebook: Codebook, wish: dict[str, object], message: str
) -> None:
    units = fs.coding_sample(corpus, 5)
    with pytest.raises(FramescopeError, match=message):
        fs.validate_lexicon(corpus, hits, units, code(units, codebook), **wish)  # type: ignore[arg-type]  # on purpose
