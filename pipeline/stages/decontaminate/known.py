"""Test sets that recipes may name alone: where each is published, and which of its fields hold what.

The list covers what the reports of EXAONE 3.0 and 42dot LLM measure, and what others are compared on. Fields
are those of the published files. A set of several parts (KoBEST) names the fields of all of them. Passages
that were taken from Wikipedia and news (BoolQ, Belebele) are left out: text that holds them holds no answer.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """One published set."""

    # `owner/name` of its dataset on the Hugging Face hub.
    hub: str
    question: tuple[str, ...]
    answers: tuple[str, ...] = ()
    # Where its .json files keep the items, see TestSet.
    records: str = ""


KNOWN = {
    "arc": Known("allenai/ai2_arc", ("question",), ("choices.text",)),
    "bbh": Known("lukaemon/bbh", ("input",), ("target",), "examples"),
    "belebele": Known(
        "facebook/belebele",
        ("question",),
        ("mc_answer1", "mc_answer2", "mc_answer3", "mc_answer4"),
    ),
    "boolq": Known("google/boolq", ("question",)),
    "click": Known("EunsuKim/CLIcK", ("paragraph", "question"), ("choices",)),
    "gpqa": Known(
        "Idavidrein/gpqa",
        ("Question",),
        ("Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2", "Incorrect Answer 3"),
    ),
    "gsm8k": Known("openai/gsm8k", ("question",), ("answer",)),
    "haerae": Known("HAERAE-HUB/HAE_RAE_BENCH_1.1", ("query",), ("options",)),
    "hellaswag": Known("Rowan/hellaswag", ("ctx",), ("endings",)),
    "humaneval": Known("openai/openai_humaneval", ("prompt",), ("canonical_solution",)),
    "ifeval": Known("google/IFEval", ("prompt",)),
    "kmmlu": Known("HAERAE-HUB/KMMLU", ("question",), ("A", "B", "C", "D")),
    "kobest": Known(
        "skt/kobest_v1",
        ("question", "premise", "context", "context_1", "context_2", "sentence"),
        ("alternative_1", "alternative_2", "ending_1", "ending_2", "ending_3", "ending_4"),
    ),
    "komt_bench": Known("LGAI-EXAONE/KoMT-Bench", ("turns",)),
    "logickor": Known("maywell/LogicKor", ("questions",)),
    "korquad": Known("KorQuAD/squad_kor_v1", ("question",), (), "data.paragraphs.qas"),
    "lambada": Known("EleutherAI/lambada_openai", ("text",)),
    "math": Known("EleutherAI/hendrycks_math", ("problem",), ("solution",)),
    "mbpp": Known("google-research-datasets/mbpp", ("text", "prompt"), ("code",)),
    "mmlu": Known("cais/mmlu", ("question",), ("choices",)),
    "mmlu_pro": Known("TIGER-Lab/MMLU-Pro", ("question",), ("options",)),
    "openbookqa": Known("allenai/openbookqa", ("question_stem",), ("choices.text",)),
    "piqa": Known("ybisk/piqa", ("goal",), ("sol1", "sol2")),
    "truthfulqa": Known(
        "truthfulqa/truthful_qa",
        ("question",),
        ("correct_answers", "incorrect_answers", "mc1_targets.choices", "mc2_targets.choices"),
    ),
    "winogrande": Known("allenai/winogrande", ("sentence",), ("option1", "option2")),
}
