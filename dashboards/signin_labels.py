"""Vietnamese words of the sign-in: password, second factor, single sign-on, kinds of browsers. No logic."""

from typing import Final

PHONE_CODE: Final = "Mã xác thực"
CODE_TITLE: Final = "Xác thực hai lớp"
CODE_HELP: Final = "Mở ứng dụng xác thực trên điện thoại và nhập mã 6 chữ số đang hiện."
CODE_LOST: Final = "Mất điện thoại? Nhập một mã dự phòng đã in; hết mã thì đề nghị quản trị hệ thống đặt lại."
GO_ON: Final = "Tiếp tục"
BACK: Final = "Quay lại đăng nhập"
STEP_ENDED: Final = "Bước xác thực đã quá 10 phút. Hãy đăng nhập lại."
ENROL_TITLE: Final = "Bật xác thực hai lớp"
ENROL_WHY: Final = (
    "Từ nay mỗi lần đăng nhập cần thêm một mã từ điện thoại: chỉ biết mật khẩu thì chưa vào được hệ thống."
)
ENROL_STEPS: Final = (
    "Cài một ứng dụng xác thực trên điện thoại (ví dụ Google Authenticator, Microsoft Authenticator, FreeOTP).",
    "Trong ứng dụng, chọn thêm tài khoản rồi quét hình bên dưới.",
    "Nhập mã 6 chữ số mà ứng dụng hiện ra.",
)
ENROL_PICTURE: Final = "Mã QR để quét bằng ứng dụng xác thực"
ENROL_TYPED: Final = "Không quét được? Gõ khóa này vào ứng dụng (loại: theo thời gian):"
CODES_TITLE: Final = "Đã bật xác thực hai lớp"
CODES_HELP: Final = (
    "Đây là 10 mã dự phòng cho lúc mất điện thoại; mỗi mã dùng một lần. Hãy in hoặc chép ra giấy và cất nơi an toàn: "
    "chúng không hiện lại."
)
ENTER: Final = "Đã cất, vào hệ thống"
SSO: Final = "Đăng nhập một lần của tỉnh"
OR: Final = "hoặc"
SSO_FAILED: Final = (
    "Đăng nhập một lần chưa thành công. Hãy thử lại; nếu vẫn lỗi, dùng mật khẩu hoặc báo quản trị hệ thống."
)
DEMO_NO_CODE: Final = (
    "Bản trình diễn không hỏi lớp xác thực thứ hai ở các tài khoản này, vì mật khẩu của chúng ai cũng thấy; tài "
    "khoản thật của lãnh đạo, cán bộ quản lý dữ liệu, Sở Nội vụ, Sở Tài chính, quản trị và kiểm toán luôn bị hỏi."
)

BROWSERS: Final = {
    "edge": "Edge",
    "coccoc": "Cốc Cốc",
    "opera": "Opera",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "": "Trình duyệt khác",
}
SYSTEMS: Final = {
    "windows": "Windows",
    "android": "Android",
    "ios": "iPhone, iPad",
    "macos": "macOS",
    "linux": "Linux",
    "": "hệ điều hành khác",
}
ON: Final = "{browser} trên {system}"
