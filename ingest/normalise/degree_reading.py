"""Reads what a text says about degrees: each degree with its place, what is only studied for, what is unclear.

Knows no field and no cell; the spellings are in `degree_words`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.normalise.degree_words import CASED, LEVELS, NOT_DEGREES, STATES, TITLES, WHOLE
from ingest.normalise.typing_slips import one_slip
from talentdb.text import clean, fold

__all__ = ["QUALIFICATION_RANK", "Mention", "Reading", "read_text"]

QUALIFICATION_RANK: Final = (
    "elementary", "intermediate", "college", "university", "specialist_1", "resident_physician", "master",
    "specialist_2", "doctorate", "doctor_of_science",
)  # fmt: skip
"""Lowest first: the order of the contract."""

_AS: Final = {"directed": "university", "practising": "college"}
_ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "ⅰ": "i", "ⅱ": "ii"}
_CLAUSE = re.compile(r"[,;()\[\]\n|]|\s[-–]\s")
# "ĐH năm 3", "(2023 - nay)": not finished
_UNFINISHED = re.compile(r"\bnam (?:thu )?[1-6]\b|-\s*(?:hien )?nay\b|\bden nay\b")
_EITHER = re.compile(r"\b(?:hoac|or)\b")
_FRAME = re.compile(r"\b(?:bac|level)\s*(\d)\b(?:\s*/\s*(\d))?")
_FRAME_NAME = re.compile(r"ktdqg|khung trinh do|quoc gia|nqf|\bkt ?qg")
_FRAMES: Final = {"1": "elementary", "2": "elementary", "3": "elementary", "4": "intermediate", "5": "college",
                  "6": "university", "7": "master", "8": "doctorate"}  # fmt: skip
# Letters of degrees that inside a field are other words; what parts two statements; who is said to be of the fishery
_IN_FIELDS: Final = frozenset({"ts", "cn", "cnkt"})
_BORDER = re.compile(r"[,;()\[\]\n|/+&:.]|\s[-–]|[-–]\s|\bva\b")
_DOTTED = re.compile(r"\.\s*[a-z]")
_CLOSED = re.compile(r"\s*(?:$|[,;()|]|va\b)")
_BEFORE_FISH = re.compile(r"k[iy] su|k[./]? ?s[uy]?|cao dang|c[./]?d|trung cap|t[./]?c")
# A school stands here, not a second degree: "CĐ Dược, trường ĐH Y …", "ThS (ĐH Vinh)"
_SCHOOL = re.compile(r"(?:truong|tai|cua|do|o|noi|hoc vien)[\s.:]*$")
_AFTER_STOP = re.compile(r"[,(–-]\s*$")
_SCHOOL_NAME = re.compile(
    r"\b(?:ha noi|hn|hcm|tphcm|thai binh|hung yen|hai phong|hai duong|thai nguyen|nam dinh|vinh|hue|da nang|can tho"
    r"|quoc gia|quoc dan|bach khoa|thuong mai|cong doan|ngoai thuong|mo|ktqd|bk|qg|luat hn|su pham 2|tay bac)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One degree named in a text: its level and where its words stand."""

    level: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read. `either`: levels between which the text does not decide."""

    shown: str
    folded: str
    earned: tuple[Mention, ...]
    academic: tuple[str, ...]
    studied: tuple[str, ...]
    doctoral_student: bool
    studying: bool
    school: str | None
    vague: bool
    either: tuple[str, ...]
    title: str | None
    doubtful: bool = False


def _fold_in_place(text: str) -> str:
    """Folded text of the same length, so that places in it are places in the text."""
    return "".join(f if len(f := fold(c)) == 1 else (" " if c.isspace() else f[:1] or "·") for c in text)


@lru_cache(maxsize=100_000)
def read_text(text: str) -> Reading:
    """All that a text says of degrees; never raises."""
    shown = clean(text)
    for sign, letters in _ROMAN.items():
        shown = shown.replace(sign, letters)
    shown = unicodedata.normalize("NFC", shown)
    folded = _fold_in_place(shown)
    hidden = NOT_DEGREES.sub(_blank, folded)
    states, without = _states(hidden)
    mentions = _mentions(shown, without)
    mentions = mentions or _framed(folded) or _slipped(without)
    academic = tuple(m.level for m in mentions if m.level in {"professor", "associate_professor"})
    named = [m for m in mentions if m.level not in academic]
    degrees, doubtful = _outside_fields(folded, named)
    for mention in set(named).difference(degrees):
        hidden = hidden[: mention.start] + "#" * (mention.end - mention.start) + hidden[mention.end :]
    unfinished = _unfinished(folded, states, degrees)
    counted = [m for m in degrees if m not in unfinished]
    earned = _without_schools(folded, counted, unfinished)
    school = _school(shown, folded, [m for m in counted if m not in earned])
    student = "doctoral_student" in {s.level for s in states}
    if student and not academic:
        unfinished += [m for m in earned if m.level == "doctorate"]
        earned = [m for m in earned if m.level != "doctorate"]
    return Reading(
        shown, folded, tuple(Mention(_AS.get(m.level, m.level), m.start, m.end) for m in earned), academic,
        tuple(m.level for m in unfinished), student or any(m.level == "doctorate" for m in unfinished),
        bool(unfinished) or any(s.level == "studying" for s in states), school,
        any(s.level == "vague" for s in states), _either(folded, earned),
        next((name for name, pattern in TITLES if pattern.search(hidden)), None), doubtful,
    )  # fmt: skip


def _outside_fields(folded: str, named: list[Mention]) -> tuple[list[Mention], bool]:
    """The degrees without letters that belong to the field of one before them, and whether one of these is in doubt.

    "TS" behind the words of a field is thủy sản ("KS nuôi trồng TS"), "CN" công nghệ or công nghiệp.
    """
    kept: list[Mention] = []
    doubtful = False
    for mention in named:
        word = folded[mention.start : mention.end]
        gap = folded[kept[-1].end : mention.start].lstrip(" .") if kept else ""
        after = folded[mention.end :]
        if not kept or word not in _IN_FIELDS or _BORDER.search(gap) or _DOTTED.match(after):
            kept.append(mention)
        elif word == "ts" and (gap or _BEFORE_FISH.fullmatch(folded[kept[-1].start : kept[-1].end])):
            doubtful = True
        elif word == "ts" or (word == "cn" and gap and not _CLOSED.match(after)):
            kept.append(mention)
    return kept, doubtful


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match.group())


def _states(folded: str) -> tuple[list[Mention], str]:
    found: list[Mention] = []
    for level, pattern in STATES:
        found += [Mention(level, m.start(), m.end()) for m in pattern.finditer(folded)]
        folded = pattern.sub(_blank, folded)
    return found, folded


def _mentions(shown: str, folded: str) -> list[Mention]:
    found: list[Mention] = []
    whole = WHOLE.get(re.sub(r"[\s.]+", " ", folded).strip())
    if whole:
        return [Mention(whole, 0, len(folded))]
    for level, cased in CASED:
        for match in cased.finditer(shown):
            found.append(Mention(level, match.start(), match.end()))
            folded = folded[: match.start()] + "#" * (match.end() - match.start()) + folded[match.end() :]
    for level, pattern in LEVELS:
        found += [Mention(level, m.start(), m.end()) for m in pattern.finditer(folded)]
        folded = pattern.sub(_blank, folded)
    return [_settled(m, shown) for m in sorted(found, key=lambda m: m.start)]


def _settled(mention: Mention, shown: str) -> Mention:
    """ "Tiến sĩ khoa học Cơ học" is the higher degree in Cơ học: its capital begins the field."""
    written, after = shown[mention.start : mention.end], shown[mention.end :].lstrip()
    if mention.level != "science_or_doctorate" or written.isupper() or not after[:1].isupper():
        return mention
    level = "doctor_of_science" if re.search(r"\skhoa", written) else mention.level
    return Mention(level, mention.start, mention.end)


def _framed(folded: str) -> list[Mention]:
    """ "Bậc 7 KTĐQG", "bậc 6/8": a bare "bậc 5" may be a worker's grade."""
    match = _FRAME.search(folded)
    if match is None or (match.group(2) != "8" and not _FRAME_NAME.search(folded)):
        return []
    level = _FRAMES.get(match.group(1))
    return [Mention(level, match.start(), match.end())] if level else []


