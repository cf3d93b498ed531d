"""English documents: pages with Korean parts, documentation, short and formulaic texts."""

from random import Random

from tests.strangers.language import code
from tests.strangers.language.english_words import essay, technical
from tests.strangers.language.family import Family
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.korean_words import everyday
from tests.strangers.language.menus import english_menu, korean_menu

POP = Grammar({
    "group": ["Haneul Mirae", "BYEOL7", "Cheongchun", "SORA", "Neon Dokkaebi", "Baram", "ONYU"],
    "member": ["Kim Do-hyun", "Lee Seo-jin", "Park Ha-neul", "Choi Yu-na", "Jung Tae-min", "Kang Bora", "Yoon Ji-ah", "Seo Woo-bin"],
    "show": ["Inkigayo", "Music Bank", "the Gocheok Sky Dome", "a fan meeting in Busan", "the Melon awards"],
    "song": ["Saranghae", "Bom Nal Again", "Jigeum", "Oneul Bam", "Hwaiting", "Midnight Hangang"],
    "sentence": [
        "{member} of {group} returned to {show} with a new single called “{song}”.",
        "Fans in Seoul waited overnight to see {member} and {member}.",
        "“{song}” is the most personal song that {group} has ever released.",
        "{member} wrote the lyrics of “{song}” while travelling through Gyeongju.",
        "The agency said that {member} will rest for three months.",
        "{group} debuted in 2016 with seven members, two of them from Daegu.",
        "After {show}, {member} thanked the fans who had come from abroad.",
    ],
})  # fmt: skip
LESSON = Grammar({
    "word": ["사과", "먹다", "학교", "예쁘다", "친구", "물", "가다", "감사합니다", "안녕하세요", "책", "어제", "괜찮아요", "오빠", "시장"],
    "gloss": ["apple", "school", "friend", "water", "book", "market", "yesterday", "older", "brother"],
    "sentence": [
        "The word {word} is one of the first that every learner meets.",
        "You use {word} when you speak to someone older than you.",
        "Do not confuse {word} with {word}; they sound alike but mean different things.",
        "In this lesson we will learn how to say “{gloss}” in a polite way.",
        "Notice how the final consonant of {word} changes before a vowel.",
        "A common mistake is to put {word} at the beginning of the sentence.",
        "Practice: write three sentences with {word} and read them aloud.",
        "Native speakers often drop the particle after {word} in casual speech.",
    ],
})  # fmt: skip
SHORT = Grammar({
    "slang": ["lol", "omg", "tbh", "ngl", "smh", "idk", "brb", "fr fr", "lmao", "ikr"],
    "person": ["bro", "bestie", "dude", "mom", "sis", "fam"],
    "thing": ["exam", "movie", "playlist", "bus", "pizza", "match", "update", "haircut"],
    "chat": [
        "{slang} that {thing} was so bad", "{person} where u at", "cant even rn {slang}", "the {thing} got cancelled again {slang}",
        "u coming or not {person}?", "nah {person} im done with this {thing}", "{slang} i forgot the {thing}", "wait what happened to the {thing} {slang}",
    ],
    "tag": ["#travel", "#foodie", "#mondaymood", "#tbt", "#nofilter", "#fitness", "#books", "#art", "#music", "#love"],
    "nation": ["Senate", "Ministry", "Court", "Council", "Union", "Watchdog", "Treasury", "Parliament"],
    "act": ["backs", "blocks", "delays", "rejects", "reviews", "unveils", "slams", "probes"],
    "object": ["tax plan", "rail merger", "port strike deal", "rent cap", "drug prices", "trade pact", "budget cuts", "school reform"],
    "headline": [
        "{nation} {act} {object}", "{object}: {nation} {act} vote", "{nation}, {nation} clash over {object}", "Shares slide after {nation} {act} {object}",
        "Exclusive: {nation} {act} {object}", "Storm hits coast, {object} on hold",
    ],
    "brand": ["Nova", "Hexon", "Luma", "Arctis", "Velora", "Tandem", "Orbit", "Korvin"],
    "ware": ["Wireless Earbuds", "Air Purifier", "Rice Cooker", "Mechanical Keyboard", "Camping Chair", "Power Bank", "Desk Lamp"],
    "trait": ["Noise Cancelling", "Waterproof IPX5", "Fast Charging", "Foldable", "Stainless Steel", "Black", "2-Pack", "USB-C"],
    "title": ["{brand} {ware}, {trait}, {trait}", "{brand} {ware} - {trait} ({trait})", "New {brand} {trait} {ware}"],
    "label": [
        "Save changes", "Delete {thing}?", "Your {thing} could not be uploaded", "Sign out", "{ware} added to cart", "Retry now",
        "No {thing} found", "Are you sure you want to leave?", "Enter a valid {thing} name", "Show more {thing}s",
    ],
})  # fmt: skip
COOKING = Grammar({
    "food": ["onions", "carrots", "chickpeas", "spinach", "potatoes", "mushrooms", "salmon", "rice"],
    "spice": ["paprika", "cumin", "thyme", "pepper", "garlic", "ginger"],
    "step": [
        "Chop the {food} and set them aside.", "Heat the oil and fry the {food} with the {spice}.", "Season with {spice} to taste.",
        "Simmer the {food} for twenty minutes.", "Stir in the {food} and serve warm.", "Drain the {food} and mash them lightly.",
    ],
})  # fmt: skip
VERSE = Grammar({
    "noun": ["river", "lantern", "winter", "sparrow", "harbour", "ember", "orchard", "shadow", "tide", "mother"],
    "line": [
        "O {noun}, keep the {noun} for me", "and still the {noun} sings", "beneath a {noun} of stone", "no {noun} returns the way it came",
        "I gave my {noun} to the {noun}", "softly, the {noun} forgets",
    ],
})  # fmt: skip
LAW = Grammar({
    "party": ["Licensee", "Licensor", "Tenant", "Supplier", "Customer", "Employer"],
    "right": ["assign this Agreement", "terminate the term", "disclose Confidential Information", "modify the Premises", "withhold payment"],
    "sentence": [
        "The {party} shall not {right} without the prior written consent of the {party}.",
        "Notwithstanding the foregoing, the {party} may {right} upon thirty days' notice.",
        "In no event shall the {party} be liable to the {party} for any indirect damages.",
        "The {party} hereby represents that it has the authority to {right}.",
        "Any dispute between the {party} and the {party} shall be settled by arbitration in Seoul.",
    ],
})  # fmt: skip
MATHS = Grammar({
    "object": ["ring", "group", "sheaf", "module", "scheme", "manifold", "category", "operator"],
    "formula": ["$f\\colon X \\to Y$", "$\\sum_{ i=1 }^n a_i x^i$", "$\\mathcal O_X$", "$H^1(X, F) = 0$", "$x \\mapsto x^2$", "$\\alpha \\le \\beta$"],
    "sentence": [
        "Let {formula} be a morphism and let $M$ be a {object}.", "Then {formula} holds if and only if the {object} is flat.",
        "The proof of {formula} is left to the reader.", "By the lemma above, every {object} admits {formula}.",
        "\\begin{ lemma } Every {object} with {formula} is finite. \\end{ lemma }", "Suppose that {formula} fails for some {object}.",
    ],
})  # fmt: skip


