"""The words for degrees, as patterns over folded text. Holds spellings only; how they are read stands elsewhere.

In a spelling a blank stands for any blanks, dots or dashes ("th s" reads Th.S, Th S, Ths), or none.
"""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["CASED", "COMPOUNDS", "DEGREE_FIELDS", "LEVELS", "NOT_DEGREES", "STATES", "TITLES", "WHOLE", "spelling"]

_GAP = r"[\s.\-_]{0,3}"


def spelling(words: str) -> str:
    """The pattern of a spelling: its blanks stretch and vanish."""
    return words.replace(" ?", " ").replace(" ", _GAP)


def _any(spellings: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(spelling, spellings))})(?![a-z0-9])")


# i/y and the letter l, which is often typed for the Roman one
_S = "s[iyj]"
_ONE, _TWO = "(?:[il1]|mot)", "(?:[il1]{2}|2|hai)"
_NOT_TWO = r"(?![\s.\-]{0,3}[il1](?![a-z0-9]))"
_PRO = rf"(?:bac {_S} |duoc {_S} |dieu duong |ho sinh |bs |ds |dd |hs |nhs |ktv |cn )?"
_JOB = rf"(?:duoc {_S}|dieu duong|nu ho sinh|ho sinh|ky thuat vien|ktv|dd|nhs|hs|ds)"

# "Tiến sĩ khoa học giáo dục" is a doctor of educational science, not of the higher degree
_SCIENCES = (
    "may tinh|giao duc|xa hoi|tu nhien|cay trong|moi truong|quan ly|dat|vat lieu|chinh tri|thong tin|thu vien|du lieu"
    "|nong nghiep|hang hai|trai dat|su song|cong nghe|ky thuat vat lieu|the thao|suc khoe|lich su"
)

NOT_DEGREES: Final = _any(
    (
        "trung hoc pho thong", "trung hoc co so", "thpt", "thcs", "ptth", "tot nghiep pho thong", "cnxh", "cntt",
        "cnsh",
        "tc ?llct", "cc ?llct", "sc ?llct", "cn ?llct", "dan toc noi tru", "ds ?khhgd",
        # "TS" is thủy sản here, "trung" an insect's, "CN" công nghệ
        r"(?:nuoi trong|nt|khai thac|che bien|benh hoc|nguon loi|bao quan|ky thuat nuoi)\sts(?!\.\s?[a-z])",
        r"con\strung\shoc", r"[a-z]*kh(?:oa\shoc)?\s?(?:&|va|-)\s?cn",
        r"giao duc\s(?:dai hoc|trung hoc|cao dang)(?!\s[a-z])",
        "cao cap (?:ly luan )?chinh tri", "trung cap (?:ly luan )?chinh tri", "cao cap llct", "trung cap llct",
        "so cap llct", "trung cap ly luan", "cao cap ly luan",
    )
)  # fmt: skip
"""Schooling and other things whose words hold a degree's letters; taken out first."""

STATES: Final = (
    ("doctoral_student", _any(("ncs", "nghien cuu sinh"))),
    (
        "studying",
        _any(
            (
                r"(?<!cao\s)(?<!cao\.)(?<!c\.)dang (?:di )?(?:hoc|theo hoc|dao tao|lam|theo|bao ve)",
                "hoc vien cao hoc", "hoc vien ch", "hv ?ch",
                "chua (?:tot nghiep|co bang|bao ve|duoc cap|hoan thanh|qua)", "chua", "cho (?:cap )?bang",
                "cho bao ve",
                "sinh vien", "sv", "du kien", "sap (?:bao ve|tot nghiep)", "khong co bang", "theo hoc",
            )
        ),
    ),
    ("vague", _any(("(?:tren|sau) (?:dai hoc|dh)", "sdh"))),
)  # fmt: skip
"""What is said about degrees without being one."""

