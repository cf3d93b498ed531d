"""One tool over documents: the text of each file, null where it fails, and seconds."""

import contextlib
import importlib
import io
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

logging.disable(logging.CRITICAL)
ABSENT = 3


def reader(tool: str) -> Callable[[str], str]:
    """The function of a tool that gives the text of a file."""
    module = importlib.import_module(tool)
    if tool == "markitdown":
        converter = module.MarkItDown()
        return lambda path: converter.convert(path).text_content
    if tool == "docling":
        return docling()
    if tool == "hwp_hwpx_parser":
        return lambda path: module.Reader(path).text
    return module.extract_text


def docling() -> Callable[[str], str]:
    """Docling without its models, which no package carries: PDF by its native pipeline, in the order of the
    file and without tables."""
    from docling.datamodel.base_models import InputFormat
    from docling.document_converter import DocumentConverter, PdfFormatOption
    from docling.pipeline.native_pdf_pipeline import NativePdfPipeline

    option = PdfFormatOption(pipeline_cls=NativePdfPipeline)
    converter = DocumentConverter(format_options={InputFormat.PDF: option})
    return lambda path: converter.convert(path).document.export_to_text()


def main(tool: str, file: str) -> None:
    try:
        function = reader(tool)
    except ModuleNotFoundError:
        sys.exit(ABSENT)
    texts: list[str | None] = []
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        for path in json.loads(Path(file).read_text()):
            try:
                texts.append(function(path))
            # What a tool fails on is counted.
            except Exception:
                texts.append(None)
    print(json.dumps({"texts": texts, "seconds": time.perf_counter() - started}))


main(sys.argv[1], sys.argv[2])
