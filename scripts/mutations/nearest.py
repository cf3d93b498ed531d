"""The modules that are changed, and the tests that are run then."""

# Module -> the tests that stand nearest to it, its own file first: most changes end there.
NEAREST = {
    "pipeline/core/job.py": (
        "tests/core/test_job.py",
        "tests/core/test_shuffle.py",
        "tests/core/test_record.py",
    ),
    "pipeline/core/store.py": ("tests/core/test_store.py", "tests/core/test_job.py"),
    "pipeline/core/shard.py": ("tests/core/test_shard.py", "tests/core/test_job.py"),
    "pipeline/core/dataset.py": ("tests/core/test_job.py", "tests/core/test_corpus.py"),
    "pipeline/core/shuffle.py": ("tests/core/test_shuffle.py", "tests/core/test_exchange.py"),
    "pipeline/core/exchange.py": ("tests/core/test_exchange.py",),
    "pipeline/core/spill.py": ("tests/core/test_spill.py", "tests/core/test_exchange.py"),
    "pipeline/core/record.py": (
        "tests/core/test_record.py",
        "tests/core/test_job.py",
        "tests/core/test_shard.py",
    ),
    "pipeline/core/unit.py": (
        "tests/core/test_job.py",
        "tests/core/test_corpus.py",
        "tests/core/test_record.py",
    ),
    "pipeline/core/corpus.py": (
        "tests/core/test_corpus.py",
        "tests/core/test_quarantine.py",
        "tests/core/test_job.py",
    ),
    "pipeline/core/patience.py": ("tests/core/test_patience.py",),
    "pipeline/core/retired.py": ("tests/core/test_retired.py",),
    "pipeline/core/poison.py": ("tests/core/test_poison.py",),
    "pipeline/core/quarantine.py": ("tests/core/test_quarantine.py",),
    "pipeline/processes/pool.py": ("tests/processes",),
    "pipeline/readers/account.py": ("tests/readers/test_account.py", "tests/readers/test_plan.py"),
    "pipeline/readers/plan.py": ("tests/readers/test_plan.py", "tests/readers/test_identity.py"),
    "pipeline/readers/skipped.py": ("tests/readers/test_skipped.py",),
    "pipeline/readers/nesting.py": ("tests/readers/test_nesting.py",),
    "pipeline/readers/expansion.py": ("tests/readers/test_expansion.py",),
    "pipeline/readers/ipc.py": ("tests/readers/test_ipc.py",),
    "pipeline/readers/parquet_pages.py": ("tests/readers/test_parquet_pages.py",),
    "pipeline/recipe/events.py": ("tests/recipe/test_events.py",),
    "pipeline/recipe/forecast.py": ("tests/recipe/test_forecast.py",),
    "pipeline/stages/mix/choose.py": (
        "tests/stages/mix/test_choose.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/mix/tuning.py": (
        "tests/stages/mix/test_tuning.py",
        "tests/stages/mix/test_choose.py",
    ),
    "pipeline/stages/mix/weights.py": (
        "tests/stages/mix/test_planner.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/mix/planner.py": (
        "tests/stages/mix/test_planner.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/pack/order.py": ("tests/stages/pack/test_order.py",),
    "pipeline/stages/pack/layout.py": (
        "tests/stages/pack/test_layout.py",
        "tests/stages/pack/test_rows.py",
    ),
    "pipeline/stages/pack/rows.py": (
        "tests/stages/pack/test_rows.py",
        "tests/stages/pack/test_forms.py",
    ),
    "pipeline/stages/scrub/documents.py": ("tests/stages/scrub",),
    "pipeline/stages/scrub/columns.py": ("tests/stages/scrub",),
    "pipeline/stages/scrub/masking.py": ("tests/stages/scrub",),
    "pipeline/stages/scrub/marks.py": ("tests/stages/scrub",),
    "pipeline/stages/scrub/key.py": ("tests/stages/scrub",),
}