LEVELS: Final = (
    ("associate_professor", _any(("pho giao su", "associate professor", "assoc prof", "p g s", "pho gs"))),
    ("professor", _any(("giao su", "professor", "g s"))),
    ("doctorate", _any((rf"(?:tien {_S}|t s)(?= (?:khoa hoc|kh) (?:{_SCIENCES}))",))),
    ("science_or_doctorate", _any((rf"(?:tien {_S}|ts) khoa hoc(?=\s+[a-z])",))),
    ("doctor_of_science", _any((f"tien {_S} khoa hoc", "t s k h", "doctor of science", "dsc", f"tien {_S} kh",
          "t s khoa hoc"))),
    (
        "directed",
        _any((f"{_PRO}(?:chuyen khoa|ck) dinh huong", "ckdh", "bs ?ckdh", "dinh huong (?:chuyen khoa|ck)")),
    ),
    (
        "specialist_2",
        _any((rf"{_PRO}(?:chuyen khoa|ck) (?:cap )?{_TWO}", rf"chuyen khoa (?:cap )?{_TWO}")),
    ),
    ("specialist_1", _any((rf"{_PRO}(?:chuyen khoa|ck) (?:cap )?{_ONE}{_NOT_TWO}",))),
    ("specialist", _any((rf"(?:bac {_S}|bs|duoc {_S}|ds) (?:chuyen khoa|ck)", "bsck", "dsck"))),
    ("resident_physician", _any((rf"(?:bac {_S}|bs) (?:noi tru|nt)", "noi tru", "bsnt(?:bv)?"))),
    ("doctorate", _any((f"tien {_S}", "tie si", "tien s", "t s si", "ts", r"t\. ?s", "ph ?d", "p h d", "pts",
                        f"pho tien {_S}", "doctorate", "doctor of philosophy", "doctor", "dba"))),
    ("practising", _any(("(?:cu nhan|cn|ky su|ki su|ks) (?:thuc hanh|th)",))),
    (
        "master",
        _any((f"thac {_S}", "th/s[iy]?", "th s", r"th ?s[iy]", "thac s", "thac xi", f"thach {_S}", "cao hoc",
              f"th s{_S}", "m b a",
              "m sc", "ma ?sters?", "m ?p ?h", "m ?p ?a", "m ?ed", "m ?eng", "ll ?m", "ths ?bs", "e ?mba",
              "th ?s(?:qlgd|qlbv|qtkd|qlkt|ytcc|bsnt)")),
    ),
    (
        "college",
        _any((r"(?:cn|cu nhan) (?:cd|cao dang)[a-z]*", "cao dang", r"c[.]? ?d", r"cd(?!nn\b|c\b|s\b)[a-z]{1,8}",
              "c[./]dang", rf"{_JOB} (?:cd|cao dang)",
              "associate degree", "college")),
    ),
    (
        "intermediate",
        _any((rf"{_JOB} (?:trung hoc|trung cap|th|tc)", "trung cap chuyen nghiep", "trung hoc chuyen nghiep",
              "trung cap", "trung hoc", "t[./]cap", "t ?h ?c ?n", "th ?cn",
              "tc(?:cn|sp|y|yt|n|kt|dd|d|xd)?", "t[.] ?c", "th(?:sp|kt|yt|y|dn)", f"y {_S}(?: da khoa| dk)?",
              "ysdk", "ys(?: ?yhct)?",
              "cao trung cap", "intermediate")),
    ),
    (
        "university",
        _any((r"d[.]? ?h", "dh[a-z]{1,8}", "dai hoc", "d[./]hoc", "dai hco", "dai hok", "cu nhan", "c[.]? ?n",
              "cn(?:dd|hs|xn|sp|yt|ytcc|ktyh|luat|qtkd|ktv)", "ky su", "ki su",
              "k[./]? ?s", "ks(?:u|xd|nn|cntt|dien|tl|gt)", f"bac {_S}", f"ba {_S}", "b[.]? ?s",
              "bs(?:dk|yk|yhct|yhdp|rhm|ty|cc|dp|yhp)", f"duoc {_S}",
              "d[.] ?s", "ds(?:dh)?", "kien truc su", "kts", "luat su", "engineer", "bachelor(?: of)?", "university",
              "nha si", "b ?sc", "b ?eng")),
    ),
    ("elementary", _any(("so cap", "sc(?:n)?", "so hoc", "duoc ta", "cong nhan ky thuat", "elementary"))),
    ("worker_or_bachelor", _any(("cnkt",))),
)  # fmt: skip
"""Level -> its spellings, in the order of reading: what one finds is out of sight for the next."""

