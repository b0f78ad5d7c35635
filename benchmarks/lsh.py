"""Started with another environment's Python: datasketch's MinHash LSH looking for pairs of alike articles.

Arguments: the package, a JSON file with ``words`` (a list for each article), ``shingle``, ``threshold`` and
``permutations``; nothing else is read. Prints JSON: seconds, pairs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(file: str) -> None:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]  # lives in an environment of its own

    work = json.loads(Path(file).read_text(encoding="utf-8"))
    width = work["shingle"]
    start = time.process_time()
    sets = [
        {" ".join(words[i : i + width]).encode() for i in range(len(words) - width + 1)} or {b""}
        for words in work["words"]
    ]
    hashes = MinHash.bulk(sets, num_perm=work["permutations"])
    index = MinHashLSH(threshold=work["threshold"], num_perm=work["permutations"])
    for number, one in enumerate(hashes):
        index.insert(number, one)
    pairs = {
        (min(number, other), max(number, other)) for number, one in enumerate(hashes) for other in index.query(one)
    }
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "pairs": sorted(pair for pair in pairs if pair[0] != pair[1])}))


if __name__ == "__main__":
    main(sys.argv[2])
