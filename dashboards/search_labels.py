"""Vietnamese words of the search page. No logic."""

from typing import Final

from dashboards import labels

QUERY: Final = "Cần tìm ai?"
QUERY_HINT: Final = "Tên, chuyên môn, trình độ, tuổi, nơi làm việc… ví dụ: nữ tiến sĩ dưới 40 nuôi trồng thủy sản"

READ_AS: Final = "Đã đọc là “{line}”."
AS_TYPED: Final = "Tìm đúng như gõ"
UNDERSTOOD: Final = "Hiểu là"
UNDERSTOOD_HELP: Final = "Bấm để bỏ điều kiện này: “{text}” sẽ là từ khóa"
TOPIC_OR_NAME: Final = "Từ khóa"
AS_WORDS_ON: Final = "Đang tìm đúng như gõ, không hiểu thành điều kiện."
UNDERSTAND_AGAIN: Final = "Hiểu lại câu này"
PLAIN: Final = "“{text}” là từ khóa"
PLAIN_HELP: Final = "Bấm để lại hiểu thành điều kiện"
CHOSEN: Final = "Đang lọc"
CHOSEN_HELP: Final = "Bấm để bỏ điều kiện này"
CHIP: Final = "{name}: {value}"
CLEAR_FILTERS: Final = "Bỏ các điều kiện"
MANY_VALUES: Final = "{n} mục"

FACET: Final = {
    "qualification": labels.FACET["qualification"],
    "academic_title": labels.FACET["academic_title"],
    "field_group": labels.FACET["field_group"],
    "research_fields": "Ngành KH&CN",
    "agency_code": labels.FACET["agency_code"],
    "commune_code": labels.FACET["commune_code"],
    "sex": labels.FACET["sex"],
    "position_level": "Cấp chức vụ",
    "languages": "Ngoại ngữ",
    "sector": labels.FACET["sector"],
    "status": labels.FACET["status"],
}
"""Fields with a picker, in the order of the bar."""
FIELD: Final = {
    "age": "Tuổi", "birth_year": "Năm sinh", "is_public": "Khu vực công", "led_task": "Đã chủ trì nhiệm vụ",
    "work_level": "Có công trình cấp", "work_year": "Có công trình năm",
}  # fmt: skip
FACET_CHOSEN: Final = labels.FACET_CHOSEN
FACET_MORE: Final = "Gõ để tìm trong {n} mục"
FACET_LEFT: Final = "và {n} mục khác, gõ để tìm"
FACET_NONE: Final = "Không có mục nào như vậy."
FACET_COUNT: Final = "{name} ({n})"
YES_NO: Final = {"true": "Có", "false": "Không"}

AGES: Final = "Tuổi"
AGE_FROM: Final = "Từ (tuổi)"
AGE_TO: Final = "Đến (tuổi)"
BORN_FROM: Final = "Sinh từ năm"
BORN_TO: Final = "Sinh đến năm"
ANY: Final = "không hạn"
AGE_RANGE: Final = {"from": "từ {first} tuổi", "to": "đến {last} tuổi", "both": "{first}–{last} tuổi",
                    "one": "{first} tuổi"}  # fmt: skip
BORN_RANGE: Final = {"from": "từ {first}", "to": "đến {last}", "both": "{first}–{last}", "one": "{first}"}

FOUND: Final = "**{n}** người phù hợp · {ms} ms"
FOUND_NEAR: Final = "**{n}** người gần đúng: không ai hoặc ít ai có đủ mọi điều đã hỏi · {ms} ms"
FOUND_ALL: Final = "**{n}** người trong cơ sở dữ liệu · {ms} ms"
NOTHING_FOUND: Final = "Không có ai phù hợp."
NOTHING_FOUND_ADVICE: Final = (
    "- Bỏ bớt một điều kiện thu hẹp.\n- Dùng từ ngắn hơn hoặc một từ thôi: “hóa” thay cho “công nghệ hóa học”.\n"
    "- Gõ không dấu cũng tìm được; chữ viết tắt ít gặp thì nên viết đủ."
)
RELAX_TITLE: Final = "Sẽ có người nếu nới một điều kiện:"
RELAX: Final = "{label} → {n} người"
RELAX_FILTER: Final = "Bỏ “{name}”"

BIRTH_YEAR: Final = "sinh năm {year}"
WHY: Final = "Vì sao có trong kết quả"
EVIDENCE: Final = {
    "led": "Chủ trì",
    "task": "Tham gia",
    "publication": "Công bố",
    "patent": "Sáng chế",
    "initiative": "Sáng kiến",
    "textbook": "Giáo trình",
    "work": "Công trình",
    "degree": "Bằng cấp",
}
ON_TOPIC: Final = "đúng chủ đề"
CONFIRMED: Final = "Cơ quan xác nhận gần nhất: {day}"
MORE_WORKS: Final = "thêm {n} công trình"
SCORE: Final = "Vì sao xếp ở đây"
SCORE_TOTAL: Final = "Điểm {score} trên 1"
SCORE_HELP: Final = "Điểm là tổng các phần dưới đây; bằng điểm thì xét trình độ, học hàm, công trình."
PARTS: Final = {
    "name": "Đúng tên",
    "topic": "Đúng chủ đề",
    "degree": "Trình độ",
    "title": "Học hàm",
    "lead": "Chủ trì nhiệm vụ cùng chủ đề",
    "publication": "Công bố cùng chủ đề",
    "recent": "Công trình gần đây",
    "place": "Đúng xã, phường mang tên địa bàn",
}
CHOOSE: Final = "Chọn {name}"
PICK_NOBODY: Final = "Chưa chọn ai"
PICKED: Final = "Đã chọn {n} người"
PICK_PAGE: Final = "Chọn cả trang"
PICK_NONE: Final = "Bỏ chọn"

SAVED: Final = "Tìm kiếm đã lưu"
SAVED_HELP: Final = "Chỉ tài khoản này thấy. Mỗi lần mở, kết quả được tìm lại."
NO_SAVED: Final = "Chưa lưu tìm kiếm nào."
SAVE: Final = "Lưu tìm kiếm này"
SAVE_NAME: Final = "Tên"
SAVE_NAME_HINT: Final = "Ví dụ: Chuyên gia thủy sản trẻ"
SAVE_CONFIRM: Final = "Lưu"
SAVED_NOW: Final = "Đã lưu “{name}”."
CHANGE: Final = "Sửa “{name}”"
RENAME: Final = "Đổi tên"
DELETE: Final = "Xóa"
