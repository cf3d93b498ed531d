"""The report of a comparison: one file, in English or Korean, in the style of the report on a run."""

from typing import Any

from pipeline import __version__
from pipeline.effect.forest import forest
from pipeline.effect.statistics import BETTER, DISAGREE, WORSE
from pipeline.report.page import numbers, shell
from pipeline.report.page.context import Section
from pipeline.report.page.parts import Column, figure, note, paragraph, table
from pipeline.report.page.words import Language, Words


def page(result: dict[str, Any], lang: Language = "en") -> str:
    """The HTML of a result."""
    words = Words(lang)
    sections = [_summary(result, words), _arms(result, words), _by_stratum(result, words)]
    if result["gold"]:
        sections.append(_gold(result, words))
    if result["reasons"]:
        sections.append(_reasons(result, words))
    sections.append(_method(result, words))
    foot = note(words.say("effect.foot", version=__version__))
    return shell.page(words, words.say("effect.title"), sections, foot)


def percent(value: float, digits: int = 2) -> str:
    """A difference in percent with its sign: `-0.42 %`."""
    return f"{value:+.{digits}f}{numbers.GAP}%".replace("-", "−")


def interval(found: dict[str, Any]) -> str:
    """The bounds of a difference."""
    return f"{percent(found['low'])} … {percent(found['high'])}"


def _summary(result: dict[str, Any], words: Words) -> Section:
    told = [
        _sentence(name, found, result["baseline"], words)
        for name, found in _compared(result["arms"])
    ]
    what = words.say(
        "effect.what",
        arms=len(result["arms"]),
        tokens=numbers.count(result["tokens"]),
        documents=numbers.count(sum(s["documents"] for s in result["strata"])),
        strata=len(result["strata"]),
    )
    return Section(
        "summary", words.say("summary.title"), "".join(paragraph(t) for t in (what, *told))
    )


def _sentence(arm: str, found: dict[str, Any], baseline: str, words: Words) -> str:
    """The verdict on an arm in words; of an open one, what leaves it open."""
    return words.say(
        f"effect.told_{found['why'] or found['verdict']}",
        arm=arm,
        baseline=baseline,
        percent=percent(found["percent"]),
        interval=interval(found),
        agreeing=found["agreeing"],
        strata=len(found["by_stratum"]),
    )


def _arms(result: dict[str, Any], words: Words) -> Section:
    say = words.say
    columns = [
        Column(say("effect.arm")),
        Column(say("effect.documents"), "count"),
        Column(say("effect.unique"), "count"),
        Column(say("effect.bits"), "text"),
        Column(say("effect.difference"), "text"),
        Column(say("effect.interval"), "text"),
        Column(say("effect.verdict"), "text"),
    ]
    rows = [
        [
            arm["name"],
            arm["documents"],
            arm["unique"],
            f"{arm['bits_per_byte']:.4f}",
            *_told(arm["difference"], words),
        ]
        for arm in result["arms"]
    ]
    drawn = _drawn(_compared(result["arms"]), result["baseline"], words)
    return Section("arms", say("effect.arms"), drawn + table(say("effect.arms"), columns, rows))


Compared = list[tuple[str, dict[str, Any]]]


def _compared(arms: list[dict[str, Any]]) -> Compared:
    """The arms that are beside the baseline, with their differences."""
    return [(arm["name"], arm["difference"]) for arm in arms if arm["difference"]]


def _drawn(compared: Compared, baseline: str, words: Words) -> str:
    """A forest plot of differences; nothing without one."""
    title = words.say("effect.beside", baseline=baseline)
    return figure(title, forest(title, compared, words)) if compared else ""


def _told(found: dict[str, Any] | None, words: Words) -> list[str]:
    if found is None:
        return [numbers.MISSING, numbers.MISSING, words.say("effect.baseline")]
    return [
        percent(found["percent"]),
        interval(found),
        words.say(f"effect.is_{found['verdict']}"),
    ]


def _by_stratum(result: dict[str, Any], words: Words) -> Section:
    say = words.say
    columns = [Column(say("effect.stratum")), Column(say("effect.documents"), "count")]
    columns += [Column(say("effect.text"), "size")]
    columns += [Column(arm["name"]) for arm in result["arms"]]
    rows = _sized(result["strata"], "documents", result["arms"])
    left = [
        say(
            "effect.left_out",
            name=s["name"],
            masked=numbers.count(s["left_out"]["masked"]),
            short=numbers.count(s["left_out"]["short"]),
            leaked=numbers.count(s["left_out"].get("leaked", 0)),
        )
        for s in result["strata"]
        if any(s["left_out"].values())
    ]
    notes = note(say("effect.by_stratum")) + "".join(note(line) for line in left)
    return Section(
        "strata", say("effect.strata"), table(say("effect.strata"), columns, rows) + notes
    )


