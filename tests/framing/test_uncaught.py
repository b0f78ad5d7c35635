import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError
from framescope.lexicon.model import Lexicon

LEXICON = Lexicon.model_validate(
    {"name": "l", "categories": {"loss": {"terms": ["ruined"]}, "joy": {"terms": ["festive"]}}}
)
# `shattered` stands where `ruined` does, `merry` where `festive` does.
TEXT = "Town news\n\n" + "\n\n".join(
    sentence.format(word)
    for pair in zip(["ruined", "shattered"] * 6, ["festive", "merry"] * 6, strict=True)
    for sentence, word in zip(
        ("The shells left the {} houses of the quarter behind.", "Dancers filled the {} square with songs today."),
        pair,
        strict=True,
    )
)
REFERENCE = pd.Series({"the": 60_000, "of": 30_000, "with": 9_000, "today": 900}, name="count")


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    corpus = fs.corpus_from_texts({"a.txt": TEXT + "\n"})
    return fs.uncaught(corpus, fs.find_hits(corpus, LEXICON), reference=REFERENCE, window=3).set_index("term")


def test_words_of_like_company_are_put_beside_their_category(table: pd.DataFrame) -> None:
    assert table["nearest_by_context"]["shattered"] == "loss"
    assert table["nearest_by_context"]["merry"] == "joy"
    assert table["nearest_by_company"]["houses"] == "loss"
    assert table["nearest_by_company"]["dancers"] == "joy"


def test_what_entries_catch_is_not_listed(table: pd.DataFrame) -> None:
    assert not {"ruined", "festive"} & set(table.index)
    assert table["count"]["shattered"] == 6
    assert table["n_articles"]["shattered"] == 1
    assert "the" not in table.index  # as frequent elsewhere


def test_numbers_must_be_numbers() -> None:
    corpus = fs.corpus_from_texts({"a.txt": TEXT})
    with pytest.raises(FramescopeError, match="at least 1; not 0, 5 and 5"):
        fs.uncaught(corpus, fs.find_hits(corpus, LEXICON), n=0)


def test_a_lexicon_without_a_hit_leaves_the_nearest_open() -> None:
    corpus = fs.corpus_from_texts({"a.txt": TEXT})
    none = Lexicon.model_validate({"name": "l", "categories": {"x": {"terms": ["zebra"]}}})
    table = fs.uncaught(corpus, fs.find_hits(corpus, none), reference=REFERENCE)
    assert table["nearest_by_context"].isna().all()
    assert len(table) > 3
