"""What no weight may do alone: limits on merging, each with the case that set it. Pure."""

from collections.abc import Mapping
from typing import Final, Literal

from talentdb.identity.features.name import NameRelation
from talentdb.identity.record import MatchRecord

__all__ = ["at_most", "identified_strongly", "known_by_work", "must_ask"]

Levels = Mapping[str, str]
Limit = Literal["merge", "ask", "leave"]

_DATED: Final = frozenset({"day", "swapped", "one_digit"})
_WEAKER: Final[Mapping[str, frozenset[str]]] = {
    "birth": frozenset({"year", "month", "first_of_january"}),
    "employer": frozenset({"same"}),
    "commune": frozenset({"same"}),
    "native_place": frozenset({"same"}),
    "recruitment": frozenset({"day"}),
    "id_digits": frozenset({"agree"}),
}
"""Agreements of which two together identify, beside a name."""
_ENOUGH_WEAKER: Final = 2
_OWN: Final = ("national_id", "staff_code", "email")
"""What not even twins share."""


def must_ask(levels: Levels) -> bool:
    """Equal national ids under unlike names: perhaps one was typed from a neighbouring row; somebody must look."""
    return levels.get("national_id") == "equal"


def at_most(a: MatchRecord, b: MatchRecord, names: NameRelation, levels: Levels) -> Limit:
    """The most that may be decided for a pair, whatever its weight."""
    if _parent_and_child(levels) or _sibling(names, levels):
        return "leave"
    held_back = (
        levels.get("national_id") == "different"
        or _equal_id_of_another(names, levels)
        or _twins(names, levels)
        or _unlike(levels)
        or _another_life(levels)
        or not _identified(a, b, names, levels)
    )
    return "ask" if held_back else "merge"


def _parent_and_child(levels: Levels) -> bool:
    """Father and son may share name, address and telephone; a generation lies between their births.

    Nobody shares a staff code, a day of recruitment or a year of graduation with a parent: then the year is wrong.
    """
    if levels.get("birth") != "generation" or levels.get("national_id") == "equal":
        return False
    one_life = (("staff_code", "equal"), ("recruitment", "day"), ("graduation", "same"))
    return not any(levels.get(feature) == level for feature, level in one_life)


def _sibling(names: NameRelation, levels: Levels) -> bool:
    """Another given name altogether, however much of the family agrees: a steward would read siblings all day."""
    return names[1] == "differs" and not any(levels.get(feature) == "equal" for feature in _OWN)


def _equal_id_of_another(names: NameRelation, levels: Levels) -> bool:
    """The same id, but name, birth date or sex is another's."""
    if levels.get("national_id") != "equal":
        return False
    other_birth = levels.get("birth") in ("different", "generation") or levels.get("sex") == "different"
    other_name = names[1] == "differs" or names[0] in ("differs", "family_differs")
    return other_name or (other_birth and not _same_name(names))


def _same_name(names: NameRelation) -> bool:
    return names[0] in ("same", "bare") and names[1] == "same"


def _twins(names: NameRelation, levels: Levels) -> bool:
    """Twins share birth date, family name, home and school; parents give them names a letter or a tone apart.

    Lists of two times of one body are no twins: both would stand in each, and rows of one list are never merged
    through a third (talentdb.identity.groups). There it is a slip.
    """
    if names[1] in ("same", "unmarked"):
        return False
    if names[1] == "differs":
        return True
    slip = levels.get("employer") == "same" and levels.get("same_list") is None
    return not slip and not any(levels.get(feature) == "equal" for feature in _OWN)


def _unlike(levels: Levels) -> bool:
    """A birth date that no slip explains, or an id whose digits say another sex or year."""
    if levels.get("national_id") == "equal":
        return False
    return (
        levels.get("birth") in ("different", "generation", "same_year", "same_day_other_year")
        or levels.get("id_digits") == "differ"
    )


def _another_life(levels: Levels) -> bool:
    """Namesakes born on one day: the same degree in another field or year, a later one that is lower, another
    recruitment; unless an identifier of their own or a telephone is the same."""
    if any(levels.get(feature) == "equal" for feature in (*_OWN, "phone")):
        return False
    return (
        (levels.get("degree") == "same" and "different" in (levels.get("field"), levels.get("graduation")))
        or levels.get("degree") == "lower_later"
        or levels.get("recruitment") == "different"
    )


def _same_degree(levels: Levels) -> bool:
    """The same degree in the same field, with something more of it or of the work done with it: one weaker agreement.

    All of it together counts once: whole classes share degree, field, school and year.
    """
    more = ("institution", "graduation", "position", "professional_title")
    return levels.get("degree") == levels.get("field") == "same" and any(levels.get(name) == "same" for name in more)


def identified_strongly(levels: Levels) -> bool:
    """Something that hardly two people share agrees: an id, a staff code, a telephone, an address, a day of birth."""
    if any(levels.get(feature) == "equal" for feature in ("national_id", "staff_code", "phone", "email")):
        return True
    return levels.get("birth") in _DATED


def _identified(a: MatchRecord, b: MatchRecord, names: NameRelation, levels: Levels) -> bool:
    """A name alone never merges, however rare: something else that identifies must agree."""
    if identified_strongly(levels):
        return True
    weaker = sum(levels.get(feature) in agreeing for feature, agreeing in _WEAKER.items()) + _same_degree(levels)
    if weaker >= _ENOUGH_WEAKER:
        return True
    # A work or an award often knows no more than a name and an agency; there it must be the very same name.
    at_home = not (a.founds and b.founds) and _same_name(names) and levels.get("employer") == "same"
    return at_home or known_by_work(names, levels)


def known_by_work(names: NameRelation, levels: Levels) -> bool:
    """Who took part in a work, named without a body of their own: the very same name with its marks, rare and one
    person's alone, the work about what that person studied, and no other degree told."""
    return (
        names == ("same", "same")
        and levels.get("topic") == "same"
        and levels.get("namesakes") == "none"
        and levels.get("degree") not in ("different", "lower_later")
    )
