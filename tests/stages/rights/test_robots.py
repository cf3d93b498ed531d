"""RFC 9309, ai.txt and TDMRep: which rule forbids which path to which agent."""

import pytest

from pipeline.stages.rights.robots import AI, ROBOTS, TDM, forbidding, rules_of

FILE = """\
User-agent: *
Disallow: /all

User-agent: GPTBot
user-agent: CCBot/2.0
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Disallow:

User-agent: Google-Extended
Disallow: /
"""


@pytest.mark.parametrize(
    ("agent", "path", "forbidden"),
    [
        ("GPTBot", "/private/a", True),
        ("gptbot", "/private/a", True),
        ("CCBot", "/private/a", True),
        ("GPTBot", "/private/open/a", False),
        ("GPTBot", "/a/b.pdf", True),
        ("GPTBot", "/a/b.pdf?x=1", False),
        ("GPTBot", "/all", False),
        ("Other", "/all/x", True),
        ("Other", "/private/a", False),
        ("Google-Extended", "/", True),
        ("Google-Extended", "/x?y", True),
    ],
)
def test_group_of_an_agent_decides(agent: str, path: str, forbidden: bool) -> None:
    assert (forbidding(rules_of(ROBOTS, FILE, (agent,)), path) is not None) == forbidden


@pytest.mark.parametrize(
    ("rules", "path", "forbidden"),
    [
        ("Disallow: /a\nAllow: /a", "/a", False),
        ("Disallow: /a/b\nAllow: /a", "/a/b", True),
        ("Disallow: /%EA%B0%80", "/가/나", True),
        ("Disallow: /가", "/%ea%b0%80", True),
        ("Disallow: a*c", "/abc", True),
        ("Disallow: /a$", "/ab", False),
        ("Disallow: /*?session=", "/x?session=1", True),
    ],
)
def test_longest_pattern_decides(rules: str, path: str, forbidden: bool) -> None:
    found = forbidding(rules_of(ROBOTS, f"User-agent: *\n{rules}\n", ("X",)), path)
    assert (found is not None) == forbidden


def test_any_named_agent_opts_out() -> None:
    rules = rules_of(ROBOTS, FILE, ("GPTBot", "Google-Extended"))
    found = forbidding(rules, "/news")
    assert found is not None
    assert found.agent == "Google-Extended"


def test_content_signal_opts_out() -> None:
    rules = rules_of(
        ROBOTS, "User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n", ("X",)
    )
    # `Allow: /` allows the crawl, not the training.
    assert forbidding(rules, "/a")


def test_content_signal_holds_for_all_before_any_group() -> None:
    text = "Content-Signal: ai-train=no\n\nUser-agent: Other\nAllow: /\n"
    assert forbidding(rules_of(ROBOTS, text, ("X",)), "/a")
    assert not forbidding(rules_of(ROBOTS, text.replace("no", "yes"), ("X",)), "/a")


def test_ai_txt_forbids_kinds_of_files() -> None:
    rules = rules_of(AI, "User-Agent: *\nDisallow: *.html\nAllow: *.txt\n", ("X",))
    assert forbidding(rules, "/a.html")
    assert not forbidding(rules, "/a.txt")


def test_tdmrep_reserves_locations() -> None:
    text = '[{"location": "/news/*", "tdm-reservation": 1}, {"location": "/news/open*", "tdm-reservation": 0}]'
    rules = rules_of(TDM, text, ("X",))
    assert forbidding(rules, "/news/1")
    assert not forbidding(rules, "/news/open/1")
    assert not forbidding(rules, "/blog")
    with pytest.raises(ValueError, match="location"):
        rules_of(TDM, '["x"]', ("X",))