def _gold(result: dict[str, Any], words: Words) -> Section:
    say = words.say
    columns = [
        Column(say("effect.gold_set")),
        Column(say("effect.items"), "count"),
        Column(say("effect.answers"), "size"),
        *(Column(arm["name"]) for arm in result["arms"]),
    ]
    arms = [{"name": arm["name"], **arm["gold"]} for arm in result["arms"]]
    rows = _sized(result["gold"], "items", arms)
    total = [sum(one[k] for one in result["gold"]) for k in ("items", "bytes")]
    rows.append([say("effect.mean"), *total, *map(_mean, arms)])
    compared, baseline = _compared(arms), result["baseline"]
    verdicts = [_sentence(name, found, baseline, words) for name, found in compared]
    left = [
        say(
            "effect.gold_left_out",
            name=one["name"],
            unanswered=numbers.count(one["left_out"]["unanswered"]),
            repeated=numbers.count(one["left_out"]["repeated"]),
            not_drawn=numbers.count(one["left_out"]["not_drawn"]),
            leaked=numbers.count(one["left_out"].get("leaked", 0)),
        )
        for one in result["gold"]
        if any(one["left_out"].values())
    ]
    told = "".join(paragraph(line) for line in verdicts)
    notes = note(say("effect.by_gold")) + "".join(note(line) for line in left)
    shown = table(say("effect.gold"), columns, rows)
    drawn = _drawn(compared, baseline, words)
    return Section("gold", say("effect.gold"), told + drawn + shown + notes)


def _sized(held: list[dict[str, Any]], counted: str, arms: list[dict[str, Any]]) -> list[list[Any]]:
    """A row for each stratum or set: its name, texts, bytes, and the bits of every arm."""
    return [
        [one["name"], one[counted], one["bytes"], *(_cell(arm, i) for arm in arms)]
        for i, one in enumerate(held)
    ]


def _mean(of: dict[str, Any]) -> str:
    """The mean over strata, and its difference."""
    bits = f"{of['bits_per_byte']:.4f}"
    return bits if of["difference"] is None else f"{bits} ({percent(of['difference']['percent'])})"


def _cell(arm: dict[str, Any], stratum: int) -> str:
    bits = f"{arm['by_stratum'][stratum]:.4f}"
    if arm["difference"] is None:
        return bits
    return f"{bits} ({percent(arm['difference']['by_stratum'][stratum])})"


def _reasons(result: dict[str, Any], words: Words) -> Section:
    say = words.say
    columns = [
        Column(say("effect.reason")),
        Column(say("effect.documents"), "count"),
        Column(say("effect.tokens"), "count"),
        Column(say("effect.worth"), "text"),
        Column(say("effect.interval"), "text"),
        Column(say("effect.verdict"), "text"),
    ]
    if result["gold"]:
        columns.append(Column(say("effect.answers_differ"), "text"))
    rows = [
        [
            row["reason"],
            row["documents"],
            row["tokens"],
            *_worth(row["worth"], words),
            *([_answers(row["gold"])] if result["gold"] else []),
        ]
        for row in result["reasons"]
    ]
    compared = [(r["reason"], r["worth"]) for r in result["reasons"] if r["worth"]]
    title = say("effect.reasons")
    drawn = figure(title, forest(title, compared, words)) if compared else ""
    told = paragraph(say("effect.reasons_what"))
    return Section("reasons", title, told + drawn + table(title, columns, rows))


def _worth(found: dict[str, Any] | None, words: Words) -> list[str]:
    if found is None:
        return [numbers.MISSING, numbers.MISSING, words.say("effect.too_few")]
    verdict = {BETTER: "effect.harm", WORSE: "effect.earns"}.get(found["verdict"], "effect.waste")
    verdict = "effect.disagree" if found["why"] == DISAGREE else verdict
    return [percent(found["percent"]), interval(found), words.say(verdict)]


def _answers(found: dict[str, Any] | None) -> str:
    """The difference of right answers, with its interval."""
    return numbers.MISSING if found is None else f"{percent(found['percent'])} ({interval(found)})"


def _method(result: dict[str, Any], words: Words) -> Section:
    is_decoder = result["tier"] == "decoder"
    told = words.say(
        "effect.method_decoder" if is_decoder else "effect.method_text",
        order=result["order"],
        size=result["size"],
        vocabulary=numbers.count(result["vocabulary"]),
        seeds=", ".join(str(s) for s in result["seeds"]),
        tokens=numbers.count(result["tokens"]),
    )
    more = []
    if base := result["anneal"]:
        more.append(
            words.say("effect.annealed", arm=base["base"], tokens=numbers.count(base["tokens"]))
        )
    if result["hold"]:
        more.append(words.say("effect.held", column=result["hold"]))
    else:
        more.append(words.say("effect.not_held"))
    return Section("method", words.say("effect.method"), paragraph(told) + "".join(map(note, more)))
