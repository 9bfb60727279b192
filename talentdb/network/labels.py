"""Vietnamese words of the networks: layers, kinds of nodes, messages. No logic."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "KIND_LABEL", "LAYER_LABEL", "NOBODY", "NO_FORMAT", "NO_LAYER", "NO_SUCH_NUMBER",
    "THE_FORMATS", "THE_LAYERS", "TOO_FEW",
]  # fmt: skip

LAYER_LABEL: Final[Mapping[str, str]] = {
    "tasks": "Cùng nhiệm vụ, sáng kiến",
    "publications": "Cùng công bố",
    "supervision": "Hướng dẫn",
    "councils": "Cùng hội đồng",
    "employer": "Nơi công tác",
    "school": "Nơi đào tạo",
    "field": "Lĩnh vực",
}
KIND_LABEL: Final[Mapping[str, str]] = {
    "person": "Người",
    "agency": "Cơ quan",
    "school": "Cơ sở đào tạo",
    "field": "Lĩnh vực",
    "work": "Công trình đông người",
}
NO_LAYER: Final = "Không có lớp quan hệ “{name}”."
THE_LAYERS: Final = "Các lớp: {layers}."
NO_FORMAT: Final = "Không có định dạng {name}."
THE_FORMATS: Final = "Chọn một trong: {formats}."
TOO_FEW: Final = "Số quan hệ nhiều nhất của một người phải từ 1 trở lên."
NO_SUCH_NUMBER: Final = "Không có người mang số {person} trong dữ liệu được xem."
NOBODY: Final = "Tìm lại theo họ tên."
