"""A dataset made fit to publish, and what changed between two datasets."""
