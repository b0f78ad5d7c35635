import numpy as np

from framescope.corpus.build import corpus_from_texts
from framescope.corpus.linekeys import line_keys


def test_a_key_stands_for_the_words_of_a_line_in_their_order() -> None:
    texts = {
        "a": "The river rose.\nRose the river\n***\nthe “River” rose",
        "b": "Nothing\nThe river rose\n",
    }
    corpus = corpus_from_texts(texts)
    lines = corpus.lines
    begin = np.array([0, len(texts["a"]) + 1])  # laid end to end, a character apart
    place = (lines["document_id"] == "b").to_numpy().astype(np.int64)
    starts, ends = (begin[place] + lines[name].to_numpy() for name in ("start", "end"))
    keys, words = line_keys(corpus.tokens, corpus.tokens.documents, begin, starts, ends)
    assert words.tolist() == [3, 3, 0, 3, 1, 3]
    same = {i for i, key in enumerate(keys) if key == keys[0]}
    assert same == {0, 3, 5}
    assert len(set(keys.tolist())) == 4  # beside it: another order, no words, "Nothing"
