"""What the layout phase asks about words: is this cell a column header, is this line an agency or a day."""

import re
from datetime import date
from typing import Final

from ingest.agencies import resolve_offline
from ingest.columns.headers import IGNORED, text_scores
from ingest.forms import form_names
from talentdb.text import clean, fold

__all__ = ["FormVocabulary"]

_SINCE = "(?:tinh den|den ngay|tai thoi diem|thoi diem|cap nhat|so lieu)"
_DAY = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
_AS_OF = re.compile(rf"{_SINCE}\D{{0,30}}{_DAY}")
_AS_OF_WORDS = re.compile(rf"{_SINCE}\D{{0,30}}(\d{{1,2}})\s*thang\s*(\d{{1,2}})\s*nam\s*(\d{{4}})")
_SIGNED = re.compile(r"^[^\d]{0,40}ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})\s*$")
_AGENCY = re.compile(
    r"^\s*(?:tên\s+)?(?:đơn vị(?:\s+(?:báo cáo|công tác|cơ sở|lập|trực thuộc))?"
    r"|cơ quan(?:,?\s*đơn vị)?(?:\s+báo cáo)?|cơ quan báo cáo|trường)\s*:\s*(\S.*)$",
    re.IGNORECASE,
)
_FORM_NUMBER = re.compile(r"^\s*(?:mẫu|biểu)(?:\s+(?:số|biểu))?\s*[:.]?\s*([0-9][\w./\-]{0,20})", re.IGNORECASE)
_KINDS: Final = (
    "sở", "ban", "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "trường", "bệnh viện", "trung tâm", "viện", "học viện",
    "hội", "liên hiệp", "công ty", "chi cục", "cục", "văn phòng", "tỉnh đoàn", "báo", "đài", "ủy ban mặt trận",
    "uỷ ban mặt trận", "thanh tra", "tổng công ty", "đảng ủy", "đảng uỷ", "huyện", "quỹ", "bảo hiểm", "kho bạc",
    "đại học", "tập đoàn", "thành đoàn", "liên minh", "liên đoàn", "nhà máy", "trạm y tế", "phòng giáo dục",
    "doanh nghiệp", "bảo tàng", "thư viện", "nhà hát", "bưu điện", "công an", "tòa án", "toà án", "tỉnh ủy",
    "tỉnh uỷ", "thành ủy", "thành uỷ", "đoàn luật sư", "hiệp hội", "ngân hàng", "xí nghiệp", "nhà xuất bản",
    "nhà văn hóa", "nhà văn hoá", "bộ chỉ huy", "hợp tác xã", "phân hiệu", "phân viện", "chi nhánh", "vườn quốc gia",
)  # fmt: skip
_TITLE_WORDS = re.compile(
    r"danh sách|thống kê|báo cáo|tổng hợp|biểu|mẫu|phụ lục|kế hoạch|cộng hòa|cộng hoà|độc lập", re.IGNORECASE
)
_OF_AGENCY = re.compile(r"\s[-–]\s|\s(?:của|tại|thuộc)\s", re.IGNORECASE)
_HEADER_LENGTH = 120


def _iso(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _is_known(shown: str) -> bool:
    """Whether a line is the name of one agency that is known, of whatever kind: "THỐNG KÊ TỈNH HƯNG YÊN"."""
    return 2 <= len(shown.split()) <= 14 and len(resolve_offline(shown)) == 1


class FormVocabulary:
    """The words of all forms together (a `Vocabulary` of the layout phase)."""

    def header_weight(self, text: str) -> float:
        """0..1: the best score of the text as a column header of any form; known headers of no field count too."""
        if not text or len(text) > _HEADER_LENGTH:
            return 0.0
        best = 0.0
        for form in form_names():
            for name, score in text_scores(form, text).items():
                best = max(best, score if not name.startswith(IGNORED) else 0.8 * score)
        return best

    def context_key(self, text: str) -> tuple[str, str] | None:
        """("agency_name", …), ("as_of", ISO day) or ("form_number", …) of a title line; None for other lines."""
        shown = clean(text)
        if len(shown) > 300:
            return None
        key = fold(shown)
        for pattern in (_AS_OF, _AS_OF_WORDS, _SIGNED):
            if (match := pattern.search(key)) and (day := _iso(*match.groups()[-3:])):
                return "as_of", day
        if match := _AGENCY.match(shown):
            return "agency_name", match.group(1).strip(" .…_")
        if match := _FORM_NUMBER.match(shown):
            return "form_number", match.group(1)
        # "DANH SÁCH CÁN BỘ - SỞ Y TẾ", "Danh sách viên chức của Trường THPT Mẫu"
        named = _OF_AGENCY.split(shown)[-1].strip() if _TITLE_WORDS.search(shown) else shown
        return ("agency_name", named) if self._names_agency(named) or _is_known(named) else None

    @staticmethod
    def _names_agency(shown: str) -> bool:
        low = shown.lower()
        starts = any(low.startswith(kind + " ") for kind in _KINDS)
        return starts and 2 <= len(shown.split()) <= 14 and not _TITLE_WORDS.search(low) and ":" not in low
