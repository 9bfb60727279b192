"""The Vietnamese words of backups: what went wrong and what to do, what is being done, what was found. No logic."""

from typing import Final

DAMAGED: Final = (
    "Tệp {file} trong bản sao lưu bị hỏng, bị sửa, hoặc khóa không phải của bản này.",
    "Dùng bản sao lưu khác (máy thứ hai, bản ngoại tuyến); kiểm tra lại tệp khóa.",
)
MISSING_FILE: Final = (
    "Bản sao lưu thiếu tệp {file}.",
    "Dùng bản sao lưu khác (máy thứ hai, bản ngoại tuyến).",
)
BAD_SIGNATURE: Final = (
    "Bảng kê {file} của bản sao lưu bị sửa, hoặc do khóa khác ký.",
    "Kiểm tra tệp khóa; nếu khóa đúng thì bản này không dùng được nữa, hãy dùng bản khác.",
)
NOT_A_BACKUP: Final = (
    "{folder} không phải là một bản sao lưu của talentdb.",
    "Chỉ đúng thư mục mà `talentdb backup -o` đã ghi.",
)
NO_KEYS: Final = (
    "Thư mục dữ liệu này không có khóa sao lưu.",
    "Thêm --keys TỆP_KHÓA (tệp do `talentdb keys export` ghi ra, cất riêng với bản sao lưu).",
)
BAD_KEY_FILE: Final = (
    "Không mở được tệp khóa: sai mật khẩu, hoặc tệp không phải tệp khóa hay đã bị sửa.",
    "Gõ lại mật khẩu; nếu vẫn không được, dùng bản khác của tệp khóa.",
)
SHORT_PASSPHRASE: Final = (
    "Mật khẩu của tệp khóa phải có ít nhất {n} ký tự.",
    "Ai có tệp khóa và mật khẩu thì đọc được mọi thứ: chọn một câu dài, ghi ra giấy và cất vào két.",
)
NO_PASSPHRASE: Final = (
    "Không có nơi để gõ mật khẩu của tệp khóa.",
    "Chạy ở cửa sổ dòng lệnh, hoặc thêm --passphrase-file TỆP (chỉ chủ tệp đọc được).",
)
PASSPHRASES_DIFFER: Final = ("Hai lần gõ mật khẩu không giống nhau.", "Chạy lại.")
EXISTS: Final = (
    "{folder} đã có dữ liệu; bản sao lưu không bao giờ ghi đè.",
    "Chọn một thư mục mới, ví dụ có ngày trong tên.",
)
HOME_IN_USE: Final = (
    "Có chương trình talentdb đang dùng {folder}.",
    "Dừng ứng dụng web và các lệnh khác (systemctl stop talentdb talentdb-worker), rồi chạy lại.",
)
HOME_NOT_EMPTY: Final = (
    "{folder} đã có cơ sở dữ liệu; không khôi phục đè lên.",
    "Đặt TALENTDB_HOME là thư mục mới, hoặc thêm --replace: dữ liệu đang có được dời sang bên cạnh, không xóa.",
)
OTHER_SECRETS: Final = (
    "Khóa trong {folder} khác với khóa trong tệp khóa.",
    "Đặt TALENTDB_HOME là thư mục mới, hoặc thêm --replace: khóa đang có được dời sang bên cạnh, không xóa.",
)
TOO_EARLY: Final = (
    "Bản sao lưu này chỉ khôi phục được từ {since} trở đi.",
    "Chọn mốc muộn hơn, hoặc dùng bản sao lưu trước đó.",
)
TOO_LATE: Final = (
    "Bản sao lưu này chỉ có dữ liệu tới {until}.",
    "Bỏ --until để lấy trạng thái mới nhất, hoặc chọn mốc sớm hơn.",
)
BAD_TIME: Final = ("Thời điểm không hợp lệ: {given}.", "Viết dạng 2026-11-22T08:30 (giờ Việt Nam) hoặc kèm múi giờ.")
NO_INSTANTS: Final = (
    "Bản sao lưu này lấy từ một máy chủ PostgreSQL riêng, không khôi phục theo mốc thời gian được.",
    "Bỏ --until, hoặc khôi phục bằng pgBackRest của máy chủ đó (xem services/production).",
)
OTHER_CLUSTER: Final = (
    "Nhật ký của cơ sở dữ liệu này không nối tiếp bản sao lưu {folder} (đã khôi phục hoặc tạo lại từ đó).",
    "Tạo bản sao lưu mới: talentdb backup -o THƯ_MỤC_MỚI.",
)
LOG_LOST: Final = (
    "Nhật ký PostgreSQL từ lần chép trước đã bị dọn; bản sao lưu {folder} dừng ở {until}.",
    "Tạo bản sao lưu mới ngay: talentdb backup -o THƯ_MỤC_MỚI.",
)
NEEDS_EMBEDDED: Final = (
    "Bản sao lưu này là của cụm PostgreSQL kèm theo chương trình, không phải của máy chủ TALENTDB_DATABASE_URL.",
    "Bỏ TALENTDB_DATABASE_URL cho lần khôi phục này.",
)
NOT_OWNER: Final = (
    "Tài khoản quản trị cơ sở dữ liệu chịu phân quyền theo dòng nên sẽ sao lưu thiếu mà không báo.",
    "Đặt TALENTDB_DATABASE_OWNER_URL theo một tài khoản superuser (hoặc có BYPASSRLS).",
)
NO_OWNER: Final = (
    "Cần tài khoản quản trị cơ sở dữ liệu để sao lưu hoặc khôi phục.",
    "Đặt TALENTDB_DATABASE_OWNER_URL cho riêng lần chạy này.",
)
TOO_BUSY: Final = (
    "Cơ sở dữ liệu bận ghi liên tục nên chưa lấy được một thời điểm nhất quán.",
    "Chạy lại vào lúc ít người dùng hơn.",
)
TARGET_NOT_EMPTY: Final = (
    "Cơ sở dữ liệu đích đã có dữ liệu của talentdb; không khôi phục đè lên.",
    "Tạo một cơ sở dữ liệu trống rồi đặt TALENTDB_DATABASE_URL tới đó.",
)
OTHER_SCHEMA: Final = (
    "Bản sao lưu thuộc một phiên bản lược đồ khác với chương trình này.",
    "Cài đúng phiên bản talentdb đã tạo bản sao lưu ({version}) rồi khôi phục.",
)
NO_RECOVERY: Final = (
    "PostgreSQL không khôi phục xong: {reason}",
    "Bản sao lưu thiếu nhật ký hoặc bị hỏng; chạy `talentdb verify THƯ_MỤC` và dùng bản khác.",
)

