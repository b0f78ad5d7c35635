import builtins
from typing import Any

import pandas as pd
import pytest

from framescope.errors import InputError
from framescope.measures.keyness import keyness
from framescope.measures.reference import general_english


def test_it_is_wordfreq_times_its_nominal_size() -> None:
    wordfreq = pytest.importorskip("wordfreq")
    english = general_english(n_tokens=10**8)
    for word in ("the", "syria", "don't"):
        rounded = wordfreq.word_frequency(word, "en", wordlist="large")  # to three digits
        assert english[word] == pytest.approx(rounded * 10**8, rel=0.006)
    assert english.attrs["n_tokens"] == 10**8
    assert english.sum() < 10**8
    assert english.index.is_unique
    assert (english > 0).all()
    assert "2017" not in english


def test_keyness_says_that_the_size_is_nominal_and_what_cannot_be_compared() -> None:
    pytest.importorskip("wordfreq")
    target = pd.Series({"the": 60, "syria": 5, "us-backed": 3, "2017": 2})
    table = keyness(target, general_english(n_tokens=10**6)).set_index("term")
    assert "general English (wordfreq), nominal size, 1,000,000 tokens" in table["note"].iloc[0]
    assert table["comparable"][["the", "syria", "us-backed", "2017"]].tolist() == [True, True, False, False]
    assert table["log_ratio_walter"]["syria"] > table["log_ratio_walter"]["the"]


def test_without_the_package_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    given = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name == "wordfreq":
            raise ImportError(name)
        return given(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match="pip install wordfreq"):
        general_english()


@pytest.mark.parametrize("n_tokens", [0, -1, 1.5, True, "1000"])
def test_its_size_is_a_number_of_tokens(n_tokens: Any) -> None:
    with pytest.raises(InputError, match="n_tokens is a whole number"):
        general_english(n_tokens=n_tokens)
