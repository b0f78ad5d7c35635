"""Arguments of the wrong kind: a path for a corpus, two arguments in the wrong order, a number as text."""

from typing import Any

import pandas as pd
import pytest

import framescope as fs
from framescope.errors import InputError

TEXTS = {"a.txt": "The rebels left the town.\n\nThe war goes on.", "b.txt": "The war began.\n\nRebels came."}
CORPUS = fs.corpus_from_texts(TEXTS)
HITS = fs.find_terms(CORPUS, ["rebels", "war"])
VIEWED = (
    fs.articles_read, fs.article_texts, fs.corrected_voices, fs.count_terms, fs.coverage, fs.cue_stances, fs.dispersion,
    fs.left_out, fs.phrases, fs.similarity, fs.voice_shares, fs.voice_stretches,
)  # fmt: skip
OF_HITS = (
    fs.collocations, fs.company, fs.concordance, fs.concordance_lines, fs.count_matrix, fs.count_near, fs.frequency,
    fs.positions, fs.trend, fs.window_counts,
)  # fmt: skip


@pytest.mark.parametrize("measure", [*VIEWED, fs.quoted_passages, fs.shared_passages, fs.passage_places, fs.stories])
def test_a_path_is_no_corpus(measure: Any) -> None:
    with pytest.raises(InputError, match=r"^corpus is what fs\.read_corpus returns; not 'seeds'\.$"):
        measure("seeds")


@pytest.mark.parametrize("measure", [*VIEWED, *OF_HITS])
def test_the_name_of_a_voice_is_no_view(measure: Any) -> None:
    with pytest.raises(InputError, match=r"^view is what fs\.View\(\.\.\.\) returns; not 'own'\.$"):
        measure(CORPUS, *([HITS] if measure in OF_HITS else []), view="own")


@pytest.mark.parametrize("measure", OF_HITS)
def test_a_corpus_is_no_table_of_hits_and_a_table_no_corpus(measure: Any) -> None:
    with pytest.raises(InputError, match=r"^hits is what fs\.find_hits returns; not Corpus\.$"):
        measure(CORPUS, CORPUS)
    with pytest.raises(InputError, match=r"^corpus is what fs\.read_corpus returns; not DataFrame\.$"):
        measure(HITS, CORPUS)


def test_a_path_is_no_lexicon() -> None:
    with pytest.raises(InputError, match=r"^lexicon is what fs\.read_lexicon returns; not 'syria-war\.yaml'\.$"):
        fs.find_hits(CORPUS, "syria-war.yaml")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"level": "95"}, "level is a number; not '95'"),
        ({"n_resamples": "many"}, "n_resamples is a whole number; not 'many'"),
        ({"n_resamples": 2000.0}, r"n_resamples is a whole number; not 2000\.0"),
        ({"seed": None}, "seed is a whole number; not None"),
        ({"seed": True}, "seed is a whole number; not True"),
    ],
)
def test_a_number_is_no_text_and_a_count_no_fraction(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        fs.frequency(CORPUS, HITS, **options)


@pytest.mark.parametrize("option", ["min_count", "k", "alpha", "family", "prior", "n_target"])
def test_settings_of_keyness_are_numbers(option: str) -> None:
    with pytest.raises(InputError, match=rf"{option} is a (whole )?number; not 'x'"):
        fs.keyness(pd.Series({"a": 1}), pd.Series({"a": 2}), **{option: "x"})  # type: ignore[arg-type]  # what is tested


def test_numbers_of_other_functions_are_numbers() -> None:
    counts = fs.count_terms(CORPUS)
    bad: Any = "2"
    with pytest.raises(InputError, match=r"^width is a whole number; not '2'\.$"):
        fs.concordance(CORPUS, HITS, width=bad)
    with pytest.raises(InputError, match=r"^min_count is a whole number; not '2'\.$"):
        fs.dispersion(CORPUS, min_count=bad)
    with pytest.raises(InputError, match=r"^order is a number; not '2'\.$"):
        fs.word_shift(counts, counts, measure="tsallis_shift", order=bad)