def _slipped(folded: str) -> list[Mention]:
    """A long degree word with one slip of the keyboard, where nothing was read otherwise."""
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[a-z]+", folded)]
    pieces = [(w, s, e) for w, s, e in words]
    pieces += [(f"{a[0]} {b[0]}", a[1], b[2]) for a, b in pairwise(words)]
    found = [Mention(level, s, e) for piece, s, e in pieces if (level := one_slip(piece))]
    return found if len({m.level for m in found}) == 1 else []


def _unfinished(folded: str, states: list[Mention], degrees: list[Mention]) -> list[Mention]:
    """Degrees that are only studied for: those after the word in its clause, or else the one before it."""
    found: list[Mention] = []
    for state in states:
        if state.level == "vague":
            continue
        stop = _CLAUSE.search(folded, state.end)
        end = stop.start() if stop else len(folded)
        after = [m for m in degrees if state.end <= m.start < end]
        if state.level == "doctoral_student":
            found += [m for m in after if m.level in {"doctorate", "doctor_of_science"}]
        elif after:
            found += after
        elif not re.search(r"hoc vien|hv ?ch", folded[state.start : state.end]):
            before = [m for m in degrees if m.end <= state.start and ";" not in folded[m.end : state.start]]
            found += before[-1:] if _stands_alone(folded, state.end, end) else []
    for match in _UNFINISHED.finditer(folded):
        found += [m for m in degrees if m.end <= match.start()][-1:]
    return found


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether nothing that could be studied follows: "ThS (đang học)", not "ThS, đang học tiếng Anh"."""
    return not re.search(r"[a-z]{2,}", re.sub(r"\b(?:nam|thu|khoa|tu|den|nay|tai)\b|\d", " ", folded[start:end]))


def _without_schools(folded: str, earned: list[Mention], unfinished: list[Mention]) -> list[Mention]:
    """Without "ĐH", "CĐ" and "TC" that name the school of another degree in the text."""
    if len(earned) + len(unfinished) < 2:
        return earned
    kept = []
    for mention in earned:
        before = [m for m in (*earned, *unfinished) if m.end <= mention.start]
        if not (before and _is_school_word(folded[mention.start : mention.end])):
            kept.append(mention)
            continue
        named = _named(folded, mention)
        above = _height(before[-1]) - _height(mention)
        higher = (above > 0 or (above == 0 and named)) and bool(_AFTER_STOP.search(folded[: mention.start]))
        higher = higher and re.match(r"[\s.]*[a-z]", folded[mention.end :]) is not None
        if not (_SCHOOL.search(folded[: mention.start]) or higher or (named and before[-1] in unfinished)):
            kept.append(mention)
    return kept


def _is_school_word(word: str) -> bool:
    return word.startswith(("d", "cao dang", "cd", "trung cap", "tc")) and not word.startswith(("ds", "duoc"))


def _height(mention: Mention) -> int:
    level = "doctorate" if mention.level == "science_or_doctorate" else mention.level
    return QUALIFICATION_RANK.index(level) if level in QUALIFICATION_RANK else -1


def _school(shown: str, folded: str, schools: list[Mention]) -> str | None:
    """The school's name as written: from its word to the end of the clause."""
    if len(schools) != 1 or not _named(folded, schools[0]):
        return None
    stop = _CLAUSE.search(folded, schools[0].end)
    name = shown[schools[0].start : stop.start() if stop else len(shown)]
    return re.sub(r"[\s,.-]*(?:năm\s*)?(?:19|20)\d\d$", "", name).strip(" .-") or None


