"""Started with another environment's Python: what peers do that must not share an environment with framescope.

Arguments: the package, a JSON file with ``texts`` and ``patterns``, the number of runs. Prints JSON.
"""

from __future__ import annotations

import contextlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Task = Callable[[list[str]], int]


def by_spacy(_patterns: list[str]) -> Task:
    import spacy  # type: ignore[import-not-found]  # lives in an environment of its own

    tokenizer = spacy.blank("en").tokenizer

    def ids(texts: list[str]) -> int:
        return sum(len(tokenizer(text).to_array("ORTH")) for text in texts)

    return ids


def by_pyahocorasick(patterns: list[str]) -> Task:
    import ahocorasick  # type: ignore[import-not-found]  # lives in an environment of its own

    automaton = ahocorasick.Automaton()
    for i, pattern in enumerate(patterns):
        automaton.add_word(pattern.removesuffix("*"), i)
    automaton.make_automaton()

    def count(texts: list[str]) -> int:
        return sum(sum(Counter(i for _, i in automaton.iter(text.lower())).values()) for text in texts)

    return count


def by_hyperscan(patterns: list[str]) -> Task:
    import hyperscan  # type: ignore[import-not-found]  # lives in an environment of its own

    database = hyperscan.Database()
    expressions = [rf"\b{re.escape(pattern.removesuffix('*'))}" + r"\b" * (pattern[-1] != "*") for pattern in patterns]
    flags = [hyperscan.HS_FLAG_CASELESS] * len(patterns)
    encoded = [expression.replace("\\ ", r"\s+").encode() for expression in expressions]
    database.compile(expressions=encoded, ids=list(range(len(patterns))), elements=len(patterns), flags=flags)

    def count(texts: list[str]) -> int:
        total = 0
        for text in texts:
            found: Counter[int] = Counter()

            def on_match(
                id_: int, _from: int, _to: int, _flags: int, _context: Any, into: Counter[int] = found
            ) -> None:
                into[id_] += 1

            database.scan(text.encode(), match_event_handler=on_match)
            total += sum(found.values())
        return total

    return count


def by_convokit(_patterns: list[str]) -> Task:
    from convokit import Corpus, FightingWords, Speaker, Utterance  # type: ignore[import-not-found]  # elsewhere
    from sklearn.feature_extraction.text import CountVectorizer

    def score(texts: list[str]) -> int:
        start = time.process_time()
        somebody = Speaker(id="s")
        utterances = [
            Utterance(
                id=str(i), speaker=somebody, conversation_id=str(i), text=text, meta={"first": i < len(texts) // 2}
            )
            for i, text in enumerate(texts)
        ]
        corpus = Corpus(utterances=utterances)
        words = FightingWords(cv=CountVectorizer(), text_func=lambda utterance: utterance.text.lower(), prior=0.1)
        untimed.append(time.process_time() - start)
        words.fit(corpus, lambda one: one.meta["first"], lambda one: not one.meta["first"])
        return len(words.ngram_zscores)

    return score


#: Seconds of the run that went into building what a tool starts from.
untimed: list[float] = []


def main(package: str, file: str, runs: int) -> None:
    work = json.loads(Path(file).read_text(encoding="utf-8"))
    prepare = {
        "spacy": by_spacy, "pyahocorasick": by_pyahocorasick, "hyperscan": by_hyperscan, "convokit": by_convokit
    }[package]  # fmt: skip
    task = prepare(work["patterns"])
    taken = []
    for _ in range(runs):
        untimed.clear()
        start = time.process_time()
        with contextlib.redirect_stdout(sys.stderr):  # some tools talk
            found = task(work["texts"])
        taken.append(time.process_time() - start - sum(untimed))
    print(json.dumps({"seconds": statistics.median(taken), "found": found}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
