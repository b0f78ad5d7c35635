from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.classifier.explain import deciding_words, fit_frame, passages
from framescope.framing.classifier.folds import Folds, best_threshold, splits
from framescope.framing.classifier.report import frame_learning_curve, model_card
from framescope.framing.classifier.texts import article_texts
from framescope.lexicon.model import Lexicon

LEXICON = Lexicon.model_validate({"name": "l", "categories": {"war": {"terms": [{"term": "attack*"}]}}})


def made(n: int = 60) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Texts in which a word decides the frame `war`, and chance the frame `coin`; two copies of each story."""
    rng = np.random.default_rng(1)
    fill = ["town", "people", "morning", "river", "talks", "market", "bread", "school"]
    war = np.arange(n) % 3 == 0
    texts = [" ".join(rng.choice(fill, 12)) + (" attackers came" if yes else " nobody came") for yes in war]
    index = pd.Index([f"a{i}" for i in range(n)])
    labels = pd.DataFrame({"war": war, "coin": rng.random(n) < 0.5}, index=index)
    return pd.DataFrame({"all": texts}, index=index), labels, pd.Series(np.arange(n) // 2, index=index)


@pytest.fixture(scope="module")
def predictions() -> pd.DataFrame:
    texts, labels, groups = made()
    return fs.cross_validate_frames(texts, labels, groups, lexicon=LEXICON, folds=Folds(3, 3))


def score(table: pd.DataFrame, model: str, frame: str) -> float:
    return float(table.loc[(table["model"] == model) & (table["frame"] == frame), "f1"].item())


def test_what_a_word_decides_is_learnt_and_chance_is_not(predictions: pd.DataFrame) -> None:
    table = fs.frame_scores(predictions, n_resamples=200)
    assert score(table, "words", "war") == 1
    assert score(table, "lexicon", "war") == 1
    assert score(table, "words", "coin") < 0.85


def test_baselines_are_always_there_and_worked_by_hand(predictions: pd.DataFrame) -> None:
    """20 of 60 texts are about war: saying yes to everything has precision 1/3, recall 1, F1 1/2."""
    table = fs.frame_scores(predictions, n_resamples=200).set_index(["model", "frame"])
    yes = [table[name].loc[("always yes", "war")] for name in ("precision", "recall", "f1")]
    assert yes == pytest.approx([1 / 3, 1, 0.5])
    assert table.loc[("majority", "war"), "f1"] == 0
    frames = table.loc[("words", ["war", "coin"]), "f1"]
    assert table.loc[("words", "(macro)"), "f1"] == pytest.approx(frames.mean())


def test_every_text_is_predicted_once_by_models_that_have_not_seen_its_story(predictions: pd.DataFrame) -> None:
    one = predictions[(predictions["model"] == "words") & (predictions["frame"] == "war")]
    assert one["text"].is_unique
    assert len(one) == 60
    assert not one.drop_duplicates(["group", "fold"])["group"].duplicated().any()


def test_micro_and_macro_are_those_of_scikit_learn(predictions: pd.DataFrame) -> None:
    one = predictions[predictions["model"] == "words"]
    wide = {
        name: one.pivot_table(index="text", columns="frame", values=name).to_numpy(int)
        for name in ("predicted", "actual")
    }
    table = fs.frame_scores(predictions, n_resamples=200)
    for name, average in (("(micro)", "micro"), ("(macro)", "macro")):
        assert score(table, "words", name) == pytest.approx(
            f1_score(wide["actual"], wide["predicted"], average=average)
        )


@given(st.lists(st.integers(0, 9), min_size=6, max_size=40), st.integers(2, 4))
def test_no_group_stands_on_both_sides(groups: list[int], n: int) -> None:
    if len(set(groups)) < n:
        with pytest.raises(FramescopeError, match="independent groups cannot make"):
            splits(groups, n, 0)
        return
    tested: list[int] = []
    for train, test in splits(groups, n, 0):
        assert not {groups[i] for i in train} & {groups[i] for i in test}
        tested += test.tolist()
    assert sorted(tested) == list(range(len(groups)))


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 6)), min_size=2, max_size=30))
def test_the_threshold_is_the_best_one(pairs: Sequence[tuple[int, int]]) -> None:
    labels, scores = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs], dtype=float)
    threshold, f1 = best_threshold(labels, scores)
    found = f1_score(labels, scores > threshold, zero_division=0)
    assert f1 == pytest.approx(found)
    every = [f1_score(labels, scores > t, zero_division=0) for t in np.arange(-0.5, 7)]
    assert found == pytest.approx(max(every))


def test_blocks_of_an_article() -> None:
    text = (
        'Town taken by the army\n\n"We lost all," said Lena Kareem, a baker. The army left the town again on Monday.\n'
    )
    corpus = fs.corpus_from_texts({"a.txt": text})
    table = article_texts(corpus, blocks=["title", "quoted", "unquoted"])
    row = table.iloc[0]
    assert row["title"] == "Town taken by the army"
    assert row["quoted"] == "We lost all"
    assert row["unquoted"].startswith("Town taken by the army\nsaid Lena Kareem a baker\nThe army left")
    assert row["story"] == "a.txt#0"


def test_a_lexicon_beside_the_words() -> None:
    texts, labels, groups = made()
    both = fs.cross_validate_frames(
        texts, labels[["war"]], groups, models=["words + lexicon"], lexicon=LEXICON, folds=Folds(3, 3)
    )
    assert score(fs.frame_scores(both, n_resamples=100), "words + lexicon", "war") == 1


def test_what_cannot_be_learnt_is_refused() -> None:
    texts, labels, groups = made(12)
    with pytest.raises(FramescopeError, match="Unknown model without a lexicon 'lexicon'"):
        fs.cross_validate_frames(texts, labels[["war"]], groups, models=["words + lexicon"])
    with pytest.raises(FramescopeError, match="is in 0 of 12 texts"):
        fs.cross_validate_frames(texts, labels.assign(none=False), groups)
    with pytest.raises(FramescopeError, match="same rows"):
        fs.cross_validate_frames(texts.iloc[1:], labels, groups)
    with pytest.raises(FramescopeError, match="Unknown model 'bert'"):
        fs.cross_validate_frames(texts, labels, groups, models=["bert"])
    with pytest.raises(FramescopeError, match="6 independent groups cannot make 9 folds"):
        fs.cross_validate_frames(texts, labels, groups, folds=Folds(outer=9))
    with pytest.raises(FramescopeError, match="at least two"):
        Folds(outer=1)
    with pytest.raises(FramescopeError, match="Unknown block 'lead'"):
        article_texts(
            fs.corpus_from_texts({"a": "One line of text stands here, and no more than that.\n"}), blocks=["lead"]
        )


def test_the_word_that_decides_is_found_with_an_interval_away_from_zero() -> None:
    texts, labels, groups = made()
    fitted = fit_frame(texts, labels["war"], groups, folds=Folds(3, 3))
    table = deciding_words(fitted, texts, labels["war"], groups, n=3, n_resamples=50)
    assert table["feature"].iloc[0] == "attackers"
    assert table["feature"].iloc[-1] == "nobody"
    assert table.loc[[0, len(table) - 1], "stable"].all()
    assert table["n_texts"].iloc[0] == 20
    with pytest.raises(FramescopeError, match="no words to look at"):
        fit_frame(texts, labels["war"], groups, model="majority")


def test_passages_are_those_with_the_words() -> None:
    texts, labels, groups = made()
    fitted = fit_frame(texts, labels["war"], groups, folds=Folds(3, 3))
    new = pd.DataFrame({"all": ["bread on the market\nattackers came\nnobody came"]}, index=["new"])
    assert passages(fitted, new, n=1)["passage"].tolist() == ["attackers came"]


def test_a_learning_curve_ends_with_all_there_is() -> None:
    texts, labels, groups = made()
    curve = frame_learning_curve(texts, labels[["war"]], groups, shares=[0.1, 1.0], folds=Folds(3, 3))
    whole = curve[(curve["share"] == 1) & (curve["frame"] == "war")].iloc[0]
    assert (whole["n_train"], whole["f1"]) == (40, 1)
    with pytest.raises(FramescopeError, match="above 0 and up to 1"):
        frame_learning_curve(texts, labels, groups, shares=[0])


def test_a_card_says_when_a_model_is_worth_nothing(predictions: pd.DataFrame) -> None:
    scores = fs.frame_scores(predictions, n_resamples=100)
    card = model_card(scores, corpus="made up", coders="nobody", groups="stories", date="2026-11-25")
    assert "| always yes |" in card
    assert "No better than saying yes to everything (micro): " in card
    assert "majority" in card.split("micro): ")[1]
    with pytest.raises(FramescopeError, match="lack the baseline"):
        model_card(scores[scores["model"] == "words"], corpus="c", coders="n", groups="s", date="d")
