"""Telephone numbers and e-mail addresses: the first usable one of a cell, lost zeros put back with a warning."""

import re
from typing import Final

from ingest.model import CellValue, display
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import Problem, problem

__all__ = ["email", "phone"]

_EMAIL = re.compile(
    r"(?<![\w.%+\-@])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}\.){1,6}[A-Za-z]{2,12}(?![\w@])"
)
_SPLIT = re.compile(r"[/;,\n|]|\s[\-–]\s|(?:hoặc|và)|(?<=\d)\s+(?=(?:0|\+?84)\d{2,3}[\s.]?\d{3})")
_EXTENSION = re.compile(r"(?:máy\s?lẻ|số\s?lẻ|nội bộ|lẻ|nhánh|ext\.?|mlẻ)\s?[.:]?\s?\d{1,5}", re.IGNORECASE)
_LETTER_O = re.compile(r"(?<![^\W\d_])[oO](?=[\d.\s]*\d)")
_WHOLE_NUMBER = re.compile(r"0[235789]\d{8}")
_LENGTHS = (10, 11)
_MOBILE = "35789"

# Prefixes of eleven-digit mobile numbers and what they became in 2018 (Quyết định 798/QĐ-BTTTT ngày 29/5/2018).
_RENUMBERED: Final = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083",
    "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def _one(part: str) -> tuple[str, bool] | None:
    """The number in a part and whether its zero was put back."""
    digits = re.sub(r"[^0-9]", "", part)
    if digits.startswith("0084"):
        digits = digits[2:]
    if digits.startswith("840") and len(digits) in (12, 13):
        digits = digits[2:]
    elif digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if digits.startswith("0") and len(digits) in _LENGTHS and len(set(digits)) > 2:
        return digits, False
    if len(set(digits)) <= 2:
        return None
    # digits that start like a mobile or a fixed line number: the zero is what Excel ate
    lost = (len(digits) == 9 and digits[0] in "2" + _MOBILE) or (len(digits) == 10 and digits[0] == "2")
    if lost or (len(digits) == 10 and f"0{digits[:3]}" in _RENUMBERED):
        return "0" + digits, True
    return None


def _numbers(text: str) -> list[tuple[str, bool]]:
    """The numbers of a cell, mobile ones first."""
    text = _LETTER_O.sub("0", _EXTENSION.sub(" ", text))
    found = [n for part in _SPLIT.split(text) if (n := _one(part))]
    if not found and (whole := _one(text)):
        found = [whole]
    if not found:
        glued = re.sub(r"[\s.()\-]", "", text)
        # numbers written without a blank between them; digits that are left over make all of them doubtful
        rest = any(c.isdigit() for c in _WHOLE_NUMBER.sub("", glued))
        found = [] if rest else [(n, False) for n in _WHOLE_NUMBER.findall(glued)]
    return sorted(found, key=lambda n: not _is_mobile(n[0]))


def _is_mobile(number: str) -> bool:
    return (len(number) == 10 and number[1] in _MOBILE) or number[:4] in _RENUMBERED


def _phone_text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = cell_text(value)
    if match := re.fullmatch(r"(\d)[.,](\d{1,14})[eE]\+?(\d{1,2})", text):
        whole = match.group(1) + match.group(2)
        return whole if len(whole) == int(match.group(3)) + 1 else ""
    return text


def phone(value: CellValue, _evidence: Evidence) -> Result:
    """Digits with the leading 0; of several the first mobile one; an e-mail in the cell goes to the hints."""
    text = _phone_text(value)
    if text in ("0", "không", "Không"):
        return EMPTY
    found_email = _EMAIL.search(text)
    hints = {"email": found_email.group().lower()} if found_email else {}
    numbers = _numbers(_EMAIL.sub(" ; ", text) if found_email else text)
    if not numbers:
        return Result(hints=hints) if hints else failure("phone.invalid", value)
    written, padded = numbers[0]
    number = _RENUMBERED.get(written[:4], written[:4]) + written[4:] if len(written) == 11 else written
    problems: list[Problem] = []
    if padded:
        problems.append(problem("phone.padded", display(value), suggestion=number))
    if number != written:
        problems.append(problem("phone.renumbered", display(value), suggestion=number))
    if len({n for n, _ in numbers}) > 1:
        problems.append(problem("phone.several", display(value), suggestion=number))
    return Result({"phone": number}, hints, tuple(problems))


def _mended_email(text: str) -> str | None:
    """The address meant by one with a blank, a comma or a missing dot in it; None when it cannot be told."""
    tight = re.sub(r"\s+", "", text).replace(",", ".").replace("@@", "@").replace("..", ".").strip(".")
    tight = re.sub(r"(?<=[@.])(gmail|yahoo|hotmail|outlook|icloud)com(?=$|\.)", r"\1.com", tight, flags=re.IGNORECASE)
    return tight.lower() if _EMAIL.fullmatch(tight) else None


def email(value: CellValue, evidence: Evidence) -> Result:
    """The first address of the cell in lower case; a telephone number instead goes to the hints."""
    text = re.sub(r"\s?@\s?", "@", cell_text(value)).replace("mailto:", "")
    text = re.sub(r"^(?:e-?mail|mail|thư điện tử)\s?[:\-]?\s", "", text, flags=re.IGNORECASE).strip(" .;,")
    if text in ("0", "không", "Không", "x", "ko"):
        return EMPTY
    found = [m.lower() for m in _EMAIL.findall(text)]
    # "mau nguyen@donvi.vn" is one address with a blank in it or a name before it: neither is to be guessed
    if len(found) == 1 and re.fullmatch(r"[A-Za-z0-9._]+ \S+", text) and not text.split()[0].isdigit():
        return Result(problems=(problem("email.invalid", display(value), suggestion=_mended_email(text)),))
    if not found:
        mended = _mended_email(text) if text.count("@") in (1, 2) and "," not in text.split("@")[0] else None
        if mended and " " not in text and "@@" not in text:
            return Result({"email": mended}, {}, (problem("email.mended", display(value), suggestion=mended),))
        hints = phone(value, evidence).values if "@" not in text else {}
        return Result(hints=hints, problems=(problem("email.invalid", display(value), suggestion=mended),))
    if len(set(found)) > 1:
        return Result({"email": found[0]}, {}, (problem("email.several", display(value), suggestion=found[0]),))
    return Result({"email": found[0]})
