"""The Vietnamese messages of this package: what is wrong with a server, and what to do. No logic."""

from typing import Final

__all__ = [
    "BAD_DATABASE_URL",
    "CLOSED",
    "DATA_ELSEWHERE",
    "DATA_OF_OTHER_VERSION",
    "DISK_FULL",
    "HOME_BUSY",
    "HOME_FOREIGN",
    "HOME_NOT_WRITABLE",
    "INDEX_OF_OTHER_VERSION",
    "INIT_FAILED",
    "KEYS_USED_UP",
    "MEMORY_SHORT",
    "NO_FOLDER",
    "NO_MEILISEARCH",
    "NO_POSTGRES",
    "NO_SYSTEM_USER",
    "OUTPUT_FULL",
    "OUTPUT_NOT_WRITTEN",
    "PORT_TAKEN",
    "POSTGRES_NOT_ANSWERING",
    "REAL_DATABASE_AWAY",
    "REAL_SEARCH_AWAY",
    "REAL_SEARCH_REFUSES",
    "SEARCH_NOT_ANSWERING",
    "SECRET_DAMAGED",
    "SOCKET_FOLDER_FOREIGN",
    "STARTING_POSTGRES",
    "STARTING_SEARCH",
    "Text",
]

Text = tuple[str, str]
"""What happened, and what to do; both with {placeholders}."""

STARTING_POSTGRES: Final = "Khởi động PostgreSQL"
STARTING_SEARCH: Final = "Khởi động Meilisearch"

