import numpy as np

import framescope as fs
from framescope.schema import QUOTATIONS, VOICES

TEXT = """\
Mayor calls the bridge “a gift”

“We waited for years.

“Now it is here,” the mayor said. Critics mock the so-called “gift” of the town.

Share this “story”
"""


def voices_of(corpus: fs.Corpus) -> dict[str, str]:
    tokens = corpus.tokens
    words = [TEXT[s : s + n] for s, n in zip(tokens.start, tokens.length.astype(int), strict=True)]
    return dict(zip(words, np.array(VOICES)[tokens.voice], strict=True))


def test_tokens_take_the_voice_of_the_quotation_around_them() -> None:
    voices = voices_of(fs.corpus_from_texts({"a.txt": TEXT}))
    assert {word: voices[word] for word in ("We", "waited", "here", "said", "Critics", "calls")} == {
        "We": "quoted",
        "waited": "quoted",
        "here": "quoted",
        "said": "own",
        "Critics": "own",
        "calls": "own",
    }


def test_parts_of_one_quotation_share_a_group_and_groups_are_counted_by_article() -> None:
    quotations = fs.corpus_from_texts({"a.txt": TEXT, "b.txt": TEXT}).quotations
    for _, own in quotations.groupby("article_id", observed=True):
        speech = own[(own["zone"] == "body") & (own["kind"] == "speech")]
        assert speech["group"].nunique() == 1
        assert len(speech) == 2
        assert set(own["group"]) == set(range(own["group"].nunique()))


def test_who_speaks_is_not_known_yet() -> None:
    quotations = fs.corpus_from_texts({"a.txt": TEXT}).quotations
    unknown = ["speaker", "speaker_name", "source_type", "translated", "cue", "stance", "attribution"]
    assert quotations[unknown].isna().all(axis=None)
    assert list(quotations.columns) == list(QUOTATIONS.columns)
