from typing import Any

import pytest

from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.study.models import MODELS
from framescope.study.parameters import check_parameters, input_fields, model_for

LEXICON: dict[str, Any] = {
    "corpus": "articles",
    "lexicon": "town",
    "zones": ["title", "body"],
    "voice": None,
    "copies": "one",
    "n_resamples": 500,
    "seed": 1,
    "terms": ["bridge"],
    "width": 60,
}


def test_parameters_become_a_view() -> None:
    # A notebook hands over all its names; what is no parameter is not looked at.
    checked = check_parameters("02_lexicon", {**LEXICON, "fs": object(), "n": 3})
    assert checked.view == View(zones=("title", "body"), voice=None, copies="one")
    assert checked.terms == ["bridge"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"seed": "7"}, "seed: Input should be a valid integer (found '7')"),
        ({"seed": True}, "seed: Input should be a valid integer (found True)"),
        ({"copies": "two"}, "copies: Input should be 'all' or 'one' (found 'two')"),
        ({"zones": ["bodi"]}, "Unknown zone 'bodi'. Did you mean 'body'? Known: title, heading"),
        ({"voice": ["mine"]}, "Unknown voice 'mine'. Known: own, quoted"),
        ({"terms": "bridge"}, "terms: Input should be a valid list (found 'bridge')"),
        ({"terms": ("bridge",)}, "terms: Input should be a valid list"),
        ({"n_resamples": 0}, "n_resamples: Input should be greater than 0 (found 0)"),
    ],
)
def test_wrong_values_are_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as caught:
        check_parameters("02_lexicon", LEXICON | changes)
    assert told in str(caught.value)


def test_a_misspelled_parameter_is_missed() -> None:
    misspelled = {("sead" if name == "seed" else name): value for name, value in LEXICON.items()}
    with pytest.raises(InputError, match="The parameter 'seed' is missing"):
        check_parameters("02_lexicon", misspelled)


def test_an_unknown_notebook() -> None:
    with pytest.raises(UnknownNameError, match=r"'02_lexikon'. Did you mean '02_lexicon'\?"):
        check_parameters("02_lexikon", {})


def test_the_inputs_of_each_notebook_are_known() -> None:
    assert {name: input_fields(model) for name, model in MODELS.items()} == {
        "01_corpus": {"corpus": "corpora"},
        "02_lexicon": {"corpus": "corpora", "lexicon": "lexicons"},
        "03_framing": {"corpus": "corpora", "lexicon": "lexicons"},
        "04_voices": {"corpus": "corpora", "lexicon": "lexicons"},
        "05_keyness": {"corpus": "corpora"},
        "06_collocation": {"corpus": "corpora", "lexicon": "lexicons"},
        "07_reliability": {
            "corpus": "corpora",
            "lexicon": "lexicons",
            "sentences": "codings",
            "mentions": "codings",
        },
    }


def test_a_notebook_of_ones_own_is_told_by_its_defaults() -> None:
    model = model_for("own", {"corpus": "articles", "top": 5, "share": 0.5, "names": ["a"], "note": None})
    assert input_fields(model) == {"corpus": "corpora"}
    given = {"corpus": "articles", "top": "7", "share": "0.25", "names": ["b", "c"], "note": "anything"}
    assert model.model_validate(given).model_dump() == {**given, "top": 7, "share": 0.25}
    with pytest.raises(ValueError, match="valid integer"):
        model.model_validate({**given, "top": "many"})
    with pytest.raises(ValueError, match="Extra inputs"):
        model.model_validate({**given, "tpo": "7"})
