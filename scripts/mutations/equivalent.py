"""Changes that change nothing: no result tells them from the code as it is."""

# (module, line of its source, change) -> why no result tells the two apart.
EQUIVALENT = {
    ("pipeline/core/job.py", "return 0", "0 -> 1"): (
        "the bytes are for the log, and an object store keeps none"
    ),
    (
        "pipeline/processes/pool.py",
        "worker.connection.close()",
        "worker.connection.close() -> ...",
    ): "a connection that nothing refers to closes itself",
    (
        "pipeline/core/shard.py",
        'return {"compression": "zstd", "compression_level": 1}',
        "1 -> 2",
    ): "the next level of zstd packs the same rows",
    (
        "pipeline/core/shuffle.py",
        "return ((mixed >> np.uint64(32)) % np.uint64(parts)).astype(np.int64)",
        "32 -> 33",
    ): "31 high bits of a product spread keys over parts as 32 do",
    (
        "pipeline/readers/nesting.py",
        "return objects * PER_OBJECT + data.count(b'\"') // 2 * PER_STRING > MOST",
        "objects * PER_OBJECT + data.count(b'\"') // 2 * PER_STRING... -> objects * PER_OBJECT + "
        "data.count(b'\"') // 2 * PER_STRING...",
    ): "no sum of 192s and 60s is 2 GiB",
    ("pipeline/recipe/forecast.py", "units: int = 0", "0 -> 1"): (
        "units are read where a phase is given, and with their number"
    ),
    ("pipeline/recipe/forecast.py", 'self.last = ("", 0, 0)', "0 -> 1"): (
        "every unit that is to be done belongs to a phase, which says its own numbers first"
    ),
    (
        "pipeline/stages/mix/planner.py",
        "if scale * times[i] <= cap * SLACK:",
        "scale * times[i] <= cap * SLACK -> scale * times[i] < cap * SLACK",
    ): "at that very scale the documents of the next factor reach the cap as well",
    (
        "pipeline/stages/mix/planner.py",
        "lacking = [p for p in open_pools if share[p.name] > most[p.name]]",
        "share[p.name] > most[p.name] -> share[p.name] >= most[p.name]",
    ): "a pool whose share is all that it has is given that either way",
    (
        "pipeline/stages/pack/rows.py",
        "num_ids = np.concatenate([np.diff(o) for o, _ in chunks] or [np.zeros(0, np.int64)])",
        "0 -> 1",
    ): "without documents there is no order that takes a length",
    (
        "pipeline/stages/pack/rows.py",
        "return np.zeros(1, np.int64), np.zeros(0, np.int32)",
        "0 -> 1",
    ): "the ids of a chunk without documents are copied nowhere",
    (
        "pipeline/stages/pack/rows.py",
        "here = np.flatnonzero((source >= first) & (source < first + rows))",
        "source < first + rows -> source <= first + rows",
    ): "the chunk of the document that is one too many writes over it",
    ("pipeline/stages/pack/rows.py", "end = 0", "0 -> 1"): "the first piece begins at 0",
    (
        "pipeline/stages/pack/rows.py",
        "begins = np.zeros(size + 1, bool)",
        "1 -> 2",
    ): "nothing begins behind the last row",
}
