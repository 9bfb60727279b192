"""The field of study that stands beside a degree: its words from the degree to the next statement.

Knows what no field is (a school, a year, a form of study, a grade, a place); reads no degree itself.
"""

import re
from functools import lru_cache
from typing import Final

from ingest.normalise.codelists import find_code
from ingest.normalise.degree_reading import QUALIFICATION_RANK, Mention, Reading
from ingest.normalise.degree_words import COMPOUNDS, DEGREE_FIELDS
from talentdb.text import clean, fold

__all__ = ["field_beside"]

_LEAD = re.compile(r"^(?:chuyên ngành|ngành|nghề|về|of|in|:|,|-|–|\s)+", re.IGNORECASE)
_TRAIL = re.compile(r"(?:\s+(?:do|tại|của|ở|và|hệ|năm|từ|chuyên ngành|ngành|and|&))+$", re.IGNORECASE)
_HARD = re.compile(r"[;()\[\]\n|]|(?<=[^\W\d_]{3})\.\s")
_MARK = re.compile(r"\s*[,/+]\s*|\s+[-–—]\s*|\s*[-–—]\s+|\s*[–—]\s*")
# With tones "tại" is no "tài", "hệ" no "hè", "khá" no "khả"; "môi trường" is no school.
_STATEMENT = re.compile(
    r"\b(?:(?<!môi )(?<!thị )(?<!hiện )(?<!điện )(?<!từ )(?<!nông )trường(?! (?:học|vụ))|(?<!giáo dục )đại học"
    r"|đh\w*|học viện|hv\w*|cđ\w*|cao đẳng|dh[a-z]*|cd[a-z]*|tại|năm (?=thứ|cuối)|loại (?=giỏi|khá|tb|trung|xuất|ưu)"
    r"|xếp loại|hệ (?=chính|tại|vừa|vlvh|từ xa|không|liên|cq|mở|tc|đào)|lớp|từ xa|tốt nghiệp|tn(?!\s?&)|vlvh|vhvl"
    r"|vừa làm|vừa học|chính qu[yi]|cq|liên thông|(?:văn )?bằng (?:hai|kép|giỏi|khá|đại|cử|kỹ)|văn bằng|x2|giỏi|khá"
    r"|xuất sắc|trình độ|trở lên|đang|chưa|ncs|nghiên cứu sinh)\b|^khoa(?! học)\b|\d"
)
_PLAIN_STATEMENT = re.compile(
    r"\b(?:(?<!moi )(?<!thi )truong|dai hoc|dh\w*|hoc vien|hv|cd|cao dang|tai(?! chinh| nguyen| san| mui)"
    r"|nam (?=thu|cuoi)|(?<!kim )loai|he(?! thong)|xep|khoa(?! hoc)|lop|tu xa|tn(?!\s?&)|vlvh|vhvl|vua lam|vua hoc"
    r"|tai chuc|chinh quy|cq|lien thong|ncs|nghien cuu sinh|bang hai|x2|gioi(?! tinh)|kha|xuat sac"
    r"|tot nghiep|trinh do|tro len)\b|\d"
)
# Behind a comma or a dash: what else is said of a person, never the second half of a field.
_OTHER_THING = re.compile(
    r"(?:chứng chỉ|chung chi|cc|llct|lý luận chính|ly luan chinh|cao cấp|cao cap|trung cấp|trung cap|sơ cấp|so cap"
    r"|qlnn|bồi dưỡng|boi duong|đã|bậc|hạng|ngạch|công tác|cong tac|trưởng|phó|giám đốc|giam doc|hiệu (?:trưởng|phó)"
    r"|chủ tịch|bí thư|giảng viên|giang vien|chuyên viên|chuyen vien|nhân viên|giáo viên|giao vien|viện|trung tâm"
    r"|trung tam|từ|đến|hiện|sinh năm|toeic|ielts|hsk|tiếng|ngoại ngữ|ngoai ngu|anh văn|nghỉ)\b"
)
_PLACE = re.compile(
    r"(?:tp |tinh )?(?:ha noi|hn|hcm|tphcm|ho chi minh|thai binh|hung yen|hai phong|hai duong|thai nguyen|nam dinh"
    r"|ninh binh|vinh|hue|da nang|can tho|quoc gia|quoc dan|bach khoa)"
)
# After "ĐH" these are a school's name, not a field
_SCHOOLS = re.compile(
    r"\b(?:ha noi|hn|hcm|thai binh|hung yen|hai phong|thai nguyen|nam dinh|vinh|hue|da nang|quoc gia|quoc dan|mo"
    r"|bach khoa|thuong mai|cong doan|tong hop|dan lap|van lang|hong duc)\b"
)
_SUBJECTS: Final = frozenset({
    "van", "su", "dia", "ly", "hoa", "anh", "y", "tin", "nga", "phap", "mat", "lao", "nhi", "san", "noi", "mo", "may",
    "tim", "da", "det", "gis",
})  # fmt: skip
"""Subjects too short to be told from other words by their length."""
_TAUGHT: Final = frozenset({"van", "su", "dia", "anh", "nga", "phap", "trung"})
_TONGUES: Final = frozenset({"anh", "nga", "phap", "trung", "duc", "nhat", "han"})
# Short words in capitals that name a school, a form of study or a state, not a field.
_NO_FIELD: Final = frozenset({
    "ktqd", "bkhn", "bk", "hn", "hcm", "tphcm", "sphn", "qghn", "qg", "yhn", "ydtb", "ytb", "utehy", "neu", "hust",
    "vnua", "tn", "cq", "lt", "tc", "tx", "vb", "vhvl", "vlvh", "ii", "iii", "iv", "vi", "vn", "dk", "nt", "ck", "bs",
    "ts", "cn", "ths", "pgs", "gs", "ks", "th", "llct", "gvc", "gvcc", "cv", "cvc", "cvcc", "nr", "kh",
})  # fmt: skip
_SHORT = re.compile(r"[A-ZĐ](?:[A-ZĐ]|[&.\-](?=[A-ZĐ])){1,11}")
# "C.nghệ" is a short form, "ytb.example" an address.
_ENDED = re.compile(r"[a-z]{3}\.\S")
_LETTERS = re.compile(r"[a-z \-&,./+'’–—]+")


