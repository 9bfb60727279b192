"""Evidence of the matching in Vietnamese words for stewards. Never shows a national id; decides nothing.

What may be shown of the other agency's values is decided by the caller: names, dates and rarity stand in these
phrases, telephone numbers, mail addresses and codes never do.
"""

from collections.abc import Callable, Mapping
from typing import Final

from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Evidence
from talentdb.text import format_date, format_number, mend_name_capitals

__all__ = ["FEATURE_LABELS", "LEVEL_PHRASES", "detail"]

FEATURE_LABELS: Final[Mapping[str, str]] = {
    "name": "Họ tên",
    "given_name": "Tên",
    "national_id": "Số định danh",
    "id_digits": "Chữ số của CCCD",
    "birth": "Ngày sinh",
    "sex": "Giới tính",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "staff_code": "Số hiệu cán bộ",
    "employer": "Cơ quan",
    "same_list": "Cùng danh sách",
    "commune": "Nơi ở",
    "native_place": "Quê quán",
    "ethnicity": "Dân tộc",
    "degree": "Trình độ",
    "field": "Ngành đào tạo",
    "institution": "Nơi đào tạo",
    "graduation": "Năm tốt nghiệp",
    "position": "Chức vụ, vị trí việc làm",
    "professional_title": "Chức danh nghề nghiệp",
    "recruitment": "Ngày tuyển dụng",
    "topic": "Lĩnh vực",
    "namesakes": "Người trùng tên",
}
"""What each feature is called on screens."""

LEVEL_PHRASES: Final[Mapping[tuple[str, str], str]] = {
    ("name", "same"): "Cùng họ tên",
    ("name", "bare"): "Cùng họ tên, cả hai bên không ghi dấu",
    ("name", "unmarked"): "Cùng họ tên, một bên không ghi dấu",
    ("name", "tone"): "Họ, đệm khác dấu",
    ("name", "typo"): "Họ tên lệch một chữ cái",
    ("name", "middle_missing"): "Cùng họ và tên, một bên thiếu tên đệm",
    ("name", "middle_differs"): "Cùng họ và tên, khác tên đệm",
    ("name", "swapped"): "Cùng họ tên, đảo thứ tự họ và tên",
    ("name", "initials"): "Họ tên viết tắt khớp nhau",
    ("name", "family_differs"): "Khác họ",
    ("name", "differs"): "Khác họ, đệm",
    ("given_name", "unmarked"): "Cùng tên, một bên không ghi dấu",
    ("given_name", "tone"): "Tên chỉ khác dấu",
    ("given_name", "typo"): "Tên lệch một chữ cái",
    ("given_name", "differs"): "Khác tên",
    ("national_id", "equal"): "Cùng số định danh",
    ("national_id", "different"): "Số định danh khác nhau",
    ("id_digits", "agree"): "Năm sinh, giới tính theo chữ số của CCCD khớp với bên kia",
    ("id_digits", "differ"): "Năm sinh hoặc giới tính theo chữ số của CCCD không khớp với bên kia",
    ("birth", "day"): "Cùng ngày sinh",
    ("birth", "first_of_january"): "Cùng ngày 01/01, có thể chỉ biết năm sinh",
    ("birth", "month"): "Cùng tháng, năm sinh",
    ("birth", "year"): "Cùng năm sinh, một bên không ghi rõ ngày",
    ("birth", "swapped"): "Ngày sinh đảo ngày và tháng",
    ("birth", "one_digit"): "Ngày sinh lệch một chữ số",
    ("birth", "next_year"): "Năm sinh lệch một năm",
    ("birth", "year_digit"): "Năm sinh lệch chữ số cuối",
    ("birth", "same_year"): "Cùng năm sinh, khác ngày, tháng",
    ("birth", "same_day_other_year"): "Cùng ngày, tháng sinh, khác năm",
    ("birth", "different"): "Ngày sinh khác nhau",
    ("birth", "generation"): "Năm sinh cách nhau một thế hệ",
    ("sex", "equal"): "Cùng giới tính",
    ("sex", "different"): "Giới tính khác nhau",
    ("phone", "equal"): "Cùng số điện thoại",
    ("phone", "shared"): "Cùng số điện thoại, nhưng nhiều người dùng chung số này",
    ("phone", "different"): "Số điện thoại khác nhau",
    ("email", "equal"): "Cùng địa chỉ thư điện tử",
    ("email", "shared"): "Cùng địa chỉ thư điện tử, nhưng nhiều người dùng chung địa chỉ này",
    ("email", "different"): "Địa chỉ thư điện tử khác nhau",
    ("staff_code", "equal"): "Cùng số hiệu cán bộ trong một cơ quan",
    ("staff_code", "different"): "Số hiệu cán bộ khác nhau trong một cơ quan",
    ("employer", "same"): "Cùng cơ quan",
    ("employer", "different"): "Khác cơ quan, có thể đã chuyển công tác",
    ("same_list", "same"): "Hai dòng của cùng một danh sách",
    ("commune", "same"): "Cùng xã, phường nơi ở",
    ("commune", "different"): "Khác xã, phường nơi ở",
    ("native_place", "same"): "Cùng quê quán",
    ("native_place", "partly"): "Quê quán khớp một phần",
    ("native_place", "different"): "Quê quán khác nhau",
    ("ethnicity", "same"): "Cùng dân tộc",
    ("ethnicity", "same_minority"): "Cùng một dân tộc thiểu số",
    ("ethnicity", "different"): "Dân tộc khác nhau",
    ("degree", "same"): "Cùng trình độ",
    ("degree", "higher_later"): "Trình độ về sau cao hơn",
    ("degree", "lower_later"): "Trình độ về sau lại thấp hơn",
    ("degree", "different"): "Trình độ khác nhau",
    ("field", "same"): "Cùng ngành đào tạo",
    ("field", "partly"): "Ngành đào tạo gần nhau",
    ("field", "different"): "Ngành đào tạo khác nhau ở cùng trình độ",
    ("institution", "same"): "Cùng nơi đào tạo",
    ("institution", "partly"): "Nơi đào tạo gần giống nhau",
    ("institution", "different"): "Nơi đào tạo khác nhau ở cùng trình độ",
    ("graduation", "same"): "Cùng năm tốt nghiệp",
    ("graduation", "near"): "Năm tốt nghiệp lệch một năm",
    ("graduation", "different"): "Năm tốt nghiệp khác nhau ở cùng trình độ",
    ("position", "same"): "Cùng chức vụ, vị trí việc làm",
    ("position", "different"): "Chức vụ, vị trí việc làm khác nhau",
    ("professional_title", "same"): "Cùng chức danh nghề nghiệp",
    ("professional_title", "different"): "Chức danh nghề nghiệp khác nhau",
    ("recruitment", "day"): "Cùng ngày tuyển dụng",
    ("recruitment", "year"): "Cùng thời gian tuyển dụng",
    ("recruitment", "different"): "Ngày tuyển dụng khác nhau",
    ("topic", "same"): "Công trình thuộc đúng ngành được đào tạo",
    ("namesakes", "none"): "Không còn ai khác mang đúng họ tên này",
}
"""(feature, level) -> phrase."""

