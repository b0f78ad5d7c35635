import pandas as pd
import pytest

from framescope.framing.answers import Coder
from framescope.framing.codebook import Codebook
from framescope.schema import UNITS

TEXTS = ["=cmd|'calc'!A1 said it; no water.", "The talks began.", "It was cowardly. It was cowardly."]


@pytest.fixture
def codebook() -> Codebook:
    def element(answer: str, *choices: str) -> dict[str, object]:
        examples = [{"text": "a", "holds": holds, "because": "so"} for holds in (True, False)]
        return {
            "label": "l", "question": "Is it <so>?", "definition": "d", "answer": answer,
            "choices": dict.fromkeys(choices, "c"), "examples": examples,
        }  # fmt: skip

    return Codebook.model_validate(
        {
            "name": "book", "version": 2, "licence": "CC0-1.0", "source": "own", "unit": "sentence",
            "elements": {
                "problem": element("span"),
                "conflict": element("yes-no"),
                "referent": element("choice", "same", "fused", "unclear"),
            },
        }
    )  # fmt: skip


@pytest.fixture
def units() -> pd.DataFrame:
    rows, at = [], 0
    for text in TEXTS:
        end = at + len(text)
        rows.append((f"d.txt@{at}-{end}", "sentence", "d.txt#0", "d.txt", "0" * 64, at, end, "all", 1.0, 1.0, text))
        at = end + 1
    return UNITS.frame(rows)


@pytest.fixture
def ann() -> Coder:
    return Coder("ann", "human")
