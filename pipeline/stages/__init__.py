"""The stages, one file or one folder each, in the order of a usual recipe."""

GROUP = "malmoi.stages"  # the entry points by which an installed package offers stages
STAGES = {
    "ingest": "pipeline.stages.ingest:Ingest",
    "scrub": "pipeline.stages.scrub.stage:Scrub",
    "rights": "pipeline.stages.rights.stage:Rights",
    "dedup_exact": "pipeline.stages.dedup.exact:DedupExact",
    "dedup_paragraph": "pipeline.stages.dedup.paragraph:DedupParagraph",
    "dedup_fuzzy": "pipeline.stages.dedup.fuzzy:DedupFuzzy",
    "import": "pipeline.stages.imports.stage:Import",
    "filter": "pipeline.stages.filter:Filter",
    "quality": "pipeline.stages.quality.stage:Quality",
    "decontaminate": "pipeline.stages.decontaminate.stage:Decontaminate",
    "mix": "pipeline.stages.mix.stage:Mix",
    "tokenizer": "pipeline.stages.tokenizer.stage:Tokenizer",
    "pack": "pipeline.stages.pack.stage:Pack",
}
