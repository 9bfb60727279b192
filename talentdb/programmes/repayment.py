"""What has to come back when a commitment is broken: exact, in đồng, explained line by line. Pure; claims nothing."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from talentdb.errors import UsageError
from talentdb.programmes import money_labels as words

__all__ = [
    "MOST_DONG",
    "MOST_TIMES",
    "Owed",
    "RepaymentRule",
    "dong_words",
    "exact",
    "owed",
    "read_dong",
    "read_rule",
    "whole_dong",
]

MOST_TIMES: Final = 10
"""No rule asks for more than ten times what was paid: more is a slip of the keys, and counts no man can repay."""
MOST_DONG: Final = 10**14
"""A hundred thousand billion đồng: more is a slip of the keys."""

_DONG: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,6}|[0-9]{1,18}")
"""1.5 is no amount: it is one and a half to some, and fifteen to others."""
_LONGEST: Final = 20
_EXACT: Final = re.compile(r"[0-9]+([.,][0-9]+)?|[0-9]+/[0-9]+", re.ASCII)
"""Plain digits only: 1e400000000 is a number too, and would be worked on until the memory is full."""


@dataclass(frozen=True, slots=True)
class RepaymentRule:
    """Rule of a plan: whole, times, share or remaining; `times` of times and share."""

    rule: str
    times: Fraction | None = None

    def __str__(self) -> str:
        return self.rule if self.times is None else f"{self.rule} {self.times}"


@dataclass(frozen=True, slots=True)
class Owed:
    """What has to come back.

    Args:
        dong: the amount; lines: how it was computed, for people.
    """

    dong: int
    lines: tuple[str, ...]


def exact(text: object) -> Fraction:
    """A number as written, in at most 20 characters: "2", "1/2", "0.1", "0,1". Raises: UsageError."""
    kept = str(text).strip()
    if len(kept) <= _LONGEST and _EXACT.fullmatch(kept):
        try:
            return Fraction(kept.replace(",", "."))
        except ZeroDivisionError:
            pass
    raise UsageError(words.NOT_A_NUMBER.format(text=kept[:_LONGEST]), words.NOT_A_NUMBER_ADVICE)


def read_dong(text: str) -> int:
    """An amount as people type it: 1500000 or 1.500.000. Raises: UsageError for anything else."""
    kept = text.strip()
    found = int(kept.replace(".", "")) if _DONG.fullmatch(kept) else 0
    if not 0 < found <= MOST_DONG:
        raise UsageError(words.ODD_DONG.format(value=text), words.ODD_DONG_ADVICE)
    return found


def whole_dong(value: Fraction) -> int:
    """Whole đồng: parts of one are left out, so that nobody gets or owes more than the exact number."""
    return value.numerator // value.denominator


def dong_words(value: int) -> str:
    """1500000 -> 1.500.000 đồng."""
    return words.DONG.format(n=_grouped(value))


def read_rule(text: str) -> RepaymentRule:
    """A rule as it is written down: "toàn bộ", "gấp 2 lần", "một phần 1/2", "phần còn lại", or by its code: "whole",
    "times 2", "share 1/2", "remaining". Raises: UsageError."""
    kept = " ".join(text.strip().lower().split())
    said = next((one for one in words.RULE_WORDS if kept == one or kept.startswith(f"{one} ")), None)
    if said is not None:
        kept = f"{words.RULE_WORDS[said]} {kept.removeprefix(said).removesuffix('lần').strip()}".strip()
    name, _, number = kept.partition(" ")
    counted = name in ("times", "share")
    if name not in words.RULES or counted != bool(number.strip()):
        raise UsageError(words.NO_RULE.format(text=text), words.NO_RULE_ADVICE)
    times = exact(number) if counted else None
    if times is not None and (times <= 0 or (name == "share" and times > 1)):
        raise UsageError(words.NO_RULE.format(text=text), words.NO_RULE_ADVICE)
    if times is not None and times > MOST_TIMES:
        raise UsageError(words.TOO_MANY_TIMES.format(times=number, most=MOST_TIMES), words.TOO_MANY_TIMES_ADVICE)
    return RepaymentRule(name, times)


def owed(paid: int, rule: RepaymentRule, *, total_days: int, served: int, place: str, after: int = 0) -> Owed:
    """What has to come back of what was paid.

    Args:
        paid: đồng that were paid and not reversed; total_days, served: of the term, in days.
        place: article of the rule; after: of what was paid, for months after the break: all of it comes back.
    """
    number = Fraction(0)
    told = words.RULES[rule.rule].format(times=rule.times)
    lines = [words.OWED_PAID.format(dong=dong_words(paid)), words.OWED_RULE.format(rule=told, place=place)]
    if after and rule.rule in ("share", "remaining"):
        paid -= after
        lines.append(words.OWED_AFTER.format(dong=dong_words(after)))
    else:
        after = 0
    if rule.rule == "whole":
        number = Fraction(paid)
        lines.append(words.OWED_WHOLE.format(dong=dong_words(paid)))
    elif rule.times is not None:
        number = rule.times * paid
        lines.append(words.OWED_TIMES.format(paid=_grouped(paid), times=rule.times))
    else:
        left = total_days - served
        number = Fraction(paid * left, total_days)
        lines.append(words.OWED_DAYS.format(total=_grouped(total_days), served=_grouped(served), left=_grouped(left)))
        lines.append(
            words.OWED_REMAINING.format(paid=_grouped(paid), left=_grouped(left), total=_grouped(total_days))
        )
    number += after
    dong = whole_dong(number)
    if number != dong:
        lines.append(words.OWED_ROUNDED.format(part=number - dong))
    lines.append(words.OWED_RESULT.format(dong=dong_words(dong)))
    return Owed(dong, tuple(lines))


def _grouped(value: int) -> str:
    # Not `format_number`: that one goes through a float, which knows 15 digits.
    return f"{value:,}".replace(",", ".")
