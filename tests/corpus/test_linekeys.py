import numpy as np

from framescope.corpus.columns import token_columns
from framescope.corpus.labelled import label_documents
from framescope.corpus.linekeys import line_keys

TEXTS = {
    "a": "The river rose.\nRose the river\n***\nthe “River” rose",
    "b": "Nothing\nThe river rose\n",
}


def test_a_key_stands_for_the_words_of_a_line_in_their_order() -> None:
    documents = label_documents(TEXTS, {})
    tokens = token_columns(documents, np.zeros(len(documents.tokens.term), dtype=np.uint8))
    keys, words = line_keys(tokens, documents.tokens_in_lines)
    assert words.tolist() == [3, 3, 0, 3, 1, 3]
    same = {i for i, key in enumerate(keys) if key == keys[0]}
    assert same == {0, 3, 5}
    assert len(set(keys.tolist())) == 4  # beside it: another order, no words, "Nothing"
