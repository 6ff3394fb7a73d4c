"""Tables on disk: schemas made from the records, atomic shards, the manifest, and the proof that all of it holds."""
