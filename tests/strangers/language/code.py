"""Parts of documents that hold no sentence: code, identifiers, addresses, paths, hashes, front matter."""

from base64 import b64encode
from random import Random

STEMS = ["user", "order", "cart", "node", "page", "token", "cache", "frame", "batch", "event", "price", "route", "image", "query", "index", "score", "shard", "video"]  # fmt: skip
VERBS = ["get", "load", "save", "parse", "build", "fetch", "merge", "check", "send", "split", "render", "update", "open", "close", "count"]  # fmt: skip
TYPES = ["int", "str", "float", "bool", "bytes", "list", "dict"]
HOSTS = ["example.com", "example.org", "docs.example.net", "blog.example.kr", "shop.example.co.kr"]  # fmt: skip
KEYS = ["timeout", "retries", "workers", "region", "image", "port", "memory", "replicas", "level", "format"]  # fmt: skip
TICKS = "`" * 3


def name(random: Random) -> str:
    """A function's name in one of three spellings."""
    verb, stem = random.choice(VERBS), random.choice(STEMS)
    spelled = (
        f"{verb}_{stem}",
        f"{verb}{stem.title()}",
        f"{verb}{stem.title()}By{random.choice(STEMS).title()}",
    )
    return random.choice(spelled)


def constant(random: Random) -> str:
    return f"{random.choice(STEMS)}_{random.choice(KEYS)}".upper()


def span(random: Random) -> str:
    """A code span of Markdown."""
    return random.choice(
        (
            f"`{name(random)}()`",
            f"`{constant(random)}`",
            f"`--{random.choice(KEYS)}`",
            f"`{path(random)}`",
        )
    )


def path(random: Random) -> str:
    parts = [random.choice(STEMS) for _ in range(random.randint(1, 3))]
    return "/".join(["src", *parts]) + random.choice((".py", ".ts", ".yaml", ".go", ".java"))


def url(random: Random) -> str:
    parts = "/".join(random.sample(STEMS, random.randint(1, 3)))
    return f"https://{random.choice(HOSTS)}/{parts}?{random.choice(KEYS)}={random.randint(1, 9999)}"


def digest(random: Random, characters: int = 40) -> str:
    return "".join(random.choices("0123456789abcdef", k=characters))


def uuid(random: Random) -> str:
    return "-".join(digest(random, n) for n in (8, 4, 4, 4, 12))


def base64(random: Random, characters: int) -> str:
    return b64encode(random.randbytes(characters * 3 // 4)).decode()


def python(random: Random) -> str:
    stem, call = random.choice(STEMS), name(random)
    return "\n".join([
        f"def {call}({stem}: {random.choice(TYPES)}, {random.choice(KEYS)}={random.randint(1, 99)}):",
        f"    result = {name(random)}({stem})",
        f"    if result.{random.choice(KEYS)} > {random.randint(1, 500)}:",
        f"        raise ValueError({constant(random)})",
        f"    return [{name(random)}(x) for x in result.{random.choice(STEMS)}s]",
    ])  # fmt: skip


def javascript(random: Random) -> str:
    stem = random.choice(STEMS)
    return "\n".join([
        f"const {stem} = await {name(random)}('{path(random)}');",
        f"export function {name(random)}({stem}s) {{",
        f"  return {stem}s.filter(item => item.{random.choice(KEYS)} !== {random.randint(0, 9)});",
        "}",
    ])  # fmt: skip


def shell(random: Random) -> str:
    return "\n".join([
        f"$ git checkout -b {random.choice(VERBS)}-{random.choice(STEMS)}",
        f"$ docker run --rm -p {random.randint(1000, 9999)}:80 {random.choice(STEMS)}:{random.randint(1, 9)}.{random.randint(0, 9)}",
        f"$ export {constant(random)}={random.randint(1, 64)}",
        f"$ python {path(random)} --{random.choice(KEYS)} {random.randint(1, 99)}",
    ])  # fmt: skip


def sql(random: Random) -> str:
    table, column = random.choice(STEMS), random.choice(KEYS)
    return "\n".join([
        f"SELECT {column}, COUNT(*) FROM {table}s",
        f"WHERE {random.choice(KEYS)} BETWEEN {random.randint(1, 9)} AND {random.randint(10, 99)}",
        f"GROUP BY {column} ORDER BY 2 DESC LIMIT {random.randint(5, 50)};",
    ])  # fmt: skip


def yaml(random: Random) -> str:
    keys = random.sample(KEYS, 4)
    return "\n".join(
        [f"{random.choice(STEMS)}:"] + [f"  {key}: {random.randint(1, 900)}" for key in keys]
    )


LANGUAGES = (("python", python), ("js", javascript), ("bash", shell), ("sql", sql), ("yaml", yaml))


def block(random: Random) -> str:
    """A fenced code block without comments."""
    language, make = random.choice(LANGUAGES)
    return f"{TICKS}{language}\n{make(random)}\n{TICKS}"


def front_matter(random: Random, title: str) -> str:
    """YAML front matter whose keys and values, the title aside, are identifiers."""
    lines = [
        f"title: {title}",
        f"layout: {random.choice(('post', 'docs', 'reference'))}",
        f"date: 20{random.randint(10, 25)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        f"tags: [{', '.join(random.sample(STEMS, 3))}]",
        f"permalink: /{random.choice(STEMS)}/{random.choice(STEMS)}-{random.randint(1, 99)}/",
        f"ms.author: {random.choice(STEMS)}{random.randint(1, 99)}",
    ]
    return "\n".join(["---", *lines, "---"])


def log_lines(random: Random, n: int) -> str:
    """Lines of a program's log."""
    return "\n".join(
        f"2024-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}T{random.randint(0, 23):02d}:{random.randint(0, 59):02d}:{random.randint(0, 59):02d}Z "
        f"{random.choice(('INFO', 'WARN', 'ERROR'))} [{random.choice(STEMS)}-{random.randint(1, 32)}] "
        f"{name(random)} {random.choice(KEYS)}={random.randint(0, 5000)} {random.choice(('ECONNRESET', 'NullPointerException', 'status=503', 'OK'))}"
        for _ in range(n)
    )  # fmt: skip