COPYING: Final = "Chép cơ sở dữ liệu"
CHECKING_TABLES: Final = "Tính mã kiểm của từng bảng"
UNPACKING: Final = "Giải mã và ghi lại"
CHECKING_FILES: Final = "Kiểm tra từng tệp"

MADE: Final = "Đã sao lưu vào {folder}: {files} tệp, {size} MB, {tables} bảng, {rows} dòng."
SHIPPED: Final = "Đã chép nhật ký vào {folder}: khôi phục được tới {until}."
KEEP_KEYS: Final = (
    "Bản sao lưu không chứa khóa. Xuất khóa một lần và cất riêng: talentdb keys export -o khoa.talentdb"
)
KEYS_WRITTEN: Final = "Đã ghi tệp khóa ra {file}. Cất riêng với bản sao lưu; mất mật khẩu thì không mở được nữa."
RESTORED: Final = "Đã khôi phục {folder} tới {until}, hết {seconds} giây."
SET_ASIDE: Final = "Dữ liệu trước đó nằm ở {folder}; xóa khi chắc chắn không cần nữa."
NEWEST: Final = "trạng thái mới nhất trong bản sao lưu"

ALARM_NEVER: Final = "Chưa có bản sao lưu nào."
ALARM_OLD: Final = "Bản sao lưu mới nhất đã {hours} giờ tuổi (quá {limit} giờ): {folder}."
ALARM_ADVICE: Final = "Chạy: talentdb backup -o THƯ_MỤC_MỚI, và xem lại hẹn giờ sao lưu."
FRESH: Final = "Bản sao lưu mới nhất: {at}, nhật ký tới {until}."
PROVEN: Final = "Lần khôi phục thử gần nhất: {at}, {result}."
NOT_PROVEN: Final = "Chưa khôi phục thử lần nào: chạy talentdb verify THƯ_MỤC."

CHECKS: Final = {
    "files": "đủ tệp, đúng mã SHA-256, giải mã được",
    "log": "nhật ký PostgreSQL liên tục",
    "restore": "khôi phục được vào một cụm thử",
    "schema": "lược đồ đúng như schema.sql",
    "tables": "từng bảng đúng số dòng và mã kiểm",
    "audit": "chuỗi nhật ký nguyên vẹn tới đầu đã ký",
    "values": "giá trị mã hóa mở được bằng khóa",
    "rights": "phân quyền theo dòng còn hiệu lực",
    "index": "chỉ mục tìm kiếm dựng lại khớp dữ liệu",
    "rebuild": "dựng lại từ tệp gốc và quyết định ra đúng như cũ",
    "age": "bản sao lưu không quá 26 giờ",
}
GOOD: Final = "ĐẠT"
BAD: Final = "KHÔNG ĐẠT"
SKIPPED: Final = "BỎ QUA"
VERIFIED: Final = "Khôi phục thử hết {rto} giây (RTO); dữ liệu mới nhất trong bản này cách đây {rpo} giây (RPO)."