def essay_prose(random: Random) -> str:
    return essay.paragraphs(random, "sentence", 1, 12)


def one_sentence(random: Random) -> str:
    return essay.expand(random, "{sentence}")


def technical_prose(random: Random) -> str:
    return technical.paragraphs(random, "sentence", 1, 8)


def korean_menu_page(random: Random) -> str:
    """A Korean menu above an English article, a Korean footer below."""
    article = essay.paragraphs(random, "sentence", 2, 6)
    return f"{korean_menu(random)}\n\n{article}\n\n{korean_menu(random)}\n© 2024 주식회사 새봄. 모든 권리 보유."


def korean_comment_page(random: Random) -> str:
    """An English article with one or two comments in Korean."""
    remarks = "\n".join(everyday.some(random, "sentence", 1, 2))
    return f"{essay.paragraphs(random, 'sentence', 3, 6)}\n\nComments (2)\n{remarks}"


def pop(random: Random) -> str:
    return POP.prose(random, "sentence", 1, 10)


def pop_hangul(random: Random) -> str:
    """English about singers, their names also in Hangul."""
    names = ["김도현", "이서진", "박하늘", "최유나", "정태민", "강보라"]
    return " ".join(
        f"{s[:-1]} ({random.choice(names)})." for s in POP.some(random, "sentence", 1, 8)
    )


