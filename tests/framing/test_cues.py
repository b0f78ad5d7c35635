import pytest

import framescope as fs
from framescope.lexicon.model import Lexicon

TEXT = """\
Bridge closed

Families had no water for a month, and the shortage spread. The mayor blamed years of neglect.

"Only a truce will end the shortage," she said. Nobody answered.
"""
LEXICON = Lexicon.model_validate(
    {
        "name": "town",
        "categories": {
            "harm": {"function": "problem", "terms": ["shortage*", "no water"]},
            "blame": {"function": "cause", "terms": ["neglect*"]},
            "way out": {"function": "remedy", "terms": ["truce*"], "counterpart": "surrender"},
            "praise": {"function": "evaluation", "terms": ["heroic"], "counterpart": "cowardly"},
            "place": {"terms": ["bridge"]},
        },
        "naming": {
            "people": {
                "labels": {
                    "families": {"terms": ["families"]},
                    "mob": {"orientation": "delegitimising", "terms": ["mob"]},
                }
            }
        },
    }
)


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    return fs.corpus_from_texts({"a.txt": TEXT})


def test_a_sentence_is_listed_once_for_each_function(corpus: fs.Corpus) -> None:
    table = fs.cues(corpus, fs.find_hits(corpus, LEXICON), LEXICON)
    assert table[["function", "cues", "voice"]].astype(str).to_numpy().tolist() == [
        ["problem", "no water | shortage", "own"],
        ["problem", "shortage", "quoted"],
        ["cause", "neglect", "own"],
        ["remedy", "truce", "quoted"],
    ]
    assert table["sentence"].iloc[0] == "Families had no water for a month, and the shortage spread."
    assert TEXT[table["start"].iloc[0] : table["end"].iloc[0]] == "no water"


def test_a_view_leaves_out_what_it_does_not_read(corpus: fs.Corpus) -> None:
    outside = fs.View(voice=("own",))
    table = fs.cues(corpus, fs.find_hits(corpus, LEXICON), LEXICON, view=outside)
    assert table["function"].tolist() == ["problem", "cause"]


def test_labels_that_lean_point_to_a_role() -> None:
    text = "Bridge closed\n\nThe mob came at noon, and the mob went home in the evening. Families stayed.\n"
    corpus = fs.corpus_from_texts({"a.txt": text})
    row = fs.role_cues(corpus, fs.find_hits(corpus, LEXICON), LEXICON)
    assert row[["set", "role", "labels", "count", "n_articles", "tier"]].astype(str).to_numpy().tolist() == [
        ["people", "antagonist", "mob (2)", "2", "1", "not assessed"]
    ]
    assert row["sentence"].item() == "The mob came at noon, and the mob went home in the evening."


def test_absent_wordings_name_their_counterpart_or_orientation(corpus: fs.Corpus) -> None:
    table = fs.absent_wordings(corpus, fs.find_hits(corpus, LEXICON), LEXICON)
    rows = table[["set", "category", "orientation", "counterpart"]].astype(object).where(table.notna(), None)
    assert rows.to_numpy().tolist() == [
        ["categories", "praise", None, "cowardly"],
        ["people", "mob", "delegitimising", None],
    ]
    assert table["n_units"].tolist() == [1, 1]


def test_no_cue_no_row(corpus: fs.Corpus) -> None:
    hits = fs.find_hits(corpus, LEXICON)
    assert fs.cues(corpus, hits[hits["category"] == "place"], LEXICON).empty
