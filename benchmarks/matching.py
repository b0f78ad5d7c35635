"""300 patterns to counts per article, from texts and from tokens, beside what else pip installs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.rows import OURS, Row, median_seconds
from framescope.corpus.columns import text_columns
from framescope.lexicon.model import Lexicon
from framescope.lexicon.program import compile_lexicon
from framescope.lexicon.vectorizer import LexiconVectorizer, count_matches

FROM_TEXT = "300 patterns to counts per article, from text"
FROM_TOKENS = "300 patterns to counts per article, from tokens"
#: The folder of an environment of its own for peers that must not mix with ours.
PEERS = Path("build/benchmarks/peers")

# Measured once on 20,000 articles with one thread: scikit-learn (1-3-grams), and quanteda's tokens_lookup + dfm.
_SKLEARN_THEN, _QUANTEDA_THEN = 20.0, 5.4
# Patterns are chosen by what these first articles hold, so that any number of articles has the same ones.
_SAMPLE = 500


def measure(texts: Sequence[str], *, runs: int = 3) -> list[Row]:
    """Return the rows of both tasks for some articles."""
    patterns = choose_patterns(texts[:_SAMPLE])
    lexicon = Lexicon.model_validate({"name": "bench", "categories": {f"c{i}": {"terms": [p]} for i, p in patterns}})
    sklearn = _by_sklearn(texts, patterns)
    rows = [_ours(texts, lexicon, runs), sklearn, _by_re(texts, patterns), *_automata(texts, patterns, runs)]
    return [*rows, *_from_tokens(texts, lexicon, sklearn, runs)]


def choose_patterns(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Return 150 words, 75 words with a wildcard, 50 phrases of two words and 25 of three, numbered.

    They are chosen by rank so that about one token in a hundred is matched, as by a lexicon of loaded words.
    """
    words, pairs, triples = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        found = re.findall(r"[a-z]{2,}", text.lower())
        words.update(word for word in found if len(word) > 4)
        pairs.update(map(" ".join, pairwise(found)))
        triples.update(map(" ".join, zip(found, found[1:], found[2:], strict=False)))
    ranked = [sorted(counts, key=_by_count(counts)) for counts in (words, pairs, triples)]
    globs = dict.fromkeys(f"{word[:6]}*" for word in ranked[0][1500::9] if len(word) > 6)
    chosen = [*ranked[0][1500:7500:40], *list(globs)[:75], *ranked[1][5000:17500:250], *ranked[2][3000:10500:300]]
    return list(enumerate(chosen))


def _by_count(counts: Counter[str]) -> Callable[[str], tuple[int, str]]:
    return lambda term: (-counts[term], term)


def _ours(texts: Sequence[str], lexicon: Lexicon, runs: int) -> Row:
    vectorizer = LexiconVectorizer(lexicon).fit()
    found = int(vectorizer.transform(texts).sum())  # once untimed: whatever is compiled is compiled
    return Row(FROM_TEXT, OURS, median_seconds(lambda: vectorizer.transform(texts), runs), found)


def _by_sklearn(texts: Sequence[str], patterns: list[tuple[int, str]]) -> Row:
    grams = CountVectorizer(ngram_range=(1, 3), vocabulary=_spelled_out(texts, patterns))
    found = []
    seconds = median_seconds(lambda: found.append(int(grams.transform(texts).sum())), 1)
    note = "wildcards spelled out beforehand, untimed"
    return Row(FROM_TEXT, "scikit-learn, 1-3-grams", seconds, found[0], 25, note=note)


def _by_re(texts: Sequence[str], patterns: list[tuple[int, str]]) -> Row:
    expression = re.compile(rf"\b(?:{factored([pattern for _, pattern in patterns])})\b", re.IGNORECASE)
    found: list[Counter[tuple[int, str]]] = []

    def count() -> None:
        found.append(Counter((i, m[0].lower()) for i, text in enumerate(texts) for m in expression.finditer(text)))

    seconds = median_seconds(count, 1)
    note = "one factored alternation; loses overlapping matches"
    return Row(FROM_TEXT, "re", seconds, sum(found[0].values()), note=note)


def _from_tokens(texts: Sequence[str], lexicon: Lexicon, sklearn: Row, runs: int) -> list[Row]:
    tokens = text_columns(texts)
    n = len(lexicon.categories)

    def ours() -> int:
        return int(count_matches(tokens, compile_lexicon(lexicon), np.arange(n), n).sum())

    now = sklearn.seconds or 0.0
    note = f"{_QUANTEDA_THEN} s when scikit-learn took {_SKLEARN_THEN} s; scikit-learn took {now:.1f} s in this run"
    quanteda = _QUANTEDA_THEN * now / _SKLEARN_THEN
    return [
        Row(FROM_TOKENS, OURS, median_seconds(ours, runs), ours()),
        Row(FROM_TOKENS, "quanteda tokens_lookup + dfm", quanteda, None, 20, "stored reference", note),
    ]


def _spelled_out(texts: Sequence[str], patterns: Iterable[tuple[int, str]]) -> list[str]:
    """Return the patterns with each wildcard replaced by the words that it matches: n-grams know none."""
    known = sorted({word for text in texts for word in set(re.findall(r"\b\w\w+\b", text.lower()))})
    words: dict[str, None] = {}
    for _, pattern in patterns:
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


def _automata(texts: Sequence[str], patterns: Sequence[tuple[int, str]], runs: int) -> list[Row]:
    """Return the rows of the peers that live in an environment of their own."""
    rows = []
    for package, tool, at_least in (("pyahocorasick", "pyahocorasick", None), ("hyperscan", "hyperscan", 0.5)):
        try:
            answer = _in_own_environment(package, {"texts": list(texts), "patterns": [p for _, p in patterns]}, runs)
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            reason = getattr(error, "stderr", "") or str(error)
            last = reason.strip().splitlines()[-1] if reason.strip() else "no message"
            rows.append(Row(FROM_TEXT, tool, None, kind="skipped", note=f"{package} could not be used: {last}"))
            continue
        note = "substrings, no word boundaries" if tool == "pyahocorasick" else "characters, no tokens"
        rows.append(Row(FROM_TEXT, tool, answer["seconds"], answer["found"], at_least, note=note))
    return rows


def _in_own_environment(package: str, work: dict[str, list[str]], runs: int) -> dict[str, Any]:
    python = PEERS / "bin" / "python"
    uv = shutil.which("uv")
    if not python.exists():
        create = [uv, "venv", "--quiet", str(PEERS)] if uv else [sys.executable, "-m", "venv", str(PEERS)]
        subprocess.run(create, check=True, capture_output=True, text=True)
    pip = [uv, "pip", "install", "--quiet", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    subprocess.run([*pip, package], check=True, capture_output=True, text=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(work, file)
        file.flush()
        script = Path(__file__).with_name("automata.py")
        command = [str(python), str(script), package, file.name, str(runs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
