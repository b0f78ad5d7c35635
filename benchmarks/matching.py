"""300 patterns to counts per article, from texts and from tokens, beside what else pip installs."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.peers import peer_row
from benchmarks.rows import OURS, Measured, Row, measured_row, side_by_side, stored_row
from framescope.corpus.columns import text_columns
from framescope.lexicon.counting import count_matches
from framescope.lexicon.model import Lexicon
from framescope.lexicon.program import compile_lexicon
from framescope.lexicon.vectorizer import LexiconVectorizer

# Measured once on 20,000 articles with one thread: quanteda's tokens_lookup + dfm, and scikit-learn (1-3-grams).
_QUANTEDA_THEN = (5.4, 20.0)
_SKLEARN = "scikit-learn, 1-3-grams"
# Patterns are drawn from what these first articles hold, so that any number of articles has the same ones.
_SAMPLE = 500
#: How often a pattern of a list stands in a million words: a third of the list from each band. A real word
#: list holds few frequent words and many rare ones; the second list is the hardest that is still one of words.
LISTS = {
    "common list": ((1, 10), (10, 100), (100, 1000)),
    "frequent words": ((100, 1000),),
}
_HOW_MANY = {"words": 150, "beginnings": 75, "pairs": 50, "triples": 25}


def measure(texts: Sequence[str], *, runs: int = 3) -> list[Row]:
    """Return the rows of both lists, from texts and from tokens."""
    return [row for name in LISTS for row in _of_list(texts, name, runs)]


def _of_list(texts: Sequence[str], name: str, runs: int) -> list[Row]:
    patterns = choose_patterns(texts[:_SAMPLE], LISTS[name])
    categories = {f"c{i}": {"terms": [pattern]} for i, pattern in enumerate(patterns)}
    lexicon = Lexicon.model_validate({"name": "bench", "categories": categories})
    task = f"300 patterns ({name}) to counts per article, from text"
    start = time.process_time()
    spelled = _spelled_out(texts, patterns)
    looking_up = time.process_time() - start
    grams = CountVectorizer(ngram_range=(1, 3), vocabulary=spelled)
    vectorizer = LexiconVectorizer(lexicon).fit()
    tools = {
        OURS: lambda: int(vectorizer.transform(texts).sum()),
        _SKLEARN: lambda: int(grams.transform(texts).sum()),
    }
    found = side_by_side(tools, runs)
    sklearn = found[_SKLEARN]
    whole = Measured(sklearn.seconds + looking_up, sklearn.found)
    tokens = text_columns(texts)
    share = f"{found[OURS].found / len(tokens):.1%} of the tokens"
    rows = [
        measured_row(task, OURS, found[OURS], note=share),
        measured_row(task, _SKLEARN, sklearn, 25, "words with a wildcard looked up beforehand, untimed"),
        measured_row(task, f"{_SKLEARN}, whole", whole, note="with looking them up, as ours"),
    ]
    if name == "common list":
        rows.append(_by_re(task, texts, patterns))
        rows.append(peer_row(task, "pyahocorasick", texts, patterns, runs=runs, note="substrings, no word boundaries"))
    rows.append(peer_row(task, "hyperscan", texts, patterns, runs=runs, note="characters, no tokens", at_least=0.5))

    def from_tokens() -> int:
        n = len(patterns)
        return int(count_matches(tokens, compile_lexicon(lexicon), np.arange(n), n).sum())

    task = f"300 patterns ({name}) to counts per article, from tokens"
    ours = side_by_side({OURS: from_tokens}, runs)[OURS]
    quanteda = stored_row(task, "quanteda tokens_lookup + dfm", _QUANTEDA_THEN, sklearn.seconds, 20)
    return [*rows, measured_row(task, OURS, ours), quanteda]


def choose_patterns(texts: Sequence[str], bands: Sequence[tuple[float, float]], *, seed: int = 0) -> list[str]:
    """Draw 150 words, 75 beginnings of words (``begin*``), 50 phrases of two words and 25 of three.

    Each kind is drawn in equal parts from bands of frequency (occurrences per million words, the upper
    bound excluded), each member of a band as likely as the others; the same seed draws the same patterns.
    """
    counts = {kind: Counter[str]() for kind in _HOW_MANY}
    for text in texts:
        words = re.findall(r"[a-z]{2,}", text.lower())
        counts["words"].update(words)
        counts["beginnings"].update(f"{word[:5]}*" for word in words if len(word) > 5)
        counts["pairs"].update(map(" ".join, pairwise(words)))
        counts["triples"].update(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    million = counts["words"].total() / 1_000_000
    rng = np.random.default_rng(seed)
    chosen: list[str] = []
    for kind, wanted in _HOW_MANY.items():
        shares = [part.size for part in np.array_split(np.arange(wanted), len(bands))]
        for (low, high), share in zip(bands, shares, strict=True):
            band = sorted(term for term, n in counts[kind].items() if low <= n / million < high)
            chosen += [band[i] for i in rng.choice(len(band), size=share, replace=False).tolist()]
    return chosen


def _by_re(task: str, texts: Sequence[str], patterns: Sequence[str]) -> Row:
    expression = re.compile(rf"\b(?:{factored(patterns)})\b", re.IGNORECASE)

    def count() -> int:
        return Counter((i, m[0].lower()) for i, text in enumerate(texts) for m in expression.finditer(text)).total()

    result = side_by_side({"re": count}, 1)["re"]
    return measured_row(task, "re", result, note="one factored alternation; loses overlapping matches")


def _spelled_out(texts: Sequence[str], patterns: Iterable[str]) -> list[str]:
    """Return the patterns with each wildcard replaced by the words that it matches: n-grams know none."""
    known = sorted({word for text in texts for word in set(re.findall(r"\b\w\w+\b", text.lower()))})
    words: dict[str, None] = {}
    for pattern in patterns:
        prefix = pattern.removesuffix("*")
        matched = [word for word in known if word.startswith(prefix)] if prefix != pattern else [pattern]
        words.update(dict.fromkeys(matched))
    return list(words)


def factored(patterns: Iterable[str]) -> str:
    """Return an alternation that shares beginnings; ``*`` ends a word with any letters."""
    tree: dict[str, Any] = {}
    for pattern in patterns:
        node = tree
        for character in pattern:
            node = node.setdefault(character, {})
        node[""] = {}
    return _alternation(tree)


def _alternation(tree: dict[str, Any]) -> str:
    branches = [
        {"*": r"\w*", " ": r"\s+"}.get(character, re.escape(character)) + _alternation(rest)
        for character, rest in tree.items()
        if character
    ]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{inner})?" if "" in tree else inner
