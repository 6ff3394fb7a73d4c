"""Queries over a dataset: DuckDB views, answers in several formats, a prompt."""
