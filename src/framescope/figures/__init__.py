"""Figures for a paper: tables in, a figure of a journal column's width out, and one way to publish it."""

from framescope.figures.agreement import agreement_by_element
from framescope.figures.corrected import corrected_voice_shares
from framescope.figures.differences import added_and_dropped
from framescope.figures.dispersion import term_positions
from framescope.figures.effects import effect_bars
from framescope.figures.export import save_figure
from framescope.figures.fitting import fit_articles
from framescope.figures.naming import label_by_article
from framescope.figures.network import company_network
from framescope.figures.overview import corpus_overview
from framescope.figures.rates import rates_by_voice
from framescope.figures.slopes import slope_chart
from framescope.figures.sources import stances_by_source
from framescope.figures.specifications import specification_curve
from framescope.figures.style import journal_style, new_figure
from framescope.figures.tables import save_table
from framescope.figures.terms import term_plot
from framescope.figures.trend import trend_lines
from framescope.figures.voices import whose_words

__all__ = [
    "added_and_dropped",
    "agreement_by_element",
    "company_network",
    "corpus_overview",
    "corrected_voice_shares",
    "effect_bars",
    "fit_articles",
    "journal_style",
    "label_by_article",
    "new_figure",
    "rates_by_voice",
    "save_figure",
    "save_table",
    "slope_chart",
    "specification_curve",
    "stances_by_source",
    "term_plot",
    "term_positions",
    "trend_lines",
    "whose_words",
]
