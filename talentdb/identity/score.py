"""Compares two records: weight of all evidence in bits, and whether to merge, to ask or to leave them. Pure.

Fellegi and Sunter: each feature names a level, model.toml says what the level weighs. Guards then hold back what no
weight may do alone: they only ever turn merge into ask or leave, or leave into ask, never anything into merge.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Final, Literal

from talentdb.identity.features.birth import birth
from talentdb.identity.features.career import position, professional_title, recruitment
from talentdb.identity.features.contact import email, phone
from talentdb.identity.features.education import degree, field, graduation, institution
from talentdb.identity.features.identifiers import id_digits, national_id, staff_code
from talentdb.identity.features.name import STRANGERS, NameRelation, compare_names, name_parts
from talentdb.identity.features.person import ethnicity, sex
from talentdb.identity.features.place import commune, employer, native_place, same_list
from talentdb.identity.features.work import namesakes, topic
from talentdb.identity.frequency import Rarity
from talentdb.identity.guards import at_most, identified_strongly, known_by_work, must_ask
from talentdb.identity.model import Model
from talentdb.identity.record import MatchRecord

__all__ = ["FEATURES", "Comparison", "Decision", "Evidence", "Feature", "compare", "contradicts", "information"]

Decision = Literal["merge", "ask", "leave"]
Feature = Callable[[MatchRecord, MatchRecord], str | None]

FEATURES: Final[Mapping[str, Feature]] = {
    "national_id": national_id, "id_digits": id_digits, "birth": birth, "sex": sex, "phone": phone, "email": email,
    "staff_code": staff_code, "employer": employer, "same_list": same_list, "commune": commune,
    "native_place": native_place, "ethnicity": ethnicity, "degree": degree, "field": field,
    "institution": institution, "graduation": graduation, "position": position,
    "professional_title": professional_title, "recruitment": recruitment, "topic": topic, "namesakes": namesakes,
}  # fmt: skip
"""All features beside the names; a docstring is what users read of a feature."""
_ITEMS: Final = tuple(FEATURES.items())
_HELD: Final = frozenset({"equal", "shared"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one feature says: its level, and its weight in bits (positive speaks for the same person)."""

    feature: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for a pair.

    Args:
        weight: log2 of the odds that both are one person: all evidence and the odds before any evidence.
        score: the same as a chance, 0 to 1.
        evidence: in the order of the features; names first.
    """

    weight: float
    score: float
    decision: Decision
    evidence: tuple[Evidence, ...]


_STRANGERS: Final = Comparison(-60.0, 0.0, "leave", ())
"""Nothing of the names agrees, nor id or birth date: a front desk's telephone brings thousands of such pairs."""


def compare(a: MatchRecord, b: MatchRecord, model: Model, rarity: Rarity) -> Comparison:
    """Weigh everything that two records say about being one person; symmetric.

    Args:
        rarity: shares of names among the active records (talentdb.identity.frequency.rarity).
    """
    names = compare_names(a.name_key, a.name_toned, b.name_key, b.name_toned)
    if names == STRANGERS and a.id_hash != b.id_hash and a.birth_date != b.birth_date:
        return _STRANGERS
    levels: dict[str, str] = {}
    for feature, function in _ITEMS:
        level = function(a, b)
        if level is not None:
            levels[feature] = level
    for feature, value in (("phone", a.phone), ("email", a.email)):
        if value is not None and levels.get(feature) == "equal" and rarity.sharers(value) > model.family_contact:
            levels[feature] = "shared"
    bits = _weights(a, b, levels, model, rarity)
    _share_in_groups(bits, model)
    bits["name"] = model.name[names[0]] + information(a, b, names, model, rarity)
    if names[1] != "same":
        bits["given_name"] = model.given_name[names[1]]
    weight = sum(bits.values()) - _prior(a, b, levels, model, rarity)
    decision = _decide(a, b, weight, names, levels, model)
    levels["name"], levels["given_name"] = names
    return Comparison(
        round(weight, 3),
        _chance(weight),
        decision,
        () if decision == "leave" else _evidence(levels, bits),
    )


