"""A classifier of frames, always beside honest baselines, never with copies of one story on both sides."""
