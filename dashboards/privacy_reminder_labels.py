"""Vietnamese words of what the clocks of personal data ask for. No logic."""

from typing import Final

TITLE: Final = "Thời hạn về dữ liệu cá nhân"
REQUESTS: Final = {
    "late": "{n} yêu cầu về dữ liệu cá nhân quá hạn",
    "last": "{n} yêu cầu về dữ liệu cá nhân hết hạn hôm nay",
    "soon": "{n} yêu cầu về dữ liệu cá nhân đã qua 80% thời hạn",
    "half": "{n} yêu cầu về dữ liệu cá nhân đã qua nửa thời hạn",
}
NOTICES: Final = {
    "late": "{n} thông báo sự cố dữ liệu quá hạn",
    "last": "{n} thông báo sự cố dữ liệu đến hạn",
    "soon": "{n} thông báo sự cố dữ liệu đã qua 80% thời hạn",
    "half": "{n} thông báo sự cố dữ liệu đã qua nửa thời hạn",
}
