"""What goes from rows of others and what stays: a trace of the person never does, the name of a street does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.privacy.erasure_labels import GONE
from talentdb.privacy.erasure_rules import rules
from talentdb.privacy.erasure_traces import Traces

_NAME = "Nguyễn Văn Linh"
_MAIL, _ID = "linh.zu@vi-du.example", "033085001234"
_LINH = Traces((_MAIL, _ID), (_NAME, "nguyen van linh"), rules().places)

_PLACES = [
    "đường Nguyễn Văn Linh", "Số 5, Đường  Nguyễn Văn Linh, TP Hưng Yên", "12 Nguyễn Văn Linh, phường Hiến Nam",
    "12A/3 NGUYỄN VĂN LINH - TP. Hưng Yên", "Số nhà 12 Nguyễn Văn Linh", "Ngõ 3, phố Nguyễn Văn Linh",
    "Giáo viên trường THPT Nguyễn Văn Linh", "Trường Nguyễn Văn Linh", "THPT Nguyễn Văn Linh", "xã Nguyễn Văn Linh",
    "Thôn Đông, xã Nguyễn Văn Linh, huyện Yên Mỹ", "Quỹ khuyến học Nguyễn Văn Linh", "đường mang tên Nguyễn Văn Linh",
    "Giải thưởng Nguyễn Văn Linh năm 2019", "Bác sĩ, Bệnh viện Nguyễn Văn Linh", "Khu lưu niệm Nguyễn Văn Linh",
    unicodedata.normalize("NFD", "đường Nguyễn Văn Linh"),
]  # fmt: skip
_PEOPLE = [
    "Nguyễn Văn Linh", " nguyễn văn linh ", "vợ: Nguyễn Văn Linh", "Chồng là ông Nguyễn Văn Linh (bộ đội)",
    "liên hệ Nguyễn Văn Linh", "Đồng tác giả: Trần A, Nguyễn Văn Linh, Lê B", "1. Nguyễn Văn Linh; 2. Lê B",
    "1 Nguyễn Văn Linh, 2 Lê Thị B", "Chủ tịch xã Nguyễn Văn Linh", "Tổ trưởng dân phố Nguyễn Văn Linh",
    "Thủ quỹ Nguyễn Văn Linh", "Giáo viên THPT Nguyễn Văn Linh", "hiệu trưởng Nguyễn Văn Linh",
    "Phòng Tài nguyên và Môi trường Nguyễn Văn Linh", "hieu truong Nguyen Van Linh", "pho giam doc nguyen van linh",
    "Thay mặt nhà trường Nguyễn Văn Linh", "thành phố Nguyễn Văn Linh", "kỹ sư cầu đường Nguyễn Văn Linh",
    "sinh năm 1980 Nguyễn Văn Linh", "Người kê khai\nNguyễn Văn Linh", "trường\nNguyễn Văn Linh",
    "Trưởng phố Nguyễn Văn Linh",
]  # fmt: skip


@pytest.mark.parametrize("said", _PLACES)
def test_the_name_of_a_place_or_a_body_stays_with_others(said: str) -> None:
    assert _LINH.of_others(said) == said
    # In the person's own row it goes all the same, and after it what is left tells nothing.
    if unicodedata.is_normalized("NFC", said):
        assert "linh" not in _LINH.everywhere(said).lower()


@pytest.mark.parametrize("said", _PEOPLE)
def test_a_trace_goes_from_rows_of_others(said: str) -> None:
    assert "linh" not in _LINH.of_others(said).lower()
    assert GONE in _LINH.of_others(said)


def test_a_cell_may_hold_both() -> None:
    said = f"Vợ ông Nguyễn Văn Linh, số 5 đường Nguyễn Văn Linh, {_MAIL}, CCCD {_ID}"
    assert _LINH.of_others(said) == f"Vợ ông {GONE}, số 5 đường Nguyễn Văn Linh, {GONE}, CCCD {GONE}"
    assert _LINH.of_others({"A": ["ông Nguyễn Văn Linh", 5, None]}) == {"A": [f"ông {GONE}", 5, None]}


def test_a_longer_name_is_looked_for_first() -> None:
    traces = Traces((), ("Lê An", "Lê An Khang"), rules().places)
    assert traces.of_others("Lê An Khang, Lê An") == f"{GONE}, {GONE}"


def test_a_row_is_theirs_when_a_cell_is_the_name_or_holds_a_mark() -> None:
    assert _LINH.tells_of_them({"A": "3", "B": " NGUYỄN VĂN LINH "})
    assert _LINH.tells_of_them({"C": f"thư: {_MAIL}"})
    assert not _LINH.tells_of_them({"A": "đường Nguyễn Văn Linh", "B": "vợ: Nguyễn Văn Linh"})


def test_nothing_is_looked_for_without_a_needle() -> None:
    nobody = Traces((), (), rules().places)
    said = "vợ: Nguyễn Văn Linh"
    assert nobody.of_others(said) == nobody.everywhere(said) == said


_AROUND = st.text(alphabet="ab đưổốờng trxã,.;:0123 \n", max_size=20)


@given(_AROUND, st.sampled_from([_NAME, _NAME.upper(), _MAIL, _ID]), _AROUND)
def test_marks_always_go_and_the_rest_is_as_it_was(before: str, mark: str, after: str) -> None:
    said = f"{before} {mark} {after}"
    for found in (_LINH.of_others(said), _LINH.everywhere(said)):
        assert found in {said, said.replace(mark, GONE)}
    assert mark not in _LINH.everywhere(said)
    if mark in {_MAIL, _ID}:
        assert mark not in _LINH.of_others(said)
