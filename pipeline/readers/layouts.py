"""Layouts: the field names of published Korean corpora whose JSON files hold many documents.

The names are those of the publishers: the National Institute of Korean Language for 모두의 말뭉치, and AI
Hub, whose sets differ; three frequent forms are here. The ids of AI Hub are not used: the same documents
occur under Training, Validation and Sample, where dedup_exact finds them.
"""

from typing import Any

_WRITTEN = {
    "records": "document[]",
    "text_field": "paragraph[].form",
    "id_field": "id",
    "title_field": "metadata.title",
    "date_field": "metadata.date",
}
_SPOKEN = {**_WRITTEN, "text_field": "utterance[].form", "speaker_field": "speaker_id"}

LAYOUTS: dict[str, dict[str, Any]] = {
    "modu_news": _WRITTEN,
    "modu_written": _WRITTEN,
    "modu_web": _WRITTEN,
    "modu_spoken": _SPOKEN,
    "modu_messenger": _SPOKEN,
    # 문서요약 텍스트: lists of paragraphs, each a list of sentences.
    "aihub_summary": {
        "records": "documents[]",
        "text_field": "text[][].sentence",
        "title_field": "title",
        "date_field": "publish_date",
    },
    # 기계독해: passages with questions, in the form of SQuAD.
    "aihub_mrc": {
        "records": "data[]",
        "text_field": "paragraphs[].context",
        "title_field": "doc_title",
        "date_field": "doc_published",
    },
    # 한국어 대화 요약.
    "aihub_dialogue": {
        "records": "data[]",
        "text_field": "body.dialogue[].utterance",
        "title_field": "header.dialogueInfo.topic",
        "speaker_field": "participantID",
    },
}
"""Name -> values of the keys of a source. What the recipe itself states goes before them."""