NO_POSTGRES: Final[Text] = (
    "Không tìm thấy PostgreSQL 15 trở lên trên máy này.",
    "Chạy `make setup` (kèm sẵn một bản), hoặc cài gói postgresql của hệ điều hành, hoặc đặt TALENTDB_PG_BIN là"
    " thư mục chứa initdb, hoặc đặt TALENTDB_DATABASE_URL tới một máy chủ có sẵn.",
)
NO_MEILISEARCH: Final[Text] = (
    "Không tìm thấy Meilisearch; tìm kiếm tạm dùng PostgreSQL.",
    "Chạy `make setup` trên máy có Node.js và npm, hoặc đặt TALENTDB_MEILI_BIN là tệp chương trình meilisearch,"
    " hoặc đặt TALENTDB_MEILI_URL và TALENTDB_MEILI_KEY.",
)
INIT_FAILED: Final[Text] = (
    "Không tạo được kho dữ liệu PostgreSQL trong {folder}: {reason}",
    "Kiểm tra chỗ trống và quyền ghi của thư mục rồi chạy lại; chưa có dữ liệu nào bị ảnh hưởng.",
)
POSTGRES_NOT_ANSWERING: Final[Text] = (
    "PostgreSQL không khởi động hoặc không trả lời: {reason}",
    "Xem nhật ký {log}; nếu kho dữ liệu hỏng thì khôi phục từ bản sao lưu.",
)
SEARCH_NOT_ANSWERING: Final[Text] = (
    "Meilisearch không khởi động hoặc không trả lời: {reason} Tìm kiếm tạm dùng PostgreSQL.",
    "Xem nhật ký {log}; chỉ mục luôn dựng lại được bằng `talentdb index rebuild`.",
)
INDEX_OF_OTHER_VERSION: Final[Text] = (
    "Chỉ mục tìm kiếm do một phiên bản Meilisearch khác tạo ra; tìm kiếm tạm dùng PostgreSQL.",
    "Xóa thư mục {folder} rồi chạy `talentdb index rebuild`; chỉ mục chỉ là bản sao, không mất dữ liệu.",
)
DATA_OF_OTHER_VERSION: Final[Text] = (
    "Kho dữ liệu trong {folder} do PostgreSQL {version} tạo ra, nhưng máy này không có PostgreSQL {version}.",
    "Cài PostgreSQL {version} (hoặc đặt TALENTDB_PG_BIN tới bản đó); muốn đổi phiên bản thì sao lưu bằng bản cũ"
    " rồi khôi phục vào một TALENTDB_HOME mới.",
)
DATA_ELSEWHERE: Final[Text] = (
    "Kho dữ liệu trong {folder} được tạo khi máy còn cho root dùng user namespace, nay không mở được.",
    "Bật lại user namespace cho root, hoặc chạy chương trình bằng một tài khoản thường là chủ thư mục đó.",
)
DISK_FULL: Final[Text] = (
    "Ổ đĩa đã đầy nên {what} không ghi được.",
    "Giải phóng chỗ trống trên ổ chứa {folder} rồi chạy lại; dữ liệu đã xác nhận vẫn còn nguyên.",
)
OUTPUT_FULL: Final[Text] = (
    "Không còn chỗ để ghi tệp {file}; không để lại tệp dở dang.",
    "Giải phóng chỗ trống trên ổ chứa {folder}, hoặc chọn nơi khác, rồi làm lại.",
)
OUTPUT_NOT_WRITTEN: Final[Text] = (
    "Không ghi được tệp {file}: {reason}.",
    "Kiểm tra tên tệp và quyền ghi vào thư mục, hoặc chọn nơi khác.",
)
NO_FOLDER: Final[Text] = (
    "Không có thư mục để ghi tệp {file}.",
    "Tạo thư mục đó, hoặc chọn nơi khác sau -o.",
)
MEMORY_SHORT: Final[Text] = (
    "Máy không đủ bộ nhớ để khởi động PostgreSQL.",
    "Đóng bớt chương trình khác, hoặc tăng bộ nhớ (và /dev/shm nếu chạy trong container).",
)
PORT_TAKEN: Final[Text] = (
    "Cổng mạng dành cho Meilisearch đã bị chương trình khác chiếm; tìm kiếm tạm dùng PostgreSQL.",
    "Chạy lại: chương trình sẽ tự chọn cổng khác.",
)
HOME_NOT_WRITABLE: Final[Text] = (
    "Không ghi được vào thư mục {folder}.",
    "Đặt TALENTDB_HOME là thư mục của tài khoản đang dùng, hoặc chạy bằng đúng tài khoản đã tạo thư mục đó.",
)
HOME_FOREIGN: Final[Text] = (
    "Thư mục {folder} không phải là nơi lưu dữ liệu của talentdb.",
    "Đặt TALENTDB_HOME là một thư mục mới hoặc rỗng.",
)
HOME_BUSY: Final[Text] = (
    "Một chương trình talentdb khác đang khởi động hoặc dừng dịch vụ trong {folder} quá lâu.",
    "Đợi chương trình đó xong rồi chạy lại.",
)
KEYS_USED_UP: Final[Text] = (
    "Khóa này đã qua đủ 255 đời, không tạo thêm được.",
    "Báo người phát triển phần mềm.",
)
SECRET_DAMAGED: Final[Text] = (
    "Tệp khóa {path} bị hỏng.",
    "Khôi phục tệp này từ bản sao lưu; đừng xóa nó, vì dữ liệu mã hóa bằng khóa này sẽ không đọc lại được.",
)
SOCKET_FOLDER_FOREIGN: Final[Text] = (
    "Thư mục {folder} đã có sẵn mà không thuộc về tài khoản đang chạy.",
    "Báo quản trị máy xóa thư mục đó, hoặc đặt XDG_RUNTIME_DIR là một thư mục riêng của bạn.",
)
NO_SYSTEM_USER: Final[Text] = (
    "PostgreSQL không chạy dưới quyền root, và máy này không cho tạo tài khoản hệ thống `{user}`.",
    "Chạy chương trình bằng một tài khoản thường, hoặc tạo tài khoản đó: useradd --system {user}.",
)
BAD_DATABASE_URL: Final[Text] = (
    "Địa chỉ cơ sở dữ liệu trong {variable} không hợp lệ.",
    "Viết theo mẫu postgresql://tài_khoản:mật_khẩu@máy_chủ:5432/talentdb.",
)
REAL_DATABASE_AWAY: Final[Text] = (
    "Máy chủ PostgreSQL {host} không trả lời.",
    "Kiểm tra TALENTDB_DATABASE_URL, mạng và máy chủ đó.",
)
REAL_SEARCH_AWAY: Final[Text] = (
    "Máy chủ Meilisearch {url} không trả lời; tìm kiếm tạm dùng PostgreSQL.",
    "Kiểm tra TALENTDB_MEILI_URL, mạng và máy chủ đó.",
)
REAL_SEARCH_REFUSES: Final[Text] = (
    "Máy chủ Meilisearch {url} không nhận khóa; tìm kiếm tạm dùng PostgreSQL.",
    "Đặt TALENTDB_MEILI_KEY là khóa chính (master key) của máy chủ đó.",
)
CLOSED: Final[Text] = (
    "Không chương trình nào còn dùng các dịch vụ của {folder}.",
    "Gọi `revive` khi dịch vụ đang được dùng.",
)
