"""Measurements, never assertions: `python -m tests.benchmarks [name ...]`."""
