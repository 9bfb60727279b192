"""Vietnamese words of councils: roles, reasons, rules, ways out. Words only, no logic."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "CHANGES",
    "NOBODY",
    "NOTICES",
    "NO_WAY",
    "RANKS",
    "REASONS",
    "ROLES",
    "ROLE_REASONS",
    "RULES",
    "TIES",
    "WIDER_TOPIC",
]

ROLES: Final[Mapping[str, str]] = {
    "chair": "Chủ tịch",
    "vice_chair": "Phó Chủ tịch",
    "reviewer": "Ủy viên phản biện",
    "secretary": "Ủy viên, thư ký khoa học",
    "member": "Ủy viên",
}
RANKS: Final[tuple[str, ...]] = (
    "không yêu cầu",
    "đại học",
    "thạc sĩ, chuyên khoa I (hoặc đại học đứng đầu đơn vị)",
    "tiến sĩ, chuyên khoa II (hoặc thạc sĩ đứng đầu đơn vị)",
    "phó giáo sư, tiến sĩ khoa học (hoặc tiến sĩ đứng đầu đơn vị)",
    "giáo sư (hoặc phó giáo sư đứng đầu đơn vị)",
    "giáo sư đứng đầu đơn vị",
)
"""Rank of `seniority.rank_of` -> what it takes."""
TIES: Final[Mapping[str, str]] = {
    "applicant": "là người chủ trì hồ sơ",
    "supervisor": "người hướng dẫn hoặc được hướng dẫn",
    "co_author": "đồng tác giả",
    "co_member": "cùng thực hiện nhiệm vụ",
    "same_agency": "cùng đơn vị",
}
ROLE_REASONS: Final[Mapping[str, str]] = {
    "chair": "Chủ tịch: học hàm, học vị và chức vụ phù hợp nhất trong các thành viên được chọn",
    "vice_chair": "Phó Chủ tịch: đủ bậc để thay Chủ tịch khi cần",
    "reviewer": "Phản biện: am hiểu chủ đề nhất trong các thành viên được chọn",
    "secretary": "Thư ký: nắm được chủ đề để ghi biên bản và tổng hợp",
    "member": "",
}
REASONS: Final[Mapping[str, str]] = {
    "covers": "Phủ lĩnh vực: {fields}",
    "covers_alone": "Là người duy nhất trong hội đồng phủ: {fields}",
    "relevance": "Độ phù hợp với chủ đề {relevance}, thứ {place} trong {n} ứng viên",
    "never_used": "Chưa tham gia hội đồng nào trong thời gian xét luân phiên",
    "used": "Đã tham gia {n} hội đồng, gần nhất {day}; điểm luân phiên giảm tương ứng",
    "used_undated": "Đã tham gia {n} hội đồng; điểm luân phiên giảm tương ứng",
    "woman": "Cần cho yêu cầu tối thiểu {n} nữ",
    "named": "Được chỉ định trước",
    "runner_up": "Người kế tiếp: {name}, hội đồng kém {difference} điểm",
    "runner_up_equal": "Người kế tiếp: {name}, ngang điểm (chọn theo thứ tự mã số)",
    "irreplaceable": "Không ai khác trong danh sách thay được mà vẫn giữ đủ quy tắc",
}
RULES: Final[Mapping[str, str]] = {
    "size": "Đủ {n} thành viên",
    "seats": "Đủ các vai: {roles}",
    "chair_seniority": "Chủ tịch từ bậc: {rank}",
    "women": "Tối thiểu {n} nữ (có {found})",
    "per_agency": "Mỗi đơn vị nhiều nhất {n} người",
    "excluded_agency": "Không có người của: {agencies}",
    "cover": "Mỗi lĩnh vực con có người phủ: {fields}",
    "tie": "Không có đồng tác giả, người cùng thực hiện nhiệm vụ, người hướng dẫn hay người cùng đơn vị với chủ"
    " nhiệm hồ sơ ({n} người bị loại)",
    "apart": "Không có hai thành viên chung công trình, nhiệm vụ",
    "uses": "Không ai đã tham gia quá {n} hội đồng",
    "include": "Có đủ {n} người được chỉ định",
    "exclude": "Không có {n} người bị loại trừ",
}
CHANGES: Final[Mapping[str, str]] = {
    "uses": "Cho phép người đã tham gia tới {after} hội đồng (đang là {before})",
    "apart": "Bỏ yêu cầu các thành viên không chung công trình, nhiệm vụ",
    "cover": "Lĩnh vực “{subject}”: cần {after} người phủ thay vì {before}",
    "vice_chair": "Giảm số Phó Chủ tịch từ {before} xuống {after}",
    "reviewer": "Giảm số ủy viên phản biện từ {before} xuống {after}",
    "secretary": "Giảm số thư ký từ {before} xuống {after}",
    "women": "Giảm số nữ tối thiểu từ {before} xuống {after}",
    "chair_seniority": "Hạ bậc của Chủ tịch xuống: {rank}",
    "per_agency": "Cho phép {after} người cùng một đơn vị (đang là {before})",
    "size": "Đổi số thành viên từ {before} thành {after}",
    "excluded_agency": "Bỏ loại trừ đơn vị {subject}",
    "tie": "Chấp nhận {subject} dù {tie} với chủ nhiệm hồ sơ",
}
NOTICES: Final[Mapping[str, str]] = {
    "duplicate": "Cùng một người với ghế khác sau khi hợp nhất hồ sơ: cần rút khỏi một ghế",
    "gone": "Không còn hồ sơ trong cơ sở dữ liệu",
    "retired": "Đã nghỉ hưu",
    "moved": "Đã chuyển công tác",
    "left": "Đã thôi việc",
    "deceased": "Đã mất",
    "applicant": "Là chủ nhiệm hồ sơ được xem xét",
    "tie": "Với chủ nhiệm hồ sơ: {subject}",
    "same_agency": "Nhiều thành viên cùng đơn vị: {subject}",
}
"""Kind of a notice on a member -> what has come up; `subject` is a tie in words or the name of a body."""
WIDER_TOPIC: Final = "Đổi chủ đề thành “{topic}” ({n} người)"
NOBODY: Final = "Không tìm thấy ứng viên nào cho chủ đề này. Viết chủ đề rộng hơn hoặc dùng từ khác."
NO_WAY: Final = "Không lập được hội đồng theo các quy tắc này và chưa tìm ra cách nới. Bớt quy tắc rồi đề xuất lại."
