"""Rows that are about a collective or a household in a list of persons. Reads no values."""

import re
from collections.abc import Sequence

from ingest.columns import ColumnMatch
from ingest.forms import Form
from ingest.model import BodyRow, Sheet, Table, display, is_blank
from ingest.normalise.units import names_body
from talentdb.text import alias_key, tone_key

__all__ = ["collective_rows"]

# "Đơn vị" heads a column of any list.
_COMMON = frozenset({"don vi", "to chuc", "doanh nghiep"})
_NUMBERED = re.compile(r"^[\W\d]*(?:(?:[ivxlc]{1,5}|[a-h])\s*[.):\-/]\s*)?|[^\w\s].*$")
_PERSON = frozenset({"ca nhan", "canhan", "cn"})


def collective_rows(sheet: Sheet, table: Table, matches: Sequence[ColumnMatch], form: Form) -> frozenset[int]:
    """Excel rows of collectives and households; none for a form that does not leave them out.

    Evidence: the column that says so ("Đối tượng": "Tập thể"), the label of their group ("II. TẬP THỂ"), the sheet's
    name (TAPTHE), or a name that begins like a unit's.
    """
    if not form.collective:
        return frozenset()
    words = frozenset(tone_key(w) for w in form.collective)
    keys = frozenset(alias_key(w) for w in form.collective)
    kinds = [m.index for m in matches if m.known == "collective"]
    names = _name_columns(matches)
    named = {alias_key(sheet.name), *(alias_key(c.path[-1]) for c in table.columns if c.path)}
    all_rows = any(key in named or f"ten {key}" in named for key in keys if key not in _COMMON)
    found = set()
    for body in table.rows:
        stated = _stated(sheet, body, kinds, words, keys)
        said = stated if stated is not None else (all_rows or _grouped(body, words))
        if said or (stated is None and _names_body(sheet, body, names)):
            found.add(body.row)
    return frozenset(found)


def _stated(
    sheet: Sheet, body: BodyRow, kinds: Sequence[int], words: frozenset[str], keys: frozenset[str]
) -> bool | None:
    """What the row's own column says; None when it says neither."""
    for index in kinds:
        value = sheet.cell(body.row, index)
        if is_blank(value):
            continue
        text = display(value)
        if alias_key(text) in _PERSON or "cá nhân" in tone_key(text):
            return False
        if tone_key(text) in words or alias_key(text) in keys:
            return True
    return None


def _grouped(body: BodyRow, words: frozenset[str]) -> bool:
    labels = [tone_key(label) for label in body.group]
    if any("cá nhân" in label for label in labels[-1:]):
        return False
    return any(_heads(label, words) for label in labels)


def _heads(label: str, words: frozenset[str]) -> bool:
    """Whether a label's own subject is collectives: "II. TẬP THỂ (5)", not "Phòng Tổ chức" or "Khối doanh nghiệp"."""
    text = " ".join(_NUMBERED.sub("", label).split())
    return any(
        text == word or (text.startswith(f"{word} ") and alias_key(word) not in _COMMON)
        for word in words
        if " " in word
    )


def _name_columns(matches: Sequence[ColumnMatch]) -> list[int]:
    """The column of whole names, or those of its pieces in the order they are said in: "Khoa" ends names, too."""
    of = {m.field: m.index for m in reversed(matches) if m.field and not m.variant}
    if "full_name" in of:
        return [of["full_name"]]
    return [of[name] for name in ("family_name", "middle_name", "given_name") if name in of]


def _names_body(sheet: Sheet, body: BodyRow, columns: Sequence[int]) -> bool:
    texts = [display(value) for index in columns if not is_blank(value := sheet.cell(body.row, index))]
    return bool(texts) and names_body(" ".join(texts))
