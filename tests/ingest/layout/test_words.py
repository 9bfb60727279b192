"""Labels of totals: the word with its tone adds up whatever follows, unless it is another word."""

import pytest

from ingest.layout.words import is_total_label


@pytest.mark.parametrize(
    "label", ["Cộng", "Cộng xã Hồng Hà", "Cộng tăng", "CỘNG GIẢM", "Cộng A+B", "Cộng mục I", "Tổng cộng: 03 người"]
)
def test_labels_of_totals(label: str) -> None:
    assert is_total_label(label)


@pytest.mark.parametrize(
    "text", ["Công Tằng Mẫu", "Cộng tác viên", "Cộng đồng dân cư", "Cộng hòa xã hội", "Tổng Thị Mai", "Tổng công ty"]
)
def test_names_and_words_that_add_nothing_up(text: str) -> None:
    assert not is_total_label(text)
