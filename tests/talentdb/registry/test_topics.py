"""Strategy: titles and fields that belong together, and such that only look alike."""

import pytest

from talentdb.registry.topics import topics_of


@pytest.mark.parametrize(
    ("title", "field", "same"),
    [
        ("Nghiên cứu nguyên nhân ngao chết hàng loạt", "Nuôi trồng thủy sản", True),
        ("Ứng dụng học sâu nhận dạng bệnh trên lá lúa từ ảnh chụp điện thoại", "Trí tuệ nhân tạo", True),
        ("Nghiên cứu nguyên nhân ngao chết hàng loạt", "Kế toán", False),
        ("Chuyển đổi số trong giáo dục", "Nuôi trồng thủy sản", False),
        ("Kiểm định phương tiện đo xăng dầu", "Kỹ thuật phục hồi chức năng", False),
    ],
)
def test_a_title_is_about_a_field_or_is_not(title, field, same):
    assert bool(topics_of(title, wider=True) & topics_of(field, wider=False)) is same


def test_wider_topics_are_those_of_the_text_and_more():
    assert topics_of("Nuôi tôm thẻ chân trắng", wider=False) < topics_of("Nuôi tôm thẻ chân trắng", wider=True)
