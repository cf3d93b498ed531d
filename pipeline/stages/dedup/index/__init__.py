"""An index of the documents that earlier runs kept: only new documents are removed, never old ones.

`<index>/index.json` holds the parameters. Each run adds one generation:

- `exact`: text_hash of every document that the run read, with its survivor: an equal text is removed at once;
- `bands`: (band, address) of the survivors, in as many parts as the index has;
- `sketches`: (id, hashes) of the survivors, shard by shard, each hash the upper 32 bits of a shingle's.

The name of a generation is a fingerprint of its input. A run reads the generations that existed when it
began, and records them in its root: the same run again gives the same result.
"""
