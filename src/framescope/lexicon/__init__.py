"""Lexicons: wordings written down by a scholar, and where a corpus holds them."""
