"""Telephone numbers and e-mail addresses: the first usable one of a cell, lost zeros put back with a warning."""

import re

from ingest.model import CellValue, display
from ingest.normalise.result import Evidence, Result, cell_text, failure, single
from ingest.problems import problem

__all__ = ["email", "phone"]

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9](?:[A-Za-z0-9\-]*\.)+[A-Za-z]{2,12}")
_SPLIT = re.compile(r"[/;,\n|]|\s-\s|\s{2,}|(?:hoặc|và)|(?<=\d)\s+(?=(?:0|\+?84)\d{2,3}[\s.]?\d{3})")
_LENGTHS = (10, 11)


def _one(part: str) -> tuple[str, bool] | None:
    """The number in a part and whether its zero was put back."""
    digits = re.sub(r"[^0-9]", "", part)
    if digits.startswith("0084"):
        digits = "0" + digits[4:]
    elif digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if digits.startswith("0") and len(digits) in _LENGTHS and len(set(digits)) > 1:
        return digits, False
    # 9 digits that start like a mobile or a fixed line number: the zero is what Excel ate
    if len(digits) in (9, 10) and digits[0] in "2356789" and len(set(digits)) > 2:
        return ("0" + digits, True) if len(digits) == 9 or digits[0] == "2" else None
    return None


def phone(value: CellValue, _evidence: Evidence) -> Result:
    """Digits with the leading 0; of several the first; an e-mail in the cell goes to the hints."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else cell_text(value)
    found_email = _EMAIL.search(text)
    hints = {"email": found_email.group().lower()} if found_email else {}
    rest = _EMAIL.sub(" ; ", text) if found_email else text
    numbers = [n for part in _SPLIT.split(rest) if (n := _one(part))]
    if not numbers and (whole := _one(rest)):
        numbers = [whole]
    if not numbers:
        return Result(hints=hints) if hints else failure("phone.invalid", value)
    number, padded = numbers[0]
    problems = []
    if padded:
        problems.append(problem("phone.padded", display(value), suggestion=number))
    if len({n for n, _ in numbers}) > 1:
        problems.append(problem("phone.several", display(value), suggestion=number))
    return Result({"phone": number}, hints, tuple(problems))


def email(value: CellValue, evidence: Evidence) -> Result:
    """The first address of the cell in lower case; a telephone number instead goes to the hints."""
    text = re.sub(r"\s*@\s*", "@", cell_text(value)).replace(",com", ".com").replace("mailto:", "")
    found = [m.lower() for m in _EMAIL.findall(text)]
    if not found:
        number = phone(value, evidence)
        return Result(hints=number.values, problems=(problem("email.invalid", display(value)),))
    if len(set(found)) > 1:
        return single("email", found[0], problem("email.several", display(value), suggestion=found[0]))
    return single("email", found[0])
