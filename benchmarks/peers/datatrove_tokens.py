"""datatrove's DocumentTokenizer with shuffling: `datatrove_tokens.py SOURCE_DIR TOKENIZER OUT_DIR
WORKERS`."""

import json
import sys
import time
from pathlib import Path

try:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.tokens import DocumentTokenizer
except ImportError:
    sys.exit(3)


def main(source: str, tokenizer: str, out: str, workers: str) -> None:
    files = len(list(Path(source).glob("*.jsonl")))
    executor = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(source, glob_pattern="*.jsonl"),
            DocumentTokenizer(
                output_folder=f"{out}/tokens",
                tokenizer_name_or_path=tokenizer,
                eos_token="<|endoftext|>",
                shuffle_documents=True,
            ),
        ],
        tasks=files,
        workers=int(workers),
        logging_dir=f"{out}/logs",
    )
    started = time.perf_counter()
    executor.run()
    seconds = time.perf_counter() - started
    tokens = sum(p.stat().st_size for p in Path(out, "tokens").rglob("*.ds"))
    print(json.dumps({"seconds": seconds, "bytes_out": tokens}))


if __name__ == "__main__":
    main(*sys.argv[1:])
