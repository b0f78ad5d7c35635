"""How well predicted labels agree with annotated ones: tokens, spans and speakers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.gold import Attribution, Labelled, Span
from framescope.schema import VOICES

#: What is scored by token: each a group of voices against all others.
TOKEN_CLASSES = {
    "attributed": ("quoted", "reported"),
    "quoted": ("quoted",),
    "reported": ("reported",),
    "scare": ("scare",),
}
SPAN_KINDS = ("speech", "indirect", "scare", "title", "name", "term")
# Words before a name that do not tell persons apart.
_TITLES = frozenset(
    [
        "a", "an", "the", "mr", "mrs", "ms", "dr", "sir", "sen", "rep", "gov", "lord", "lady", "prof", "president",
        "minister", "prime", "foreign", "judge", "justice", "pastor",
    ]
)  # fmt: skip
# Hyphens part words: extraction put them where a space was, too (*Sergey-Rudskoi*).
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that an acronym leaves out.
_SMALL = frozenset(["and", "for", "of"])


@dataclass(frozen=True)
class Score:
    """Hits among what was predicted, and among what is there; fractions where a span counts in part."""

    hit_of_predicted: float = 0.0
    predicted: float = 0.0
    hit_of_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hit_of_predicted + other.hit_of_predicted,
            self.predicted + other.predicted,
            self.hit_of_gold + other.hit_of_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of what was predicted that is there; nan where nothing was predicted."""
        return self.hit_of_predicted / self.predicted if self.predicted else float("nan")

    @property
    def recall(self) -> float:
        """Share of what is there that was predicted; nan where nothing is there."""
        return self.hit_of_gold / self.gold if self.gold else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 where nothing agrees, nan where there is nothing at all."""
        if not self.predicted and not self.gold:
            return float("nan")
        if not self.hit_of_predicted or not self.hit_of_gold:
            return 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def token_score(predicted: Labelled, gold: Labelled, voices: Collection[str]) -> Score:
    """Score the tokens of some voices against all other tokens."""
    codes = [VOICES.index(voice) for voice in voices]
    said, meant = np.isin(predicted.voice, codes), np.isin(gold.voice, codes)
    both = float((said & meant).sum())
    return Score(both, float(said.sum()), both, float(meant.sum()))


def kappa(pairs: Sequence[tuple[Labelled, Labelled]], voices: Collection[str]) -> float:
    """Return Cohen's kappa over tokens: of some voices, or not."""
    from sklearn.metrics import cohen_kappa_score  # slow to import

    codes = [VOICES.index(voice) for voice in voices]
    one, other = (np.concatenate([np.isin(pair[side].voice, codes) for pair in pairs]) for side in (0, 1))
    return float(cohen_kappa_score(one, other))


def exact_score(predicted: Sequence[Span], gold: Sequence[Span]) -> Score:
    """Score spans that must have the same first and last token."""
    both = float(len(set(predicted) & set(gold)))
    return Score(both, float(len(set(predicted))), both, float(len(set(gold))))


def partial_score(predicted: Sequence[Span], gold: Sequence[Span]) -> Score:
    """Score spans by how much of each the others cover (Johansson and Moschitti 2013, section 3.2).

    A predicted span counts by the share of its tokens that spans of the gold cover, and the other way
    round. Spans of one side must not overlap.
    """
    return Score(_covered(predicted, gold), float(len(predicted)), _covered(gold, predicted), float(len(gold)))


def speaker_score(predicted: Labelled, gold: Labelled) -> Score:
    """Score the name given to each attribution that has one.

    Recall is the speaker accuracy: what is not found, or found without a name, counts as wrong.
    Precision is over the attributions for which a name was given. The name of an attribution is the one
    given to most of its tokens.
    """
    named = [found for found in gold.attributions if found.name]
    given = [name_at(predicted, found.tokens) for found in gold.attributions]
    right = sum(
        same_name(name, found)
        for name, found in zip(given, gold.attributions, strict=True)
        if name is not None and found.name
    )
    return Score(float(right), float(sum(name is not None for name in given)), float(right), float(len(named)))


