"""The same corpus under another rule for copies: its texts are not read again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from framescope.corpus.build import find_groups
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Corpus
from framescope.errors import expect


def group_copies(corpus: Corpus, rule: CopyRule) -> Corpus:
    """Compare the articles of a corpus once more, under another rule.

    Parameters
    ----------
    corpus
        The corpus; it is not changed.
    rule
        Thresholds, time window, representative, and how closely to look.

    Returns
    -------
    Corpus
        With its own `copies`, `copy_group` and `representative`, and a digest of its own.

    Raises
    ------
    UnknownNameError
        If the rule names an outlet that no article has.

    Examples
    --------
    One story may be told again within a week, and the agency's version stands for it::

        fs.group_copies(corpus, fs.CopyRule(window=7, outlets=("AP",)))
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    expect("rule", rule, CopyRule, "fs.CopyRule(...)")
    tables = {**corpus.tables, **find_groups(corpus.articles, corpus.tokens, rule)}
    digest = hashlib.sha256(f"{corpus.digest}\n{rule!r}".encode()).hexdigest()
    return replace(corpus, tables=tables, digest=digest)
