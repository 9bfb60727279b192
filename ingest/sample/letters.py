"""Damage done to Vietnamese text: TCVN3 letters, decomposed marks, old tone placement, broken capitals.

Pure functions str -> str, the inverse of what a reader has to mend; written from the published table of TCVN3.
"""

import re
import unicodedata
from random import Random

__all__ = ["break_capitals", "decompose", "old_tones", "to_tcvn3"]

_UNICODE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TO_TCVN3 = dict(zip(_UNICODE, _TCVN3, strict=True))

_OLD_TONES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_OPEN_SYLLABLE = re.compile(rf"(?<![qQ])({'|'.join(_OLD_TONES)})(?!\w)")


def to_tcvn3(text: str) -> str:
    """Text as the font .VnTime stores it. Toned capitals have no code of their own there: lower case stands in."""
    return "".join(_TO_TCVN3.get(char) or _TO_TCVN3.get(char.lower(), char) for char in text)


def decompose(text: str) -> str:
    """Letters and marks apart, as files from some phones and Macs hold them."""
    return unicodedata.normalize("NFD", text)


def old_tones(text: str) -> str:
    """Tone marks where the old school put them: Hòa -> Hoà, Thủy -> Thuỷ."""
    return _OPEN_SYLLABLE.sub(lambda match: _OLD_TONES[match.group(1)], text)


def break_capitals(text: str, rng: Random) -> str:
    """Capitals from a keyboard that lost some: "NGUYễN THị LAN"."""
    return "".join(
        char if ord(char) > 127 and char.islower() and rng.random() < 0.5 else char.upper() for char in text
    )