def lesson(random: Random) -> str:
    return LESSON.prose(random, "sentence", 2, 12)


def word_list(random: Random) -> str:
    """A list of Korean words between English explanations."""
    entries = (
        f"- {LESSON.expand(random, '{word}')}: {LESSON.expand(random, '{sentence}')}"
        for _ in range(random.randint(2, 10))
    )
    return "\n".join(["Vocabulary for this week", *entries])


def documentation(random: Random) -> str:
    """Documentation with front matter and code, one Korean name as its author."""
    author = random.choice(["김도윤", "이서연", "박지훈", "최은우", "정하린"])
    parts = [
        code.front_matter(random, technical.expand(random, "{heading}")),
        f"Maintained by {author}.",
    ]
    for _ in range(random.randint(1, 5)):
        parts += [
            f"## {technical.expand(random, '{heading}')}",
            technical.prose(random, "sentence", 2, 4),
            code.block(random),
        ]
    return "\n\n".join(parts)


def code_with_comments(random: Random) -> str:
    return "\n".join(
        f"# {technical.expand(random, '{sentence}')}\n{code.python(random)}\n"
        for _ in range(random.randint(1, 5))
    )


def korean_strings(random: Random) -> str:
    """English prose about code that holds Korean string literals."""
    word = random.choice(["안녕하세요", "취소", "저장하기", "다음", "이전", "검색어를", "확인"])
    return f'{technical.prose(random, "sentence", 3, 6)}\n\n{code.TICKS}python\nlabel = "{word}"\nprint({code.name(random)}(label))\n{code.TICKS}\n\n{technical.expand(random, "{sentence}")}'


def interface_strings(random: Random) -> str:
    return "\n".join(
        f'"{code.name(random)}.{random.choice(code.KEYS)}": "{label}",'
        for label in SHORT.some(random, "label", 3, 20)
    )


def chat(random: Random) -> str:
    return "\n".join(SHORT.some(random, "chat", 1, 12))


def tweet(random: Random) -> str:
    tags = " ".join(random.sample(SHORT.rules["tag"], 4))
    return f"@{random.choice(code.STEMS)}{random.randint(1, 999)} {SHORT.expand(random, '{chat}')} {tags} {code.url(random)}"


def headline(random: Random) -> str:
    return SHORT.expand(random, "{headline}")


def product_title(random: Random) -> str:
    return SHORT.expand(random, "{title}")


def recipe(random: Random) -> str:
    return "\n".join(
        f"{i}. {step}" for i, step in enumerate(COOKING.some(random, "step", 2, 12), 1)
    )


def poem(random: Random) -> str:
    return "\n".join(VERSE.some(random, "line", 3, 20))


def legal(random: Random) -> str:
    return "\n\n".join(
        f"{i}.{random.randint(1, 9)} {s}"
        for i, s in enumerate(LAW.some(random, "sentence", 1, 14), 1)
    )


def latex(random: Random) -> str:
    return MATHS.prose(random, "sentence", 2, 12)


def release_notes(random: Random) -> str:
    lines = (
        f"- {s} (#{random.randint(1, 9999)}, thanks @{random.choice(('minsu', 'jiwon', 'hyejin', 'taeho'))}{random.randint(1, 99)})"
        for s in technical.some(random, "sentence", 2, 12)
    )
    return "\n".join([f"## {random.randint(1, 9)}.{random.randint(0, 30)}.0", *lines])


