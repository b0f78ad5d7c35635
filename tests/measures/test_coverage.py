import pytest

import framescope as fs
from framescope.errors import UnknownNameError
from framescope.measures.coverage import coverage, left_out


@pytest.fixture(scope="module")
def corpus() -> fs.Corpus:
    return fs.read_corpus("seeds")


def test_without_a_view_every_token_is_counted_once(corpus: fs.Corpus) -> None:
    for by in (("document_id",), ("article_id", "zone"), ("voice",), ("story", "zone", "voice")):
        assert coverage(corpus, by=by)["n_tokens"].sum() == len(corpus.tokens)


def test_the_default_view_counts_the_tokens_of_the_articles(corpus: fs.Corpus) -> None:
    counts = coverage(corpus, by=["article_id"], view=fs.View()).set_index("article_id")["n_tokens"]
    assert counts.to_dict() == corpus.articles.set_index("article_id")["n_tokens"].to_dict()


def test_what_is_left_out_is_listed_with_its_rule(corpus: fs.Corpus) -> None:
    table = left_out(corpus)
    kinds = corpus.lines["kind"].value_counts()
    read = kinds[["title", "heading", "body", "blank"]].sum()
    assert len(table) == len(corpus.lines) - read
    assert not table["rule"].isna().any()
    assert left_out(corpus, fs.View(zones=None)).empty


def test_an_unknown_key(corpus: fs.Corpus) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown key 'zones'. Did you mean 'zone'"):
        coverage(corpus, by=["zones"])
