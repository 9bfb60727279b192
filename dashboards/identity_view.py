"""Drawing of the page of possible duplicates: two records side by side, evidence as bars, lists, rates. HTML only.

Every text is escaped; what differs is told by a sign and an underline, not by colour alone.
"""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any, Final

from dashboards import identity_labels as words
from dashboards.identity_data import Entry
from dashboards.identity_look import Line, Look, Part, Source, moment
from dashboards.identity_marks import marked
from dashboards.identity_split import Row, Whole
from dashboards.words import account_words
from talentdb.identity.checking import Rate
from talentdb.identity.sides import Clue
from talentdb.text import format_number, format_percent

__all__ = [
    "chance_words",
    "evidence_html",
    "flags_html",
    "judgement_html",
    "list_html",
    "pair_html",
    "preview_html",
    "rates_html",
    "row_html",
    "verdict_html",
]

_MOST_SOURCES: Final = 3
_LEFT, _RIGHT = 40.0, 60.0
"""Parts of the width of the bars, in percent, that speak against and for: evidence against is rarer."""
_STRONG: Final = 12.0
"""Bits that fill a side at least: a page without strong evidence must not look as if it had some."""


def chance_words(score: float) -> str:
    """The chance in words."""
    return next(told for least, told in words.CHANCE if score >= least)


def verdict_html(look: Look, entry: Entry) -> str:
    """What the data say: the chance in words, as a bar and in percent."""
    if entry.score is None:
        return f'<div class="verdict"><b>{words.BY_ID}</b></div>'
    told = escape(words.CHANCE_LINE.format(words=chance_words(look.score)))
    return (
        f'<div class="verdict"><b>{told}</b><span class="meter"><i style="width:{look.score * 100:.0f}%"></i></span>'
        f'<span class="percent">{_percent(look.score)}</span></div>'
    )


def _percent(score: float) -> str:
    """Never a certainty."""
    return format_percent(min(max(score, 0.001), 0.999), 1 if score > 0.985 or score < 0.015 else 0)


def flags_html(look: Look, entry: Entry) -> str:
    """What a steward has to know before deciding."""
    flags = (
        (look.id_conflict, "bad", words.FLAG_CONFLICT, words.CONFLICT_HELP),
        (entry.refused and not (look.id_conflict or entry.waiting), "", words.FLAG_REFUSED, words.REFUSED_HELP),
        (entry.waiting, "busy", words.FLAG_WAITING, words.SURE_HELP if entry.refused else words.WAITING_HELP),
    )
    return "".join(f'<div class="flag {tone}"><b>{name}.</b> {text}</div>' for on, tone, name, text in flags if on)


def pair_html(look: Look) -> str:
    """Both records as two columns of the same fields, the sources below."""
    heads = "".join(_head(part, words.COLUMN[side]) for side, part in (("a", look.a), ("b", look.b)))
    body = "".join(map(_row, look.lines))
    sources = "".join(f"<td>{_sources(part.sources)}</td>" for part in (look.a, look.b))
    more = ""
    if look.one_sided:
        title = words.ONE_SIDE.format(n=len(look.one_sided))
        rows = "".join(map(_row, look.one_sided))
        more = (
            f'<details class="one-sided"><summary>{title}</summary>'
            f'<table class="pair"><tbody>{rows}</tbody></table></details>'
        )
    return (
        f'<table class="pair"><thead><tr><th class="field">{words.FIELD}</th>{heads}</tr></thead>'
        f'<tbody>{body}</tbody><tbody class="sources"><tr><th class="field"></th>{sources}</tr></tbody></table>{more}'
    )


def _head(part: Part, title: str) -> str:
    if part.person_id is None:
        now = f'<span class="mark warn">{escape(part.state)}</span>'
    else:
        count = words.N_SOURCES.format(n=len(part.sources))
        now = (
            f"{words.PERSON.format(number=part.person_id)} · {count}<br>"
            f'<a href="/profile?person={part.person_id}" target="_blank" rel="noopener">{words.OPEN_PROFILE}</a>'
        )
    return f'<th scope="col" aria-label="{title}"><b>{escape(part.name)}</b><span class="who-now">{now}</span></th>'