CASED: Final = (
    ("master", re.compile(r"(?<![^\W_])(?:M\.?\s?A|MA)(?![^\W_])\.?")),
    ("university", re.compile(r"(?<![^\W_])(?:B\.?A|BA)(?![^\W_])\.?")),
)
"""Abbreviations that are words in small letters; sought in the text as written."""

WHOLE: Final = {
    "th": "intermediate", "ch": "master", "msc": "master",
    "cong nhan": "elementary",
}  # fmt: skip
"""Only when nothing else stands in the text."""

TITLES: Final = (
    ("Kỹ sư thực hành", _any(("(?:k[iy] su|ks) (?:thuc hanh|th)",))),
    ("Cử nhân thực hành", _any(("(?:cu nhan|cn) (?:thuc hanh|th)",))),
    ("Kỹ sư", _any(("k[iy] su", "k[./]? ?s", "ks[a-z]{0,4}", "engineer"))),
    ("Bác sĩ", _any((f"bac {_S}", "bs(?:ck|nt|cc|dk|yk|yhct|yhdp|rhm|dp|ty)?[il12]{0,2}", f"ba {_S}"))),
    ("Dược sĩ", _any((f"duoc {_S}", "ds(?:ck|dh|th|cd)?[il12]{0,2}"))),
    ("Kiến trúc sư", _any(("kien truc su", "kts"))),
    ("Cử nhân", _any(("cu nhan", "cn(?:dd|hs|xn|sp|yt|ytcc|ktyh|luat|qtkd)?", "bachelor(?: of)?"))),
)
"""Title of the degree as a screen shows it -> its spellings, the most telling first."""

DEGREE_FIELDS: Final = {
    "qlgd": "Quản lý giáo dục", "qtkd": "Quản trị kinh doanh", "ytcc": "Y tế công cộng",
    "cntt": "Công nghệ thông tin",
    "qlbv": "Quản lý bệnh viện", "qlnn": "Quản lý nhà nước", "qlkt": "Quản lý kinh tế", "cnsh": "Công nghệ sinh học",
    "gdtc": "Giáo dục thể chất", "gdth": "Giáo dục tiểu học", "gdmn": "Giáo dục mầm non",
    "tcnh": "Tài chính - Ngân hàng", "yhct": "Y học cổ truyền", "qlc": "Quản lý công", "ctxh": "Công tác xã hội",
    "attt": "An toàn thông tin", "qldd": "Quản lý đất đai", "ntts": "Nuôi trồng thủy sản",
    "cntp": "Công nghệ thực phẩm", "bvtv": "Bảo vệ thực vật",
}  # fmt: skip
"""Short forms of fields of training that mean one thing beside a degree."""

COMPOUNDS: Final = {
    "bsty": "Thú y", "bsyhct": "Y học cổ truyền", "bsyhdp": "Y học dự phòng", "bsrhm": "Răng hàm mặt",
    "bsdk": "Đa khoa", "cndd": "Điều dưỡng", "cnhs": "Hộ sinh", "cnytcc": "Y tế công cộng", "cnluat": "Luật",
    "cnqtkd": "Quản trị kinh doanh", "ksxd": "Xây dựng", "ksnn": "Nông nghiệp", "kscntt": "Công nghệ thông tin",
    "ksgt": "Giao thông", "kstl": "Thủy lợi", "ksdien": "Điện", "cddd": "Điều dưỡng",
}  # fmt: skip
"""Degrees whose letters say their field too."""
