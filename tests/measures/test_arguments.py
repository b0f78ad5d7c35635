"""Arguments of the wrong kind: a path for a corpus, two arguments in the wrong order, a number as text."""

import inspect
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError, InputError

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
#: Functions that a text is right for, or that need nothing.
GIVEN_TEXT = {"general_english", "mask_emails", "measures", "show_concordance", "show_table", "voice_quality"}
PUBLIC = {name: getattr(fs, name) for name in dir(fs) if not name.startswith("_")}
FUNCTIONS = [name for name, one in PUBLIC.items() if callable(one) and not inspect.isclass(one)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_refuses_a_name_in_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    function = PUBLIC[name]
    asked = [one for one in inspect.signature(function).parameters.values() if one.default is one.empty]
    given = ["seeds" for one in asked if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: "seeds" for one in asked if one.kind is one.KEYWORD_ONLY}
    if name in GIVEN_TEXT:
        function(*given, **named)
    else:
        with pytest.raises(FramescopeError):
            function(*given, **named)
    assert not list(tmp_path.iterdir())


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
