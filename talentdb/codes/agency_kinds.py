"""What kind of body an agency is, and what follows from it: block of the economy, public or not, S&T or not.

Rules are those of plan 002 as read in the definitions of the figures; the words are data (`agency_name_words.csv`).
"""

from functools import cache, lru_cache

from talentdb.codes.agency_names import Words, name_words, starts_with
from talentdb.codes.code_lists import code_list
from talentdb.codes.files import read_rows
from talentdb.text import clean, fold

__all__ = ["infer_kind", "is_public_sector", "sector_of", "sti_kind_of"]

_SECTORS = {
    "party": "party",
    "department": "state",
    "commune": "state",
    "front": "front",
    "university": "public_service",
    "college": "public_service",
    "vocational": "public_service",
    "institute": "public_service",
    "hospital": "public_service",
    "school": "public_service",
    "service_unit": "public_service",
    "association": "association",
    "enterprise": "private_enterprise",
    "state_enterprise": "state_enterprise",
    "central": "central",
    "armed_forces": "armed_forces",
}
_PUBLIC = frozenset({"party", "state", "public_service", "front", "central"})
_STI_BY_KIND = frozenset({"university", "college", "vocational", "institute"})
_STI_DEPARTMENT = ("sở", "khoa", "học", "công", "nghệ")
_INNOVATION_WORDS: tuple[Words, ...] = (
    ("đổi", "mới", "sáng", "tạo"),
    ("khởi", "nghiệp"),
    ("chuyển", "đổi", "số"),
    ("khoa", "học", "công", "nghệ"),
    ("công", "nghệ", "thông", "tin"),
)
_SCIENCE: Words = ("khoa", "học", "công", "nghệ")


@cache
def _rules() -> tuple[tuple[Words, bool, str], ...]:
    """(words, only at the start, kind), first match wins."""
    return tuple((name_words(r["words"]), r["place"] == "start", r["kind"]) for r in read_rows("agency_name_words"))


def infer_kind(name: str, stated: str | None = None) -> str:
    """Kind of a body from what was stated (a code, or Vietnamese or English words), else from its name.

    A continuing-education centre is a `school` also where it teaches a trade: its teachers are school teachers.
    Returns `other` when neither says anything.
    """
    found = code_list("agency_kind").find(stated) if stated else ()
    if len(found) == 1:
        return found[0].code
    return _kind_of_name(name) or (_kind_of_name(stated) if stated else None) or "other"


@lru_cache(maxsize=10_000)
def _kind_of_name(name: str) -> str | None:
    found = _first_rule(name_words(name), _rules())
    if found is None and fold(name) == clean(name).lower():
        # Only a name typed without any mark is read without marks: "báo" and "bảo" differ
        found = _first_rule(
            _bare(name_words(name)), tuple((_bare(rule), start, kind) for rule, start, kind in _rules())
        )
    return found


def _first_rule(words: Words, rules: tuple[tuple[Words, bool, str], ...]) -> str | None:
    for sought, at_start, kind in rules:
        if starts_with(words, sought) or (not at_start and _contains(words, sought)):
            return kind
    return None


def _bare(words: Words) -> Words:
    return tuple(fold(word) for word in words)


def _contains(words: Words, part: Words) -> bool:
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def sector_of(kind: str) -> str:
    """Block of the economy a kind of body belongs to, unless the list of agencies says otherwise."""
    return _SECTORS.get(kind, "other")


def is_public_sector(sector: str) -> bool:
    """Party, State, Front, public service units; not state enterprises or armed forces (our reading of plan 002)."""
    return sector in _PUBLIC


def sti_kind_of(kind: str, name: str) -> str | None:
    """Kind of organisation of science, technology and innovation; None for a body that is none."""
    if kind in _STI_BY_KIND:
        return kind
    words = name_words(name)
    if kind == "department":
        return "department" if starts_with(words, _STI_DEPARTMENT) else None
    if kind == "service_unit":
        return "innovation_centre" if any(_contains(words, w) for w in _INNOVATION_WORDS) else None
    if kind in {"enterprise", "state_enterprise"}:
        return "enterprise" if _contains(words, _SCIENCE) else None
    return None
