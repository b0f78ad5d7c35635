import textwrap

import numpy as np
import pytest

import framescope as fs
from framescope.schema import VOICES

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


ARTICLE = """\
Talks end without agreement

Foreign Minister Ann Lee said the talks had failed. “We tried for a year,” she said. “It was not enough.”

Lee blamed the rebels for the failure. Their spokesman, Omar Haddad, denied it.

“She was never serious,” Haddad said through a translator. “Nobody was.”

Residents of the town said in Arabic that they were tired.

“Is this peace?”

Nobody answered.
"""


def told(corpus: fs.Corpus, *columns: str) -> list[tuple[object, ...]]:
    quotations = corpus.quotations.astype(object).where(corpus.quotations.notna(), None)
    return list(quotations[list(columns)].itertuples(index=False, name=None))


def test_each_quotation_has_its_speaker_under_one_name_and_the_evidence() -> None:
    corpus = fs.corpus_from_texts({"a.txt": ARTICLE})
    assert told(corpus, "kind", "speaker", "speaker_name", "named_by", "attribution") == [
        ("indirect", "Foreign Minister Ann Lee", "Ann Lee", "as written", "tag before"),
        ("speech", "she", "Ann Lee", "pronoun", "tag after"),
        ("speech", "she", "Ann Lee", "pronoun", "continuation"),
        ("indirect", "Lee", "Ann Lee", "same name", "tag before"),
        ("speech", "Haddad", "Omar Haddad", "same name", "tag after"),
        ("speech", "Haddad", "Omar Haddad", "same name", "continuation"),
        ("indirect", "Residents of the town", "residents of the town", "as written", "tag before"),
        ("speech", "Residents of the town", "residents of the town", "as written", "previous paragraph"),
    ]


def test_source_type_and_language_are_what_the_text_says() -> None:
    corpus = fs.corpus_from_texts({"a.txt": ARTICLE})
    assert list(dict.fromkeys(told(corpus, "speaker_name", "source_type", "translated", "language_spoken"))) == [
        ("Ann Lee", "official", "unknown", None),
        ("Omar Haddad", "official", "yes", None),
        ("residents of the town", "civilian", "yes", "ar"),
    ]


def test_voices_of_the_whole_article() -> None:
    corpus = fs.corpus_from_texts({"a.txt": ARTICLE})
    text, tokens = corpus.text("a.txt"), corpus.tokens
    words: dict[str, list[str]] = {voice: [] for voice in VOICES}
    for start, length, code in zip(tokens.start, tokens.length.astype(int), tokens.voice, strict=True):
        words[VOICES[code]].append(text[start : start + length])
    assert " ".join(words["reported"]) == "the talks had failed the rebels for the failure that they were tired"
    assert " ".join(words["quoted"]) == (
        "We tried for a year It was not enough She was never serious Nobody was Is this peace"
    )


def test_a_language_without_rules_is_not_assessed() -> None:
    german = "Der Minister sagte, dass die Brücke geschlossen sei und nie wieder öffne. „Es ist aus“, sagte er. " * 4
    corpus = fs.corpus_from_texts({"a.txt": german, "b.txt": ARTICLE})
    assert corpus.articles["language"].tolist() == ["de", "en"]
    german_tokens = corpus.tokens.voice[: corpus.tokens.documents[1]]
    assert {VOICES[code] for code in german_tokens} == {"unassessed"}
    assert set(corpus.quotations["article_id"]) == {"b.txt#0"}


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for years and nothing came. " * 2_000,
        "”“\"'" * 20_000,
        "He said that the bridge and the road and the town " * 4_000,
        "said " * 40_000,
        "قال الوزير «إن الجسر مغلق» وأضاف أن الطريق مفتوح. " * 2_000,
        "“”\n\n" * 5_000,
    ],
    ids=["unclosed", "marks", "no full stop", "cues", "right to left", "empty"],
)
def test_bad_input_gives_rows_within_the_text(text: str) -> None:
    corpus = fs.corpus_from_texts({"a.txt": text})
    quotations = corpus.quotations
    assert ((quotations["start"] < quotations["end"]) & (quotations["end"] <= len(text))).all()
    assert len(corpus.tokens.voice) == len(corpus.tokens.term)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Lee said: “It is over.\n\nThe town was quiet on Monday.\n"
    corpus = fs.corpus_from_texts({"a.txt": text})
    ((unclosed, start, end),) = told(corpus, "unclosed", "start", "end")
    assert (unclosed, text[int(str(start)) : int(str(end))]) == (True, "It is over.")


def test_nobody_goes_on_speaking_in_the_furniture() -> None:
    text = (
        "Town gets its bridge\n\n"
        "The mayor said the bridge was “long overdue” and would open soon, after years of work.\n\n"
        "The post Town gets “the bridge that nobody had wanted to pay for” appeared first on The Daily.\n"
    )
    quotations = fs.corpus_from_texts({"a.txt": text}).quotations
    furniture = quotations[quotations["zone"] == "furniture"]
    assert len(furniture) == 1
    assert furniture["speaker"].isna().all()


def test_quotations_run_on_where_a_paragraph_was_broken_at_a_fixed_width() -> None:
    said = "“We will open the harbour to every ship with flour, and nobody will be turned away from it,” she said. "
    paragraphs = [f"The governor came to the town on {day}. {(said * 3).strip()}" for day in ("Sunday", "Friday night")]
    text = "\n\n".join(["Harbour of Northport", *paragraphs])
    wrapped = "\n\n".join(textwrap.fill(one, 70) for one in text.split("\n\n"))
    spans = [
        fs.corpus_from_texts({"a.txt": one}).quotations[["kind", "start", "end", "speaker", "group"]]
        for one in (text, wrapped)
    ]
    assert spans[0].equals(spans[1])
    assert (spans[0]["kind"] == "speech").sum() == 6


def test_what_an_article_says_does_not_depend_on_the_one_behind_it() -> None:
    texts = {
        "a.txt": "Ann Lee described the bridge as “a gift to the town.”",
        "b.txt": "said Omar Haddad, who repaired it <b",
        "c.txt": "“We like it>,” she said.",
    }
    together = fs.corpus_from_texts(texts).quotations.astype({"article_id": "str"})
    for name, text in texts.items():
        alone = fs.corpus_from_texts({name: text}).quotations.astype({"article_id": "str"})
        own = together[together["article_id"] == f"{name}#0"].reset_index(drop=True)
        assert own.astype(object).equals(alone.astype(object))
    assert together["speaker"].tolist()[-2:] == ["Ann Lee", "she"]