def field_beside(reading: Reading, *, told: bool = False) -> str | None:
    """The field beside the highest degree, as written; known short forms in full, None where there is none.

    Args:
        reading: of the text.
        told: the header says that the field stands in the cell too, so that a short form behind "ĐH" or "CĐ" is one.
    """
    known = [m for m in reading.earned if m.level in QUALIFICATION_RANK]
    if not known:
        return None
    # of one level "ĐH" is mostly the school of the other
    best = max(known, key=lambda m: (QUALIFICATION_RANK.index(m.level), not _is_school(reading, m), m.end))
    last = _end_of_chain(reading, best)
    stop = min([m.start for m in reading.earned if m.start >= last.end], default=len(reading.shown))
    words = reading.folded[best.start : best.end]
    if _names_schools(words) and reading.folded[: best.start].rstrip().endswith("truong"):
        return None
    found = _as_field(_words(reading.shown[last.end : stop]), words, told)
    return found or COMPOUNDS.get(re.sub(r"[\s.\-/]", "", words))


def _end_of_chain(reading: Reading, best: Mention) -> Mention:
    """The last of degrees written as one: of "TS.BS Tim mạch" and "Thạc sĩ - Bác sĩ Nhi" the second."""
    for mention in reading.earned:
        between = reading.folded[best.end : mention.start]
        near = mention.start >= best.end and len(between) <= 3 and not between.strip(" .-–")
        if near and not _is_school(reading, mention):
            best = mention
    return best


def _is_school(reading: Reading, mention: Mention) -> bool:
    return _names_schools(reading.folded[mention.start : mention.end])


def _names_schools(degree: str) -> bool:
    return degree.startswith(("d", "cao dang", "cd", "tc", "trung cap")) and not degree.startswith(("ds", "duoc"))


@lru_cache(maxsize=50_000)
def _words(rest: str) -> str:
    """The words of a field at the beginning of a text: pieces up to the first that says another thing."""
    bare = rest.lstrip(" .:-–")
    if bare.startswith(","):
        return ""  # where somebody works, mostly
    bare = _LEAD.sub("", bare)
    if bare.startswith("("):
        bare = _LEAD.sub("", bare[1:])
    bare = _HARD.split(bare)[0]
    found, at, mark = "", 0, ""
    for border in [*_MARK.finditer(bare), None]:
        piece = bare[at : border.start() if border else len(bare)].strip(" .:-+")
        if found and _says_other(piece, found, mark):
            break
        stop = _statement(piece)
        piece = _TRAIL.sub("", piece[:stop].strip(" .:-+&")) if stop is not None else piece
        if piece:
            found += mark + piece
        if stop is not None:
            break
        if border:
            at, mark = border.end(), _joint(border.group()) if found else ""
    return clean(found)


def _joint(mark: str) -> str:
    bare = mark.strip()
    return ", " if bare == "," else bare if bare == "/" else f" {bare} " if mark != bare or bare == "+" else bare


def _statement(piece: str) -> int | None:
    """Where a piece begins to say a school, a year, a form of study or a grade; None where it does not."""
    low = piece.lower()
    plain = fold(piece) == low
    match = (_PLAIN_STATEMENT if plain else _STATEMENT).search(low)
    return match.start() if match else None


def _says_other(piece: str, before: str, mark: str) -> bool:
    key = fold(piece)
    if not key or _OTHER_THING.match(piece.lower()) or _PLACE.fullmatch(key):
        return True
    if key in _TONGUES and fold(before.split()[-1]) in _TAUGHT:
        return False  # "Văn - Anh"
    return mark != "/" and len(find_code("country", piece)) == 1


def _as_field(part: str, degree: str, told: bool) -> str | None:
    key = fold(part)
    if key in DEGREE_FIELDS:
        return DEGREE_FIELDS[key]
    school = _names_schools(degree)
    if not _LETTERS.fullmatch(key) or not any(c.isalpha() for c in key) or _ENDED.search(key):
        return None
    if _PLACE.fullmatch(key) or find_code("country", part) or (school and _SCHOOLS.search(key)):
        return None
    if _SHORT.fullmatch(part):
        kept = key not in _NO_FIELD and (told or not school)
        return part if kept else None
    if len(key) < 4 and key not in _SUBJECTS:
        return None
    return part[:1].upper() + part[1:]
