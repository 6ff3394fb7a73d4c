"""The engines: one per-document function, run inline or in worker processes, into the shards of a dataset."""