def stance_score(predicted: Labelled, gold: Labelled) -> Score:
    """Score the stance of the cue, over attributions whose content was found at all."""
    pairs = [(_most_common(predicted, found.tokens, "stance"), found.stance) for found in gold.attributions]
    both = [(said, meant) for said, meant in pairs if said is not None and meant is not None]
    right = float(sum(said == meant for said, meant in both))
    return Score(right, float(len(both)), right, float(len(both)))


def name_at(predicted: Labelled, tokens: Sequence[Span]) -> str | None:
    """Return the speaker named for most of some tokens; None where nobody is."""
    return _most_common(predicted, tokens, "name")


def same_name(name: str, found: Attribution) -> bool:
    """Return whether a name is that of a source.

    Titles and articles aside, one must hold all words of the other and end with the same word
    (*Chany*, *Chol Chany*); *Court of Appeal* also reads *Appeal Court*, and an acronym stands for the
    words it abbreviates. Beside the annotated name, wordings of the article count that end with its
    last word (*Israel's military* for *Israeli military*), that are a part of it (*Ye* for *Ye Fen*), and,
    word by word, those that hold all of it (*students in the class* for *students*). A role alone does
    not stand for a name.
    """
    if not found.name or not (words := _words(name)):
        return False
    meant = _words(found.name)
    written = [_words(wording) for wording in found.written]
    if any(set(words) == set(wording) and (set(words) >= set(meant) or set(words) < set(meant)) for wording in written):
        return True
    if _abbreviates(name, meant) or _abbreviates(found.name, words):
        return True
    alike = [meant, _turned(meant), *(wording for wording in written if wording and wording[-1] == meant[-1])]
    return any(words[-1] == one[-1] and (set(words) <= set(one) or set(one) <= set(words)) for one in alike)


def _abbreviates(name: str, words: Sequence[str]) -> bool:
    """Return whether a name is an acronym of the last of some words: IPCC."""
    initials = "".join(word[0] for word in words if word not in _SMALL)
    return len(name) > 1 and name.isupper() and initials.endswith(name.casefold())


def _turned(words: list[str]) -> list[str]:
    """Return a name without its *of*: appeal court for court of appeal."""
    at = words.index("of") if "of" in words[:-1] else 0
    return words[at + 1 :] + words[:at] if at else words


def confusion(predicted: Labelled, gold: Labelled, classes: Sequence[Collection[str]]) -> npt.NDArray[np.int64]:
    """Count tokens by annotated class (rows) and predicted class (columns); tokens of no class are left out."""
    code = np.full(len(VOICES), -1, dtype=np.int64)
    for n, voices in enumerate(classes):
        code[[VOICES.index(voice) for voice in voices]] = n
    meant, said = code[gold.voice], code[predicted.voice]
    kept = (meant >= 0) & (said >= 0)
    cells = np.bincount(meant[kept] * len(classes) + said[kept], minlength=len(classes) ** 2)
    return cells.reshape(len(classes), len(classes))


def _covered(spans: Sequence[Span], others: Sequence[Span]) -> float:
    return sum(sum(max(0, min(b, d) - max(a, c)) for c, d in others) / (b - a) for a, b in spans)


def _most_common(predicted: Labelled, tokens: Sequence[Span], attribute: str) -> str | None:
    votes: dict[str, int] = {}
    for found in predicted.attributions:
        value = getattr(found, attribute)
        size = sum(max(0, min(b, d) - max(a, c)) for a, b in tokens for c, d in found.tokens)
        if value is not None and size:
            votes[value] = votes.get(value, 0) + size
    return max(votes, key=lambda value: (votes[value], value)) if votes else None


def _words(name: str) -> list[str]:
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name)]
    return [word for word in words if word not in _TITLES] or words
