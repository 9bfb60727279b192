"""Why each member sits, in Vietnamese: what it covers, why it is preferred, who comes next. Decides nothing."""

from collections.abc import Sequence
from dataclasses import replace

from talentdb.councils import labels
from talentdb.councils.model import Candidate, Rules, Seat
from talentdb.councils.rules import women
from talentdb.councils.scoring import covered
from talentdb.text import format_date, format_number

__all__ = ["explained"]


def explained(seats: Sequence[Seat], considered: Sequence[Candidate], rules: Rules) -> tuple[Seat, ...]:
    """The seats with their reasons.

    Args:
        considered: all who could have sat; the place of a member is told among them.
    """
    members = [seat.candidate for seat in seats]
    ranked = sorted((one.relevance for one in considered), reverse=True)
    return tuple(replace(seat, reasons=tuple(_reasons(seat, members, ranked, rules))) for seat in seats)


def _reasons(seat: Seat, members: Sequence[Candidate], ranked: Sequence[float], rules: Rules) -> list[str]:
    words, one = labels.REASONS, seat.candidate
    said = [labels.ROLE_REASONS[seat.role]]
    if one.person_id in rules.include:
        said.append(words["named"])
    own = covered(one, rules)
    others = [covered(member, rules) for member in members if member is not one]
    alone = [name for name in rules.cover if name in own and not any(name in fields for fields in others)]
    shared = [name for name in rules.cover if name in own and name not in alone]
    if alone:
        said.append(words["covers_alone"].format(fields="; ".join(alone)))
    if shared:
        said.append(words["covers"].format(fields="; ".join(shared)))
    place = 1 + sum(relevance > one.relevance for relevance in ranked)
    said.append(
        words["relevance"].format(
            relevance=format_number(one.relevance, 2), place=format_number(place), n=format_number(len(ranked))
        )
    )
    said.append(_rotation(one))
    if rules.min_women and one.sex == "female" and women(members) <= rules.min_women:
        said.append(words["woman"].format(n=rules.min_women))
    said.append(_next(seat))
    return [line for line in said if line]


def _rotation(one: Candidate) -> str:
    if not one.uses:
        return labels.REASONS["never_used"]
    if one.last_used is None:
        return labels.REASONS["used_undated"].format(n=one.uses)
    return labels.REASONS["used"].format(n=one.uses, day=format_date(one.last_used))


def _next(seat: Seat) -> str:
    words = labels.REASONS
    if seat.runner_up is None:
        return words["irreplaceable"]
    name, difference = seat.runner_up.candidate.name, format_number(max(0.0, seat.runner_up.difference), 3)
    if float(seat.runner_up.difference) < 0.0005:
        return words["runner_up_equal"].format(name=name)
    return words["runner_up"].format(name=name, difference=difference)
