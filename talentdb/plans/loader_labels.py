"""Vietnamese words of faults of plan files: of shape, and of TOML itself. Holds texts only."""

from collections.abc import Mapping
from typing import Final

__all__ = ["NOT_UNDERSTOOD", "REASONS", "STAYS", "STAYS_ALL", "TOML_OTHER", "TOML_PLACES", "TOML_REASONS"]

REASONS: Final[Mapping[str, str]] = {
    "missing": "thiếu",
    "extra_forbidden": "không có khóa này",
    "literal_error": "phải là một trong {expected}",
    "value_error": "{error}",
    "string_pattern_mismatch": "“{input}” không đúng dạng",
    "string_too_short": "để trống",
    "string_type": "phải là chữ trong ngoặc kép",
    "date_from_datetime_parsing": "“{input}” không phải ngày có thật",
    "date_from_datetime_inexact": "phải là ngày, không có giờ",
    "date_parsing": "“{input}” không phải ngày có thật",
    "date_type": "“{input}” không phải ngày",
    "too_short": "để trống",
    "too_long": "có quá {max_length} mục",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than": "phải nhỏ hơn {lt}",
    "less_than_equal": "không được quá {le}",
    "finite_number": "phải là một số có hạn",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_parsing_size": "phải là số nguyên nhỏ hơn",
    "int_from_float": "phải là số nguyên",
    "float_type": "phải là số",
    "float_parsing": "phải là số",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "tuple_type": "phải là danh sách trong ngoặc vuông",
    "list_type": "phải là danh sách trong ngoặc vuông",
    "dict_type": "phải là bảng",
    "model_type": "phải là bảng",
    "model_attributes_type": "phải là bảng",
    "invalid_key": "khóa phải là chữ",
}
"""Kind of a fault of shape -> what it is."""
NOT_UNDERSTOOD: Final = "“{input}” không đọc được"

TOML_REASONS: Final[Mapping[str, str]] = {
    "Invalid initial character for a key part": "khóa bắt đầu bằng ký tự không hợp lệ",
    "Invalid value": "giá trị thiếu hoặc không hợp lệ",
    "Invalid statement": "dòng không phải khóa, bảng hay ghi chú",
    "Invalid date or datetime": "ngày không có thật",
    "Invalid hex value": "mã ký tự không hợp lệ",
    "Cannot overwrite": "khóa đã có trước đó",
    "Cannot declare": "bảng đã có trước đó",
    "Cannot mutate": "bảng viết trên một dòng không thêm được nữa",
    "Cannot redefine": "bảng đã có trước đó",
    "Duplicate inline table key": "khóa lặp lại trong bảng viết trên một dòng",
    "Unterminated string": "chữ chưa đóng ngoặc kép",
    "Unclosed array": "danh sách chưa đóng ngoặc vuông",
    "Unclosed inline table": "bảng viết trên một dòng chưa đóng ngoặc nhọn",
    "Unescaped": "dấu \\ trong chữ không hợp lệ",
    "Escaped character": "mã ký tự không hợp lệ",
    "Expected '='": "thiếu dấu = sau khóa",
    "Expected ']": "tên bảng chưa đóng ngoặc vuông",
    "Expected newline": "thừa chữ sau giá trị",
    "Found invalid character": "có ký tự không hợp lệ",
    "Illegal character": "có ký tự không hợp lệ",
}
"""Beginning of what the reader of TOML says -> what it is."""
TOML_OTHER: Final = "sai cú pháp"
TOML_PLACES: Final = ("dòng {line}, cột {column}", "cuối tệp")
"""Where: within the file, or at its end."""
STAYS: Final = (
    "Nội dung đã nạp trước đây vẫn được giữ nguyên trong cơ sở dữ liệu; chưa thay đổi nào của các tệp kế hoạch được "
    "nạp, và kế hoạch {plan} chưa dùng được cho đến khi tệp được sửa."
)
STAYS_ALL: Final = (
    "Nội dung đã nạp trước đây vẫn được giữ nguyên trong cơ sở dữ liệu; chưa đọc được kế hoạch nào cho đến khi các "
    "tệp được sửa."
)
