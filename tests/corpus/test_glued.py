"""What a shared passage says about documents that hold two articles; every text here is invented."""

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.model import Corpus


def report(thing: str, n: int = 8) -> list[str]:
    """Return paragraphs that share no word with those about another thing."""
    return [" ".join(f"{thing}{i}x{k}" for k in range(30)) + "." for i in range(n)]


def document(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


def told(corpus: Corpus) -> list[tuple[str, str, str, str]]:
    found = corpus.evidence[(corpus.evidence["field"] == "boundary") & (corpus.evidence["source"] == "corpus")]
    return list(found[["document_id", "value", "rule", "confidence"]].astype("str").itertuples(index=False, name=None))


def test_a_passage_that_ends_in_mid_document_is_reported_and_not_split() -> None:
    corpus = corpus_from_texts(
        {
            "alone.txt": document("Comet over the land", *report("comet")),
            "glued.txt": document("Comet over the land", *report("comet"), "Tram on fire", *report("tram")),
        }
    )
    assert told(corpus) == [("glued.txt", "Tram on fire", "shared-passage-ends", "uncertain")]
    assert len(corpus.articles) == 2


def test_a_passage_that_begins_in_mid_document_names_the_headline_above_it() -> None:
    corpus = corpus_from_texts(
        {
            "alone.txt": document("Comet seen from everywhere", *report("comet")),
            "glued.txt": document("Tram on fire", *report("tram"), "Comet over the land", *report("comet")),
        }
    )
    assert told(corpus) == [("glued.txt", "Comet over the land", "shared-passage-begins", "uncertain")]


def test_copies_and_short_additions_say_nothing() -> None:
    whole = document("Comet over the land", *report("comet"))
    assert told(corpus_from_texts({"a.txt": whole, "b.txt": whole})) == []
    longer = document("Comet over the land", *report("comet"), "The paper did not answer any of these letters.")
    assert told(corpus_from_texts({"a.txt": whole, "b.txt": longer})) == []


def test_articles_that_share_a_quotation_say_nothing() -> None:
    shared = report("comet", 2)
    corpus = corpus_from_texts(
        {
            "a.txt": document("Comet over the land", *shared, *report("train")),
            "b.txt": document("Tram on fire", *report("tram"), *shared),
        }
    )
    assert told(corpus) == []