def _row(line: Line) -> str:
    a, b = marked(line.a, line.b) if line.state == "differs" else (escape(line.a), escape(line.b))
    note = f"<small>{escape(line.note)}</small>" if line.note else ""
    cells = "".join(
        f"<td>{value}{note}</td>" if value else f'<td class="none">{words.NOTHING}</td>' for value in (a, b)
    )
    return f'<tr class="{line.state}"><th class="field" scope="row">{escape(line.label)}</th>{cells}</tr>'


def _sources(sources: Sequence[Source]) -> str:
    drawn = [
        f'<div class="source">{escape(source.body)}<span>{escape(source.place)}</span></div>' for source in sources
    ]
    more = drawn[_MOST_SOURCES:]
    if not more:
        return "".join(drawn)
    title = words.MORE_SOURCES.format(n=len(more))
    return f"{''.join(drawn[:_MOST_SOURCES])}<details><summary>{title}</summary>{''.join(more)}</details>"


def evidence_html(look: Look) -> str:
    """Each piece of evidence in words over a bar: to the right for one person, to the left for two."""
    earlier = "".join(f"<div>{escape(line)}</div>" for line in look.earlier)
    if earlier:
        earlier = f'<div class="earlier"><b>{words.EARLIER}</b>{earlier}</div>'
    if not look.evidence:
        return f'<p class="quiet">{words.NO_EVIDENCE}</p>{earlier}'
    strongest = max(_STRONG, *(abs(clue.weight) for clue in look.evidence))
    bars = "".join(_bar(clue, strongest) for clue in look.evidence)
    return (
        f'<div class="axis"><span class="left">← {words.AGAINST}</span><span>{words.FOR} →</span></div>'
        f'<ul class="weights">{bars}</ul>{earlier}'
    )


def _bar(clue: Clue, strongest: float) -> str:
    side, room = ("for", _RIGHT) if clue.weight >= 0 else ("against", _LEFT)
    told = words.SPEAKS_FOR if clue.weight >= 0 else words.SPEAKS_AGAINST
    width = abs(clue.weight) / strongest * room
    return (
        f'<li class="{side}" title="{told}">{"+" if clue.weight >= 0 else "−"} {escape(clue.detail)}'
        f'<span class="track"><i style="width:{width:.1f}%"></i></span></li>'
    )


def list_html(entries: Sequence[Entry], current: str, asked: str) -> str:
    """The first pairs of the queue, each with a link that puts it in front.

    Args:
        asked: what else the address says, such as "&submission=3".
    """
    columns = words.LIST_COLUMNS
    head = "".join(f"<th>{name}</th>" for name in columns.values())
    rows = "".join(_listed(at, entry, entry.key == current, asked) for at, entry in enumerate(entries, start=1))
    return f'<table class="grid pairs"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _listed(at: int, entry: Entry, current: bool, asked: str) -> str:
    body = words.SAME_BODY.format(body=entry.a_body)
    if entry.a_body != entry.b_body:
        body = words.TWO_BODIES.format(a=entry.a_body, b=entry.b_body)
    flags = [
        (entry.id_conflict, "bad", words.FLAG_CONFLICT), (entry.waiting, "busy", words.FLAG_WAITING),
        (entry.unsure, "warn", words.FLAG_UNSURE),
    ]  # fmt: skip
    marks = "".join(f'<span class="mark {tone}">{name}</span>' for on, tone, name in flags if on)
    link = f'<a href="/duplicates?pair={entry.key}{asked}" target="_self">{escape(entry.names)}</a>'
    cells = (
        f"{'▶ ' if current else ''}{at}", link, escape(body), escape(chance_words(entry.score or 0.0)), marks,
    )  # fmt: skip
    drawn = "".join(
        f'<td data-label="{name}"><span>{cell}</span></td>' if cell else f'<td data-label="{name}"></td>'
        for name, cell in zip(words.LIST_COLUMNS.values(), cells, strict=True)
    )
    return f"<tr>{drawn}</tr>"