def log_excerpt(random: Random) -> str:
    return f"{technical.prose(random, 'sentence', 2, 4)}\n\n{code.log_lines(random, random.randint(2, 10))}\n\n{technical.expand(random, '{sentence}')}"


def mail_korean_signature(random: Random) -> str:
    name = random.choice(["김민준", "이서연", "박지호", "최하나", "정태양"])
    return f"Hi all,\n\n{essay.paragraphs(random, 'sentence', 1, 3)}\n\nBest,\n--\n{name} 과장 | 해외영업팀\n서울특별시 강남구 테헤란로 {random.randint(1, 500)}"


def essay_korean_quotes(random: Random) -> str:
    """An English essay that quotes one Korean sentence in each part."""
    parts = (
        f"{essay.prose(random, 'sentence', 4, 6)} In the original: “{everyday.expand(random, '{sentence}')}”"
        for _ in range(random.randint(1, 4))
    )
    return "\n\n".join(parts)


def half_translated(random: Random) -> str:
    """An English page with a last paragraph in Korean."""
    return f"{essay.paragraphs(random, 'sentence', 4, 6)}\n\n{everyday.prose(random, 'sentence', 2, 3)}"


def subtitles(random: Random) -> str:
    cues = (
        f"{i}\n00:{i:02d}:01,000 --> 00:{i:02d}:{random.randint(2, 9):02d},500\n- {line}"
        for i, line in enumerate(essay.some(random, "sentence", 2, 20), 1)
    )
    return "\n\n".join(cues)


def table_markdown(random: Random) -> str:
    rows = (
        f"| `{code.name(random)}` | {random.choice(code.TYPES)} | {technical.expand(random, '{sentence}')} |"
        for _ in range(random.randint(2, 15))
    )
    return "\n".join(["| Name | Type | Description |", "|---|---|---|", *rows])


def links(random: Random) -> str:
    entries = (
        f"- {technical.expand(random, '{heading}')}: {code.url(random)}"
        for _ in range(random.randint(3, 15))
    )
    return "\n".join([technical.expand(random, "{sentence}"), *entries])


def menu_page(random: Random) -> str:
    return f"{english_menu(random)}\n\n{essay.paragraphs(random, 'sentence', 1, 4)}"


FAMILIES = (
    Family("en_essay", "en", essay_prose),
    Family("en_sentence", "en", one_sentence),
    Family("en_technical_prose", "en", technical_prose),
    Family("en_article_korean_menu", "en", korean_menu_page),
    Family("en_article_korean_comment", "en", korean_comment_page),
    Family("en_article_english_menu", "en", menu_page),
    Family("en_korean_pop", "en", pop),
    Family("en_korean_pop_hangul_names", "en", pop_hangul),
    Family("en_korean_lesson", "en", lesson),
    Family("en_korean_word_list", "en", word_list),
    Family("en_documentation_korean_author", "en", documentation),
    Family("en_code_with_comments", "en", code_with_comments),
    Family("en_code_korean_strings", "en", korean_strings),
    Family("en_interface_strings", "en", interface_strings),
    Family("en_chat_slang", "en", chat),
    Family("en_tweet", "en", tweet),
    Family("en_headline", "en", headline),
    Family("en_product_title", "en", product_title),
    Family("en_recipe", "en", recipe),
    Family("en_poem", "en", poem),
    Family("en_legal", "en", legal),
    Family("en_latex_notes", "en", latex),
    Family("en_release_notes", "en", release_notes),
    Family("en_log_excerpt", "en", log_excerpt),
    Family("en_mail_korean_signature", "en", mail_korean_signature),
    Family("en_essay_korean_quotes", "en", essay_korean_quotes),
    Family("en_half_translated", "en", half_translated),
    Family("en_subtitles", "en", subtitles),
    Family("en_table_markdown", "en", table_markdown),
    Family("en_links", "en", links),
)
