import re
from itertools import product

from benchmarks.matching import choose_patterns, factored


def test_each_band_gives_its_share_of_each_kind() -> None:
    # Six hundred words that differ in their first letters: half of them said twenty times, the others once. Of 6,300
    # words those are 3,175 and 159 in a million, and so are their beginnings and the phrases they make.
    words = ["".join(letters) + "endings" for letters in product("abcdefghij", "klmnopqrst", "uvwxyz")]
    often, once = words[:300], words[300:]
    patterns = choose_patterns([" ".join(often * 20), " ".join(once)], [(100, 1000), (1000, 10_000)])
    assert len(patterns) == len(set(patterns)) == 300
    kinds = [patterns[:150], patterns[150:225], patterns[225:275], patterns[275:]]
    assert [{(text.count(" "), text[-1] == "*") for text in kind} for kind in kinds] == [
        {(0, False)},
        {(0, True)},
        {(1, False)},
        {(2, False)},
    ]
    starts = tuple(word[:5] for word in once)
    assert [sum(text.startswith(starts) for text in kind) for kind in kinds] == [75, 38, 25, 13]


def test_the_same_seed_draws_the_same() -> None:
    text = " ".join("".join(letters) + "endings" for letters in product("abcdefghij", "klmnopqrst", "uvwxyz"))
    bands = [(1.0, 1e6)]
    assert choose_patterns([text], bands) == choose_patterns([text], bands)
    assert choose_patterns([text], bands) != choose_patterns([text], bands, seed=1)


def test_a_factored_alternation_matches_what_its_patterns_match() -> None:
    expression = re.compile(rf"\b(?:{factored(['war', 'warn*', 'peace talks', 'a.b'])})\b")
    text = "war wars warned peace  talks peace a.b axb"
    assert [match[0] for match in expression.finditer(text)] == ["war", "warned", "peace  talks", "a.b"]
