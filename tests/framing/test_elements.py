import framescope as fs
from framescope.framing.answers import answer_rows, as_codings, units_by_id
from framescope.framing.codebook import Codebook

TEXT = "Town taken\n\nThe town has no water. The talks began on Monday, and nobody came.\n"


def test_shares_of_sentences_by_hand(codebook: Codebook) -> None:
    """Title, two sentences: one is coded as a conflict, one could not be decided: 1 of 2."""
    corpus = fs.corpus_from_texts({"a.txt": TEXT, "b.txt": TEXT.replace("water", "bread")})
    units = units_by_id(fs.coding_sample(corpus, 99))
    answers = {"Town taken": None, "The town has no water.": "yes"}
    rows = [
        row
        for unit in units.values()
        for row in answer_rows(unit, fs.Coder("ann", "human"), codebook, "conflict", answers.get(unit["text"], "no"))
    ]
    table = fs.elements_by_article(corpus, as_codings(rows))
    assert table[["article_id", "n_yes", "n_units", "share"]].to_numpy().tolist() == [
        ["a.txt#0", 1, 2, 0.5],
        ["b.txt#0", 0, 2, 0.0],
    ]
    changed = fs.corpus_from_texts({"a.txt": TEXT + "More of it was said.\n", "b.txt": TEXT.replace("water", "bread")})
    assert fs.elements_by_article(changed, as_codings(rows))["article_id"].tolist() == ["b.txt#0"]