def contradicts(a: MatchRecord, b: MatchRecord) -> bool:
    """Whether two records can be one person only by a judgement: they carry different ids of one kind."""
    return national_id(a, b) == "different"


def _chance(weight: float) -> float:
    if weight > 60:
        return 1.0
    return 0.0 if weight < -60 else float(1 / (1 + 2**-weight))


def _at_home(a: MatchRecord, b: MatchRecord, levels: Mapping[str, str]) -> bool:
    """A work or an award beside somebody of the same agency."""
    return not (a.founds and b.founds) and levels.get("employer") == "same"


def _prior(a: MatchRecord, b: MatchRecord, levels: Mapping[str, str], model: Model, rarity: Rarity) -> float:
    """Bits against two records before any evidence: one among all records.

    Whose work an agency reports is most likely on the list of that agency: one among its people, however large the
    registry. The agreement of the agency itself is then part of the starting point and weighs nothing more.
    """
    bits = log2(max(rarity.size, model.smallest_registry))
    if _at_home(a, b, levels):
        return min(bits, log2(model.people_of_employer) + model.weights["employer"]["same"])
    return bits


def _weights(
    a: MatchRecord, b: MatchRecord, levels: Mapping[str, str], model: Model, rarity: Rarity
) -> dict[str, float]:
    bits = {feature: model.weights[feature][level] for feature, level in levels.items()}
    for feature, value in (("phone", a.phone), ("email", a.email)):
        if value is not None and levels.get(feature) in _HELD:
            bits[feature] = max(bits[feature] - model.shared_contact * log2(rarity.sharers(value)), 0.0)
    return bits


def _share_in_groups(bits: dict[str, float], model: Model) -> None:
    """Of the evidence of one group that points the same way, the strongest counts whole, the others in part."""
    strongest: dict[tuple[str, bool], str] = {}
    for feature, weight in bits.items():
        group = model.groups.get(feature)
        if group is None:
            continue
        way = (group, weight > 0)
        held = strongest.get(way)
        if held is None:
            strongest[way] = feature
        elif abs(weight) > abs(bits[held]):
            bits[held] *= model.group_share
            strongest[way] = feature
        else:
            bits[feature] = weight * model.group_share


def information(a: MatchRecord, b: MatchRecord, names: NameRelation, model: Model, rarity: Rarity) -> float:
    """Bits that the agreeing part of two names is worth: -log2 of its share, at most model.rarity_cap."""
    rest, given = names
    if given == "differs" or rest == "differs":
        return 0.0
    if rest in ("middle_missing", "middle_differs", "family_differs", "initials"):
        parts = name_parts(a.name_key)
        if given == "typo" or rest in ("family_differs", "initials"):
            share = rarity.given(parts[-1])
        else:
            share = rarity.family_and_given(parts[0], parts[-1])
        return min(-log2(share), model.rarity_cap)
    one, other = rarity.bits(a.name_key), rarity.bits(b.name_key)
    # A misspelt name is rare because nobody bears it: the rarer spelling tells how unlikely chance is.
    return min(max(one, other), model.rarity_cap)


def _decide(
    a: MatchRecord, b: MatchRecord, weight: float, names: NameRelation, levels: Mapping[str, str], model: Model
) -> Decision:
    if _at_home(a, b, levels) or known_by_work(names, levels):
        sure = model.merge_not_founding
    else:
        sure = model.merge if identified_strongly(levels) else model.merge_weakly
    decision: Decision = "merge" if weight >= sure else "ask" if weight >= model.ask else "leave"
    if decision == "leave":
        return "ask" if must_ask(levels) else "leave"
    limit = at_most(a, b, names, levels)
    if limit == "leave":
        return "ask" if must_ask(levels) else "leave"
    return "ask" if limit == "ask" else decision


def _evidence(levels: Mapping[str, str], bits: Mapping[str, float]) -> tuple[Evidence, ...]:
    order = ("name", "given_name", *FEATURES)
    return tuple(Evidence(name, levels[name], round(bits[name], 2)) for name in order if name in bits)
