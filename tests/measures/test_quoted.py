import framescope as fs


def test_every_quotation_is_listed_with_its_words() -> None:
    corpus = fs.corpus_from_texts({"a.txt": "The mayor spoke.\n\n“We  waited\nfor years,” she said of the “gift”."})
    table = fs.quoted_passages(corpus)
    assert len(table) == len(corpus.quotations)
    assert table["text"].tolist()[0].startswith("We waited")
    assert "gift" in table["text"].tolist()


def test_a_corpus_without_quotations() -> None:
    assert fs.quoted_passages(fs.corpus_from_texts({"a.txt": "Nothing is quoted."})).empty
