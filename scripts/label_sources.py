"""The sources of the labelling sample: place, kind, subset, licence, and how many texts each gives.

Licences are those of the README of the folder of real text. Whole sources belong to one subset, so that a
model is tested on sources that it has not been trained on; every kind has sources in both. Left out: public
benchmarks, the evaluation splits of labelled sets, made-up personal data, tables of numbers.
"""

from dataclasses import dataclass

TRAIN, TEST = "train", "test"

# Licences that allow the text itself to be passed on. MPL, GFDL and PSF texts stay on their owners' sites.
FREE = frozenset({
    "Apache-2.0", "BSD-3-Clause", "CC-BY-3.0-US", "CC-BY-4.0", "CC-BY-SA", "CC-BY-SA-4.0",
    "CC0-1.0", "MIT", "public-domain",
})  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A file or a folder of Markdown below the folder of real text."""

    path: str
    kind: str
    """What the texts are: dialogue, reviews, comments, ... A kind spans the languages."""
    split: str
    """`train` or `test`."""
    lang: str
    """Language of the source as a whole: ko, en or code."""
    licence: str
    texts: int
    """Number of texts to draw."""
    by: str | None = None
    """Column whose values are drawn evenly, such as a genre."""
    windows: int = 1
    """Windows that one document may give: above 1 for files of few long documents."""
    field: str = "text"
    """Column of the text."""

    @property
    def origin(self) -> str:
        """Repository and commit, or package and version; empty for a source whose text is not passed on."""
        return ORIGINS.get(self.path, "")

    @property
    def is_free(self) -> bool:
        """True if the licence allows the text to be passed on."""
        return self.licence in FREE


# Where the texts that are passed on come from, as their licences ask.
ORIGINS = {
    "jsonl/ko_law.jsonl.zst": "xxyy89890-wq/legalize-kr @ 7460e2a014",
    "jsonl/ko_docs_cpp.jsonl.zst": "MicrosoftDocs/cpp-docs.ko-kr @ 4dfcde2107",
    "jsonl/ko_docs_pytorch.jsonl.zst": "PyTorchKorea/tutorials-kr @ 84b7db6e02",
    "jsonl/ko_wiki.jsonl.zst": "Korean Wikipedia, by kr-MATAGI/De-identification-NER-Datasets @ bebca31532",
    "jsonl/ko_comments.jsonl.zst": "kocohub/korean-hate-speech @ f8d05dce2b",
    "jsonl/ko_bible.jsonl.zst": "bluesaurel/Korean-Bible-1961-KRV @ 65cdce887b",
    "jsonl/ko_dialog.jsonl.zst": "songys/Chatbot_data @ 4cf20d13fc",
    "parquet/ko_reviews_pages.parquet": "e9t/nsmc @ cc0670e872",
    "parquet/ko_reviews_short.parquet": "e9t/nsmc @ cc0670e872",
    "labelled/ko_hate_kocohub/train.tsv": "kocohub/korean-hate-speech @ f8d05dce2b",
    "docs_tree/rust-ko": "rust-kr/doc.rust-kr.org @ 1d07d28a63",
    "docs_tree/react-ko": "reactjs/ko.react.dev @ 2e8c873c3c",
    "html/pytorch_kr.gold.jsonl": "PyTorchKorea/tutorials-kr @ 84b7db6e02",
    "wide/labelled/ko_3i4k_intent.jsonl.zst": "warnikchow/3i4k @ cfa90c15f8",
    "wide/labelled/ko_learner_sentences.jsonl.zst": "UniversalDependencies/UD_Korean-KSL @ a91ef7e39b",
    "wide/labelled/ko_reviews_toxic.jsonl.zst": "songys/Toxic_comment_data @ 37373c12ab",
    "wide/labelled/ko_style_topic.jsonl.zst": "cynthia/stylekqc @ f12bff2c26",
    "wide/mt/ko_msdocs_aspnet.jsonl.zst": "aspnet/Docs.ko-kr @ b73eba368e",
    "wide/mt/ko_msdocs_powerbi.jsonl.zst": "hongju/powerbi-docs.ko-kr @ 4769532ee0",
    "wide/mt/ko_msdocs_powershell.jsonl.zst": "MicrosoftDocs/powerShell-Docs.ko-kr @ 8fe5407331",
    "wide/good_ko/ko_gsd_sentences.jsonl.zst": "UniversalDependencies/UD_Korean-GSD @ 925eec2269",
    "wide/good_ko/ko_recipes.jsonl.zst": "daehyub71/korean-recipe-fitness @ ddad9ebae7",
    "wide/good_ko/ko_stories_1920s_30s.jsonl.zst": "juuuuunyy/txt @ 15a73718e3",
    "wide/good_ko/ko_survey_answers.jsonl.zst": "scdenney/nlp_corpora @ 437c1ff401",
    "jsonl/en_docs_cpp.jsonl.zst": "MicrosoftDocs/cpp-docs @ a2e592a8fc",
    "jsonl/en_novels.jsonl.zst": "computationalstylistics/100_english_novels @ 143e601875",
    "jsonl/code_cpp_samples.jsonl.zst": "MicrosoftDocs/cpp-docs @ a2e592a8fc",
    "labelled/en_sms_spam/spam.csv": (
        "mohitgupta-omg/Kaggle-SMS-Spam-Collection-Dataset- @ 9823a7f115"
    ),
    "wide/raw_web/en_youtube_spam.jsonl.zst": (
        "UCI YouTube Spam Collection, by shalimanov/spamchecker @ 4aef47fe64"
    ),
    "wide/good_en/en_masc_20_genres.jsonl.zst": "MASC, by nltk/nltk_data @ 5db857e6f7",
    "wide/good_en/en_state_union.jsonl.zst": "nltk/nltk_data @ 5db857e6f7",
}

NONE_STATED = "none stated"
# Pages and tweets in a repository of free licence, which its owners did not write.
OF_OTHERS = "texts of others"
SOURCES = (
    # Korean
    Source("jsonl/ko_law.jsonl.zst", "law", TRAIN, "ko", "public-domain", 50),
    Source("jsonl/ko_docs_cpp.jsonl.zst", "docs", TRAIN, "ko", "CC-BY-4.0", 70),
    Source("jsonl/ko_docs_pytorch.jsonl.zst", "docs", TRAIN, "ko", "BSD-3-Clause", 25),
    Source("jsonl/ko_wiki.jsonl.zst", "encyclopedia", TRAIN, "ko", "CC-BY-SA", 120, by="domain"),
    Source("jsonl/ko_comments.jsonl.zst", "comments", TRAIN, "ko", "CC-BY-SA-4.0", 115),
    Source("jsonl/ko_bible.jsonl.zst", "scripture", TRAIN, "ko", "public-domain", 15),
    Source("jsonl/ko_dialog.jsonl.zst", "dialogue", TRAIN, "ko", "MIT", 110),
    Source("parquet/ko_reviews_pages.parquet", "reviews", TEST, "ko", "CC0-1.0", 50),
    Source("parquet/ko_reviews_short.parquet", "reviews", TRAIN, "ko", "CC0-1.0", 100, by="label"),
    Source(
        "labelled/ko_hate_kocohub/train.tsv", "comments", TRAIN, "ko", "CC-BY-SA-4.0", 65,
        by="hate", field="comments",
    ),
    Source("docs_tree/rust-ko", "docs", TEST, "ko", "MIT", 45),
    Source("docs_tree/react-ko", "docs", TRAIN, "ko", "CC-BY-4.0", 45),
    Source("html/pytorch_kr.gold.jsonl", "docs", TRAIN, "ko", "BSD-3-Clause", 20),
    Source("html/libreoffice_help_ko.gold.jsonl", "docs", TEST, "ko", "MPL-2.0", 45),
    Source("wide/html/ko_city_pages.jsonl.zst", "government", TEST, "ko", NONE_STATED, 65),
    Source(
        "wide/raw_web/ko_insta_ads_by_hashtag.jsonl.zst", "ads", TRAIN, "ko", NONE_STATED, 120,
        by="hashtag",
    ),
    Source("wide/raw_web/ko_seo_affiliate_posts.jsonl.zst", "ads", TEST, "ko", NONE_STATED, 50),
    Source("wide/raw_web/ko_voice_phishing.jsonl.zst", "dialogue", TRAIN, "ko", NONE_STATED, 60),
    Source("wide/raw_web/ko_youtube_comments.jsonl.zst", "comments", TEST, "ko", NONE_STATED, 100),
    Source(
        "wide/labelled/ko_3i4k_intent.jsonl.zst", "dialogue", TRAIN, "ko", "CC-BY-SA-4.0", 55,
        by="label",
    ),
    Source(
        "wide/labelled/ko_dktc_threats.jsonl.zst", "dialogue", TEST, "ko", "CC-BY-NC-SA-4.0", 60,
        by="label",
    ),
    Source(
        "wide/labelled/ko_learner_sentences.jsonl.zst", "learners", TEST, "ko", "CC-BY-SA-4.0", 45,
        by="level",
    ),
    Source(
        "wide/labelled/ko_news_8_topics.jsonl.zst", "news", TRAIN, "ko", NONE_STATED, 120,
        by="label",
    ),
    Source(
        "wide/labelled/ko_reviews_toxic.jsonl.zst", "reviews", TRAIN, "ko", "MIT", 35, by="toxic"
    ),
    Source(
        "wide/labelled/ko_sarcasm_tweets.jsonl.zst", "comments", TEST, "ko", OF_OTHERS, 70, by="label"
    ),
    Source(
        "wide/labelled/ko_style_topic.jsonl.zst", "dialogue", TEST, "ko", "CC-BY-SA-4.0", 45,
        by="act",
    ),
    Source("wide/mt/ko_msdocs_aspnet.jsonl.zst", "docs", TRAIN, "ko", "CC-BY-4.0", 65, by="label"),
    Source("wide/mt/ko_msdocs_powerbi.jsonl.zst", "docs", TEST, "ko", "CC-BY-4.0", 65, by="label"),
    Source(
        "wide/mt/ko_msdocs_powershell.jsonl.zst", "docs", TRAIN, "ko", "CC-BY-4.0", 55, by="label"
    ),
    Source("wide/good_ko/ko_assembly_bills.jsonl.zst", "law", TEST, "ko", NONE_STATED, 12, windows=3),
    Source("wide/good_ko/ko_blog_nolboo.jsonl.zst", "blogs", TRAIN, "ko", NONE_STATED, 60),
    Source("wide/good_ko/ko_blog_til.jsonl.zst", "blogs", TEST, "ko", NONE_STATED, 60),
    Source("wide/good_ko/ko_gsd_sentences.jsonl.zst", "news", TEST, "ko", "CC-BY-SA-4.0", 60),
    Source(
        "wide/good_ko/ko_namuwiki_sample.jsonl.zst", "encyclopedia", TEST, "ko",
        "CC-BY-NC-SA-2.0-KR", 18, windows=4,
    ),
    Source(
        "wide/good_ko/ko_president_speeches.jsonl.zst", "speeches", TRAIN, "ko", NONE_STATED, 80,
        by="president",
    ),
    Source("wide/good_ko/ko_product_manual.jsonl.zst", "manuals", TRAIN, "ko", NONE_STATED, 40),
    Source("wide/good_ko/ko_recipes.jsonl.zst", "manuals", TEST, "ko", "MIT", 40, by="category"),
    Source(
        "wide/good_ko/ko_stories_1920s_30s.jsonl.zst", "fiction", TEST, "ko", "public-domain", 24,
        by="work", windows=20,
    ),
    Source(
        "wide/good_ko/ko_survey_answers.jsonl.zst", "survey", TRAIN, "ko", "MIT", 55, by="question"
    ),
    # English and code
    Source("jsonl/en_docs_cpp.jsonl.zst", "docs", TRAIN, "en", "CC-BY-4.0", 60),
    Source("jsonl/en_math_stacks.jsonl.zst", "textbooks", TRAIN, "en", "GFDL-1.2", 30),
    Source("jsonl/en_novels.jsonl.zst", "fiction", TRAIN, "en", "public-domain", 60, windows=20),
    Source(
        "jsonl/en_web_samples.jsonl.zst", "web", TEST, "en", "pages of their publishers", 120,
        by="source",
    ),
    Source("jsonl/code_cpython.jsonl.zst", "code", TRAIN, "code", "PSF-2.0", 20),
    Source("jsonl/code_cpp_samples.jsonl.zst", "code", TEST, "code", "MIT", 10),
    Source("parquet/en_web_dclm_labelled.parquet", "web", TRAIN, "en", OF_OTHERS, 120, by="label"),
    Source(
        "labelled/en_hate_davidson/labeled_data.csv", "comments", TEST, "en", OF_OTHERS, 90,
        by="class", field="tweet",
    ),
    Source(
        "labelled/en_sms_spam/spam.csv", "messages", TRAIN, "en", "Apache-2.0", 60, by="v1",
        field="v2",
    ),
    Source(
        "wide/raw_web/en_sms_smishing.jsonl.zst", "messages", TRAIN, "en", NONE_STATED, 80,
        by="label",
    ),
    Source(
        "wide/raw_web/en_youtube_spam.jsonl.zst", "comments", TRAIN, "en", "CC-BY-4.0", 90,
        by="label",
    ),
    Source("wide/good_en/en_abc_news.jsonl.zst", "news", TEST, "en", "research only", 110, by="part"),
    Source(
        "wide/good_en/en_brown_15_genres.jsonl.zst", "genres", TRAIN, "en", "CC-BY-NC", 120,
        by="label",
    ),
    Source(
        "wide/good_en/en_masc_20_genres.jsonl.zst", "genres", TEST, "en", "CC-BY-3.0-US", 120,
        by="label",
    ),
    Source(
        "wide/good_en/en_state_union.jsonl.zst", "speeches", TEST, "en", "public-domain", 70,
        windows=3,
    ),
    Source("wide/good_en/en_webtext.jsonl.zst", "web", TRAIN, "en", "research only", 120, by="part"),
)  # fmt: skip
