"""Rules by path: robots.txt (RFC 9309), ai.txt and tdmrep.json, and which of them opts a document out."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

ROBOTS, AI, TDM = "robots.txt", "ai.txt", "tdmrep.json"
NAMES = (ROBOTS, AI, TDM)
# Bytes of a file that are read: RFC 9309 asks for at least this many.
MOST_BYTES = 500 << 10
_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$")


@dataclass(frozen=True)
class Rule:
    """One rule: for whom, whether it allows, the pattern of paths, and the line of the file that states it."""

    agent: str
    allows: bool
    pattern: str
    line: str = ""


# (allows, pattern, line) of the rules of a group, behind the names of its agents in lower case.
_Group = tuple[set[str], list[tuple[bool, str, str]]]


def rules_of(name: str, text: str, agents: tuple[str, ...]) -> list[Rule]:
    """The rules of a file that hold for one of the agents. Raises ValueError if tdmrep.json has another form."""
    if name == TDM:
        return _of_tdm(text)
    groups = _groups(text)
    chosen = []
    for agent in agents:
        own = [rules for names, rules in groups if agent.lower() in names]
        # Without a group of its own, an agent follows that of all.
        own = own or [rules for names, rules in groups if "*" in names]
        chosen += [Rule(agent, *rule) for rules in own for rule in rules]
    return chosen


def _groups(text: str) -> list[_Group]:
    """The groups of a file, in its order."""
    groups: list[_Group] = []
    everyone: _Group = ({"*"}, [])
    signals: list[tuple[_Group, str, str]] = []
    is_open = False
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.match(line.partition("#")[0])
        if match is None:
            continue
        key, value = match[1].lower(), match[2]
        if key == "user-agent":
            if not is_open:
                groups.append((set(), []))
            # `GPTBot/1.0` names the product GPTBot.
            groups[-1][0].add(re.split(r"[/\s]", value, maxsplit=1)[0].lower())
            is_open = True
        elif key in ("allow", "disallow"):
            is_open = False
            if groups and value:
                groups[-1][1].append((key == "allow", value, f"{match[1]}: {value}"))
        elif key == "content-signal":
            is_open = False
            if re.search(r"\bai-train\s*=\s*no\b", value, re.IGNORECASE):
                # Before any group, or in a text without one, it holds for all.
                of_group = groups[-1] if groups else everyone
                signals.append((of_group, _signalled(value), f"{match[1]}: {value}"))
    for (_, rules), pattern, stated in signals:
        # A signal forbids training: `Allow: /` of its group allows the crawl.
        rules[:] = [rule for rule in rules if not (rule[0] and pattern == "/")]
        rules.append((False, pattern, stated))
    return [*groups, everyone] if everyone[1] else groups


def _signalled(value: str) -> str:
    """The path of a signal, `/private ai-train=no`; without one, all."""
    first = value.split(maxsplit=1)[0] if value.split() else ""
    return first if first.startswith("/") else "/"


def _of_tdm(text: str) -> list[Rule]:
    data = json.loads(text)
    entries = data if isinstance(data, list) else [data]
    rules = []
    for entry in entries:
        if not isinstance(entry, dict) or "location" not in entry:
            raise ValueError("expected a list of {location, tdm-reservation}")
        allows = str(entry.get("tdm-reservation", 0)).strip() != "1"
        line = f"tdm-reservation: {int(not allows)}: {entry['location']}"
        rules.append(Rule("tdm", allows, str(entry["location"]), line))
    return rules


def forbidding(rules: list[Rule], path: str) -> Rule | None:
    """The rule that forbids a path to an agent: the longest pattern wins, and allows if two are equal."""
    path = _encoded(path)
    for agent in dict.fromkeys(rule.agent for rule in rules):
        matching = [r for r in rules if r.agent == agent and _compiled(r.pattern).match(path)]
        if matching:
            best = max(matching, key=lambda r: (len(_encoded(r.pattern)), r.allows))
            if not best.allows:
                return best
    return None


def _encoded(path: str) -> str:
    """The path with every byte beyond ASCII in percent signs, and no other character."""
    return quote(unquote(path), safe="/?&=*$:@!'()+,;-._~%[]|")


@lru_cache(maxsize=1 << 14)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The expression of a pattern: `*` stands for any characters, `$` at its end for the end."""
    pattern = _encoded(pattern if pattern.startswith(("/", "*")) else f"/{pattern}")
    is_whole = pattern.endswith("$")
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*")]
    return re.compile(".*".join(parts) + (r"\Z" if is_whole else ""), re.DOTALL)
