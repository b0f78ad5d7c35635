"""Frames predicted on the Narrative Frames Corpus, beside the baselines: five folds, every choice inside them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framescope.framing.classifier.folds import Folds
from framescope.framing.classifier.validate import cross_validate_frames, frame_scores
from framescope.framing.clusters import frame_clusters

FRAMES = ("RE", "HI", "CO", "MO", "EC")
MODELS = ("words", "characters", "pmi words")
#: Figures that have floors.
PINNED = ("words (micro)", "words (macro)")
_CLUSTERS, _OF_CLUSTERS = "clusters", ("silhouette", "stability")
_SOURCE = Path("narrative_frames") / "articles_metadata.tsv"


def measure(data: Path) -> tuple[dict[str, float], list[str]]:
    """Return F1 by model and frame, micro and macro, and what could not be measured."""
    source = data / _SOURCE
    if not source.exists():
        return {}, [f"{source} does not exist; name its folder with --data"]
    texts, labels = read_frames(source)
    stories = pd.Series(texts["all"].rank(method="dense").astype("int64").astype("str"), index=texts.index)
    predictions = cross_validate_frames(texts, labels, stories, models=MODELS, folds=Folds(seed=0))
    scores = frame_scores(predictions)
    found = {f"{row.model} {row.frame}": float(str(row.f1)) for row in scores.itertuples()}
    # The coders' frames as elements: do texts fall into patterns of them, and do these hold in halves?
    for row in frame_clusters(labels, n_resamples=50).itertuples():
        found |= {f"{_CLUSTERS} {row.n_clusters} {name}": float(getattr(row, name)) for name in _OF_CLUSTERS}
    return found, []


def read_frames(source: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the texts and their frames; one label of the file is spelt ``False)``."""
    table = pd.read_csv(source, sep="\t", dtype="str").set_index("ID")
    table = table[table["text"].notna()]
    labels = pd.DataFrame({name: table[name].str.strip().str.startswith("True") for name in FRAMES})
    return table[["text"]].set_axis(["all"], axis=1), labels.astype(bool)


def as_table(figures: dict[str, float]) -> str:
    """Return the figures as a table, a line a model."""
    columns = (*FRAMES, "(micro)", "(macro)")
    models = list(dict.fromkeys(name.rsplit(" ", 1)[0] for name in figures if not name.startswith(_CLUSTERS)))
    lines = [f"  {'F1':<20}" + "".join(f"{name:>9}" for name in columns)]
    lines += [f"  {m:<20}" + "".join(f"{figures[f'{m} {c}']:>9.3f}" for c in columns) for m in models]
    numbers = dict.fromkeys(name.split(" ")[1] for name in figures if name.startswith(_CLUSTERS))
    for n in numbers:
        cells = (f"{name} {figures[f'{_CLUSTERS} {n} {name}']:.2f}" for name in _OF_CLUSTERS)
        lines.append(f"  {n} clusters of texts by their coded frames: {', '.join(cells)}")
    return "\n".join(lines)