def judgement_html(row: Mapping[str, Any]) -> str:
    """A judgement: verdict, names, who and when, why, and that it was taken back."""
    back = row["retracted_at"] is not None
    told = [
        words.JUDGED_LINE.format(
            login=account_words(row["login"]), at=moment(row["at"]), origin=words.ORIGIN[row["origin"]]
        )
    ]
    if row["score"] is not None:
        told.append(words.JUDGED_SCORE.format(chance=_percent(row["score"])))
    if row["persons"] and row["verdict"] != "unsure":
        told.append(words.JUDGED_PERSONS.format(numbers=", ".join(map(str, row["persons"]))))
    lines = [" · ".join(told), *filter(None, [row["reason"]])]
    if back:
        why = f" · {row['retracted_reason']}" if row["retracted_reason"] else ""
        lines.append(
            words.BACK_LINE.format(
                login=account_words(row["retracted_login"]), at=moment(row["retracted_at"]), reason=why
            )
        )
    quiet = "".join(f'<span class="quiet">{escape(line)}</span>' for line in lines)
    tone = "" if back else words.VERDICT_MARK[row["verdict"]]
    mark = f'<span class="mark {tone}">{words.VERDICT[row["verdict"]]}</span>'
    return (
        f'<div class="judged {"back" if back else ""}">{mark}<b>{escape(" – ".join(row["names"]))}</b>{quiet}</div>'
    )


def rates_html(rates: Sequence[Rate]) -> str:
    """Share of wrong merges of all, then by rule: a figure, and the interval as a band on one scale."""
    known = [rate.high for rate in rates if rate.checked]
    top = next((scale for scale in (0.02, 0.05, 0.1, 0.2, 0.5) if known and max(known) <= scale), 1.0)
    drawn = "".join(_rate(rate, top) for rate in rates if rate.merges)
    if not known:
        return f'<div class="rates">{drawn}</div>'
    legend = "".join(f'<span><i class="{name}"></i>{told}</span>' for name, told in words.RATE_LEGEND.items())
    scale = words.RATE_SCALE.format(top=format_percent(top, 0))
    return f'<div class="rates">{drawn}</div><div class="legend">{legend}<span>{scale}</span></div>'


def _rate(rate: Rate, top: float) -> str:
    told = words.RATE_COUNTS.format(
        wrong=format_number(rate.wrong), checked=format_number(rate.checked), merges=format_number(rate.merges)
    )
    if not rate.checked:
        told = words.RATE_NONE.format(merges=format_number(rate.merges))
    if rate.unsure:
        told += words.RATE_UNSURE.format(n=format_number(rate.unsure))
    number = f'<span class="number unknown">{words.RATE_UNKNOWN}</span>'
    marks = ""
    if rate.rate is not None:
        number = f'<span class="number">{format_percent(rate.rate)}</span>'
        left, right = min(rate.low / top, 1) * 100, min(rate.high / top, 1) * 100
        marks = (
            f'<i class="band" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>'
            f'<i class="value" style="left:{min(rate.rate / top, 1) * 100:.1f}%"></i>'
        )
        told = f"{words.RATE_BAND.format(low=format_percent(rate.low), high=format_percent(rate.high))} · {told}"
    return (
        f'<div class="rate {rate.rule}"><span>{words.RATE_RULE[rate.rule]}</span>{number}'
        f'<span class="track">{marks}</span><small>{told}</small></div>'
    )


def row_html(row: Row) -> str:
    """Where a row of a person is from, and what it says differently from the others."""
    pairs = "".join(
        f"<span><b>{escape(label)}:</b> {escape(value or words.NOTHING)}</span>" for label, value in row.differing
    )
    rule = f" · {words.SPLIT_RULE.format(rule=row.rule)}" if row.rule else ""
    return f'<div class="differing"><span class="quiet">{escape(row.place + rule)}</span>{pairs}</div>'


def preview_html(whole: Whole, parts: Mapping[int | None, Collection[int]]) -> str:
    """The persons that taking rows out would make, side by side."""
    rows = {row.record_id: row for row in whole.rows}
    drawn = []
    for number, records in sorted(parts.items(), key=lambda item: (item[0] is None, item[0] != whole.person_id)):
        new = number != whole.person_id
        title = (words.SPLIT_GOES if new else words.SPLIT_STAYS).format(number=number)
        lines = "".join(
            f'<div>{escape(rows[record].full_name)}<span class="quiet">{escape(rows[record].body)} · '
            f"{escape(rows[record].place)}</span></div>"
            for record in sorted(records)
        )
        heading = escape(words.SPLIT_UNLINKED if number is None else title)
        drawn.append(f'<div class="{"new" if new else ""}"><b>{heading}</b>{lines}</div>')
    return f'<div class="splits">{"".join(drawn)}</div>'
