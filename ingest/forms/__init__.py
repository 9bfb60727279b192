"""The forms agencies fill: fields with their header spellings, read from one TOML file a form.

Holds no logic of matching; knows nothing of cells or sheets.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from talentdb.errors import UsageError

__all__ = ["Form", "FormField", "form_names", "load_form"]

_NAMES = ("people", "trainings")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    `headers` are the spellings of its column header, a parent before a child as "Parent > Child"; `multiple`
    allows several columns; `spread` allows one tick column a value; `code_list` names the list of its values.
    """

    name: str
    label: str
    headers: tuple[str, ...]
    required: bool = False
    multiple: bool = False
    spread: bool = False
    code_list: str | None = None
    example: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its fields in template order, and headers known to be none of them.

    `ignored` maps a kind (ordinal, note, not_kept …) to header spellings; `relatives` are parent headers whose
    whole block is about other people.
    """

    name: str
    title: str
    fields: Mapping[str, FormField]
    ignored: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relatives: tuple[str, ...] = ()


def form_names() -> tuple[str, ...]:
    """Every form there is."""
    return _NAMES


def _field(name: str, entry: Mapping[str, Any]) -> FormField:
    return FormField(
        name=name,
        label=entry["label"],
        headers=tuple(dict.fromkeys([entry["label"], *entry.get("headers", ())])),
        required=entry.get("required", False),
        multiple=entry.get("multiple", False),
        spread=entry.get("spread", False),
        code_list=entry.get("code_list"),
        example=str(entry.get("example", "")),
        advice=entry.get("advice", ""),
    )


def _extended(shared: FormField, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry that only says what it changes of a shared field; headers are added."""
    return {
        "label": shared.label,
        "code_list": shared.code_list,
        "example": shared.example,
        "advice": shared.advice,
        "multiple": shared.multiple,
        **entry,
        "headers": [*shared.headers, *entry.get("headers", ())],
    }


@lru_cache(maxsize=8)
def load_form(name: str) -> Form:
    """A form by name.

    Raises:
        UsageError: there is no such form.
    """
    if name not in _NAMES:
        raise UsageError(f"Không có biểu mẫu “{name}”.", f"Các biểu mẫu: {', '.join(_NAMES)}.")
    data = tomllib.loads(files("ingest.forms").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    ignored: dict[str, tuple[str, ...]] = {}
    relatives: tuple[str, ...] = ()
    if "shares" in data:
        base = load_form(data["shares"]["form"])
        ignored, relatives = dict(base.ignored), base.relatives
        fields = {one: base.fields[one] for one in data["shares"]["fields"]}
    else:
        fields = {}
    for one, entry in data.get("fields", {}).items():
        fields[one] = _field(one, _extended(fields[one], entry) if one in fields else entry)
    ignored.update({kind: tuple(headers) for kind, headers in data.get("ignored", {}).items()})
    relatives = (*relatives, *data.get("relatives", {}).get("headers", ()))
    return Form(data["name"], data["title"], fields, ignored, relatives)
