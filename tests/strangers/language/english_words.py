"""English grammars that several families share: everyday prose and technical prose."""

from tests.strangers.language.grammar import Grammar

ESSAY = {
    "who": ["my grandmother", "the postman", "an old neighbour", "our teacher", "the baker", "a stranger", "her cousin", "the landlord", "a tired nurse", "the fisherman"],
    "where": ["in the market", "by the river", "behind the school", "at the station", "under the bridge", "in the attic", "near the harbour", "on the hillside"],
    "thing": ["umbrella", "letter", "bicycle", "lantern", "photograph", "clock", "ladder", "suitcase", "blanket", "kettle", "violin", "map"],
    "adjective": ["rusty", "quiet", "narrow", "golden", "broken", "familiar", "heavy", "crooked", "borrowed", "faded"],
    "did": ["found", "sold", "lost", "repaired", "carried", "painted", "borrowed", "hid", "cleaned", "forgot"],
    "when": ["Last winter", "On Sunday", "Before the rain", "Years later", "That evening", "Every spring", "At dawn", "By then"],
    "matter": ["weather", "money", "patience", "luck", "silence", "distance", "bread", "work", "memory", "travel"],
    "sentence": [
        "{when} {who} {did} the {adjective} {thing} {where}.",
        "Nobody could say why the {thing} had been left {where}.",
        "We talked about {matter} and {matter} until {who} fell asleep.",
        "It was a {adjective} {thing}, and it was worth more than {matter}.",
        "{when} I finally understood what {who} meant by {matter}.",
        "There is always a {thing} that someone {did} and never mentioned again.",
        "If you walk {where}, you will see where {who} {did} a {thing}.",
        "People worry about {matter}, but they rarely ask {who} for help.",
        "She kept the {adjective} {thing} because it reminded her of {matter}.",
        "The {thing} was {adjective}; the {thing} beside it was not.",
    ],
    "title": ["The {adjective} {thing}", "A Note on {matter}", "{when}", "{matter} and {matter}"],
}  # fmt: skip
TECHNICAL = {
    "tool": ["Docker", "Kubernetes", "PyTorch", "React", "Redis", "Kafka", "Terraform", "Postgres", "Nginx", "FastAPI"],
    "term": ["container", "pod", "token", "endpoint", "schema", "thread", "index", "queue", "replica", "session", "cache", "pipeline", "branch", "tensor", "socket"],
    "verb": ["restart", "deploy", "configure", "serialize", "mount", "render", "parse", "override", "index", "flush"],
    "problem": ["a timeout", "a deadlock", "an out-of-memory error", "a stale read", "a race condition", "a segmentation fault"],
    "sentence": [
        "Before you {verb} the {term}, make sure that {tool} is running.",
        "The {term} is created once for each {term} and is never shared between threads.",
        "If you see {problem}, {verb} the {term} and try again.",
        "{tool} does not {verb} a {term} unless the {term} has changed.",
        "This page describes how to {verb} a {term} in {tool}.",
        "By default every {term} is kept for ten minutes, which may cause {problem}.",
        "You can also {verb} several {term}s at once, but this is slower.",
        "Returns the {term} that was passed to the constructor.",
        "We no longer {verb} the {term} when {tool} reports {problem}.",
    ],
    "heading": [
        "Installing {tool}",
        "How to {verb} the {term}",
        "Known issues",
        "The {term}",
        "Fixing {problem}",
    ],
}  # fmt: skip
essay, technical = Grammar(ESSAY), Grammar(TECHNICAL)