_RARE_BITS: Final = 12.0
"""From one in 4,096 on a name is worth calling rare."""


def _names(a: MatchRecord, b: MatchRecord) -> str:
    one, other = mend_name_capitals(a.name_toned), mend_name_capitals(b.name_toned)
    return one if one == other else f"{one} – {other}"


def _births(a: MatchRecord, b: MatchRecord) -> str:
    shown = [format_date(r.birth_date, r.birth_precision or "day") for r in (a, b) if r.birth_date is not None]
    return " – ".join(dict.fromkeys(shown))


_ADDED: Final[Mapping[str, Callable[[MatchRecord, MatchRecord], str]]] = {
    "name": _names,
    "given_name": _names,
    "birth": _births,
}


def _rare(evidence: Evidence) -> str:
    """How rare the shared name is; the weight of an equal name is its rarity in bits."""
    if (
        evidence.feature != "name"
        or evidence.level not in ("same", "bare", "unmarked")
        or evidence.weight < _RARE_BITS
    ):
        return ""
    people = round(2**evidence.weight, -3)
    return f", tên hiếm (1 trong khoảng {format_number(people)} người)"


def detail(evidence: Evidence, a: MatchRecord, b: MatchRecord) -> str:
    """One phrase on what a feature says of two records: "Ngày sinh đảo ngày và tháng: 03/04/1975 – 04/03/1975"."""
    phrase = LEVEL_PHRASES[evidence.feature, evidence.level] + _rare(evidence)
    if evidence.feature == "name" and evidence.level == "same" and a.name_toned != b.name_toned:
        phrase = "Cùng họ và đệm"
    added = _ADDED.get(evidence.feature)
    shown = added(a, b) if added is not None else ""
    return f"{phrase}: {shown}" if shown else phrase
