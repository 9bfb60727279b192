"""Words around a code of a closed list: those that say nothing, those that say "not yet", those that forbid a guess.

Knows fields by name and no code list.
"""

import re
from typing import Final

from talentdb.text import alias_key

__all__ = ["earned_part", "nothing_said", "refused", "without_fillers"]

_ALWAYS = "trinh do loai he hinh thuc dao tao so thang nam nay da duoc"
_FILLERS: Final = {
    "political_theory": f"{_ALWAYS} llct ly luan chinh tri hc hanh kien thuc bang chung chi tot nghiep hoc lop"
    " xac nhan va tuong duong ve truong khoa",
    "state_management": f"{_ALWAYS} cc chung chi nhan bd boi duong qlnn qlhcnn quan ly hanh nha nuoc ngach ct"
    " chuong trinh qua lop va tuong duong hang kien thuc khoa ve",
    "employment_category": "theo nd nghi dinh so thang nam co thoi han xac dinh khong cp dien",
    "training_type": f"{_ALWAYS} hang i ii iii iv theo boi duong bd lop khoa kien thuc doi tuong"
    " ung dung tieu chuan cc",
    "training_mode": _ALWAYS,
    "recruitment_form": f"{_ALWAYS} theo nd nghi dinh dien tuyen",
    "status": "hien hien nay tu ngay thang nam",
    "training_country": "nuoc tai o cong hoa ch",
    "graduation_grade": "loai hang bang xep tot nghiep",
}  # fmt: skip
_WORDS = {name: frozenset(words.split()) for name, words in _FILLERS.items()}
_TOKEN = re.compile(r"[\s\-–:;,/().]+")


def without_fillers(field: str, text: str) -> str:
    """The text without words that say nothing in this field and without numbers; empty when nothing is left."""
    fillers = _WORDS.get(field)
    if fillers is None:
        return ""
    words = [w for w in _TOKEN.split(text) if w and not w.isdigit() and alias_key(w) not in fillers]
    return " ".join(words)


_STUDYING = re.compile(
    r"\b(?:đang|dang)\s+(?:đi\s+|di\s+)?(?:theo\s+)?(?:học|hoc|đào tạo|dao tao"
    r"|bồi dưỡng|boi duong|bd|theo|tham gia)\b"
    r"|\b(?:chưa|chua)\s+(?:học|hoc|qua|có|co|tốt nghiệp|tot nghiep|được|duoc|bồi dưỡng|boi duong|hoàn thành|bd)\b"
    r"|\bsắp học\b|\bdự kiến\b|\bchờ cấp bằng\b|^(?:đang|dang)\s",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;()\n]|\s[-–]\s")


def earned_part(text: str) -> tuple[str, bool]:
    """What of a text is earned, and whether something in it is only studied for.

    "Trung cấp, đang học cao cấp" -> ("Trung cấp, ", True); "Cao cấp (đang học)" -> ("", True): the words before an
    empty "đang học" are what is studied.
    """
    match = _STUDYING.search(text)
    if match is None:
        return text, False
    stop = _CLAUSE.search(text, match.end())
    end = stop.start() if stop else len(text)
    before, said, after = text[: match.start()], text[match.end() : end], text[end:]
    if not alias_key(said):
        before = before.rstrip(" ,;-–(")
        cut = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
        before = before[:cut]
    return f"{before.rstrip(' (')}{after}".strip(" ();,-–"), True


_NOTHING = frozenset({
    "khong", "chua", "chua qua", "chua qua dao tao", "chua hoc", "0", "chua co", "khong hoc", "k", "ko",
    "chua duoc boi duong", "chua boi duong", "chua bd", "chua qua boi duong", "khong co", "chua dao tao",
})  # fmt: skip


def nothing_said(text: str) -> bool:
    """Whether a text says that there is none: "Không", "Chưa học", "0"."""
    return alias_key(text) in _NOTHING


# What looks like a code's spelling inside a longer text and is not it.
_REFUSALS: Final = {
    "employment_category": re.compile(
        r"khong chuyen trach|hoat dong khong|^can bo (?!chuyen trach|cap|xa|phuong|dang|doan|lanh)"
    ),
    "status": re.compile(
        r"chuyen (?:den|ngach|hang|sang hop dong|sang hd|xep|doi|ve tu)|\bden tu\b|nghi viec rieng"
        r"|^(?:sap|cho|chuan bi|du kien)\b"
        r"|dieu dong (?:den|ve)\b|\bmoi\b"
    ),
    # "hoàn thành" is in all of them: with an "XS" beside it is not plainly done
    "annual_ratings": re.compile(r"\bxs\w*\b"),
    "training_status": re.compile(r"\bkhong\b"),
    "graduation_grade": re.compile(r"\bkha gioi\b|\bgioi kha\b"),
}  # fmt: skip


def refused(field: str, text: str) -> bool:
    """Whether a field's spelling must not be sought inside this text."""
    pattern = _REFUSALS.get(field)
    return pattern is not None and pattern.search(alias_key(text)) is not None
