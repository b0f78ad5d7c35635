"""Speed and memory beside what else a scholar can install: ``python -m benchmarks``."""
