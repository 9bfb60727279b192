"""Vietnamese words of the network page. No logic."""

from typing import Final

from talentdb.network.labels import KIND_LABEL, LAYER_LABEL

__all__ = ["KIND_LABEL", "LAYER_LABEL"]

PAGE: Final = "Mạng lưới"
LAYERS: Final = "Quan hệ"
LAYERS_HINT: Final = "Chọn ít nhất một loại quan hệ"
SIZE_BY: Final = "Cỡ điểm theo"
MEASURE: Final = {
    "strength": "Mức gắn kết",
    "degree": "Số quan hệ",
    "betweenness": "Vai trò cầu nối",
}
MEASURE_HELP: Final = (
    "Mức gắn kết: mỗi công trình chung góp 1/(số người − 1) cho mỗi cặp. Vai trò cầu nối: phần đường đi ngắn nhất"
    " giữa những người khác có đi qua người này. Màu là nhóm người gắn với nhau chặt hơn với phần còn lại."
)
TOPIC: Final = "Chủ đề, tên, ngành"
TOPIC_HINT: Final = "Ví dụ: nuôi trồng thủy sản"
AGENCY: Final = "Cơ quan"
EVERY_AGENCY: Final = "Mọi cơ quan"
YEARS: Final = "Năm của công trình, hội đồng"
NEIGHBOURS: Final = "Thêm người có quan hệ với họ"
FILTERS: Final = "Lọc"
FILTERS_ON: Final = "Lọc ({n})"
COUNTS: Final = "**{people}** người có quan hệ, **{edges}** quan hệ, **{groups}** nhóm."
CUT: Final = "Hình vẽ {shown} điểm gắn kết mạnh nhất trong {all} điểm; bảng và tệp xuất tính trên tất cả."
SHOWN: Final = "Số điểm trong hình"
ALONE: Final = "{n} người khác được chọn chưa có quan hệ nào thuộc các loại này."
NOTHING: Final = "Không có quan hệ nào như vậy. Hãy chọn thêm loại quan hệ hoặc bớt điều kiện lọc."
MOST_CONNECTED: Final = "Gắn kết nhất"
BRIDGES: Final = "Cầu nối giữa các nhóm"
GROUP_LEGEND: Final = "Nhóm {n}: {people} người quanh {name}"
OTHER_GROUPS: Final = "Các nhóm nhỏ khác"
BODIES: Final = "Cơ quan, nơi đào tạo, lĩnh vực"
PICK: Final = "Tìm một người trong hình"
PICK_HINT: Final = "Gõ tên, hoặc bấm vào một điểm"
TIES: Final = "Gắn kết nhất với"
TIE: Final = "{layer}: {works} lần"
TIE_BODY: Final = "{layer}"
TIE_YEARS: Final = "{first}–{last}"
PROFILE: Final = "Hồ sơ"
EGO: Final = "Mạng lưới của người này"
EGO_TITLE: Final = "Mạng lưới của {name}"
EGO_ALONE: Final = "Chưa ghi nhận nhiệm vụ, công bố, hướng dẫn hay hội đồng chung với ai."
EGO_CAPTION: Final = (
    "{people} người gắn với người này qua nhiệm vụ, công bố, hướng dẫn, hội đồng, và quan hệ giữa họ."
)
BACK: Final = "Về toàn mạng lưới"
COLUMNS: Final = {
    "full_name": "Họ và tên", "agency_name": "Cơ quan", "degree": "Số quan hệ", "strength": "Mức gắn kết",
    "betweenness": "Vai trò cầu nối", "community": "Nhóm", "people": "Số người", "most": "Gắn kết nhất",
}  # fmt: skip
EXPORT: Final = "Xuất tệp"
EXPORT_HELP: Final = "Tệp gồm tất cả người và quan hệ đã chọn ở trên, kèm bản kê. Lần xuất được ghi vào nhật ký."
FORMAT: Final = "Định dạng"
FORMATS: Final = {
    "gexf": "GEXF (Gephi)", "graphml": "GraphML", "csv": "CSV: nodes.csv và edges.csv", "json": "JSON",
}  # fmt: skip
PURPOSE: Final = "Mục đích"
PURPOSE_HINT: Final = "Ví dụ: lập hội đồng thẩm định"
NO_PURPOSE: Final = "Hãy ghi mục đích xuất tệp."
MAKE_FILE: Final = "Tạo tệp"
DOWNLOAD: Final = "Tải {name}"
NOBODY_FOUND: Final = "Không có người nào khớp với các từ đã gõ."