def _named(folded: str, mention: Mention) -> bool:
    return bool(_SCHOOL_NAME.search(folded[mention.end :].split(";")[0]))


def _either(folded: str, earned: list[Mention]) -> tuple[str, ...]:
    """Levels between which the text leaves the choice open."""
    levels = tuple(dict.fromkeys(m.level for m in earned))
    known = [QUALIFICATION_RANK.index(_AS.get(v, v)) for v in levels if _AS.get(v, v) in QUALIFICATION_RANK]
    best = max(known, default=-1)
    if "specialist" in levels and best < QUALIFICATION_RANK.index("specialist_2"):
        return ("specialist_1", "specialist_2")
    if "science_or_doctorate" in levels and best < QUALIFICATION_RANK.index("doctor_of_science"):
        return ("doctorate", "doctor_of_science")
    if "worker_or_bachelor" in levels and best < QUALIFICATION_RANK.index("university"):
        return ("elementary", "university")
    if _EITHER.search(folded) and len(set(known)) > 1:
        return tuple(QUALIFICATION_RANK[i] for i in sorted(set(known)))
    if set(levels) == {"college", "university"}:
        lower = next(m for m in earned if m.level == "college")
        upper = [m for m in earned if m.level == "university" and m.start > lower.end]
        # "CĐ Dược, ĐH Y Hà Nội": a second degree, or the school of the first
        if len(upper) == 1 and folded[upper[0].start] == "d" and _named(folded, upper[0]):
            return ("college", "university")
    return ()
