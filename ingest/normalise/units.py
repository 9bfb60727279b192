"""Whether a text names a body (a unit, a collective, a household) and no person. Knows no list of agencies."""

import re
from functools import lru_cache
from typing import Final

from talentdb.text import clean, tone_key

__all__ = ["names_body"]

# Over tone keys: "Tổ" is a team and "Tô" a family name, "Ban" a board and "Bàn" a family name.
_START: Final = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:tập thể|hộ gia đình|hộ ông|hộ bà|gia đình|gđ ông|gđ bà|phòng|khoa|trường|ban|tổ|đội|"
    r"công ty|chi bộ|chi cục|chi đoàn|chi hội|đảng bộ|đảng ủy|ubnd|ủy ban|sở|trung tâm|viện|bệnh viện|hội|liên đoàn|"
    r"liên hiệp|liên minh|công đoàn|đoàn thanh niên|tỉnh đoàn|nhân dân và|cán bộ và|cán bộ, |cb, gv|tập đoàn|"
    r"doanh nghiệp|hợp tác xã|htx|trạm|cục|vụ|học viện|đại học|văn phòng|bộ môn|bộ phận|thôn|khu phố|nhóm|clb|"
    r"câu lạc bộ|thpt|thcs|nhà máy|xí nghiệp|bvđk|ttyt|chi nhánh|ngân hàng|mttq|hđnd|lớp|khối)(?:\s|$)"
)


@lru_cache(maxsize=20_000)
def names_body(text: str) -> bool:
    """Whether a cell where a person's name may stand begins like the name of a unit or a household."""
    return _START.match(tone_key(clean(text))) is not None
