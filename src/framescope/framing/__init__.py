"""From wording to framing: codebooks, and cues that point to passages worth coding."""
