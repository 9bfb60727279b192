"""The forms agencies fill: fields with their header spellings, read from one TOML file a form.

Adding a form is adding a file, here or in the folder that TALENTDB_FORMS names. Holds no logic of matching; knows
nothing of cells or sheets.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from talentdb.errors import EnvironmentProblem, UsageError

__all__ = ["FOLDER", "TYPES", "Form", "FormEvidence", "FormField", "field_types", "form_names", "load_form"]

FOLDER: Final = "TALENTDB_FORMS"
"""The environment variable that names a folder of further forms."""

TYPES: Final = ("text", "date", "year", "integer", "number", "flag", "code", "code_list")
"""Kinds of value a field may state; without one the field's own normaliser reads it, or it is free text."""

# The order in which equals are preferred; forms of other files follow by name.
_FIRST = ("people", "trainings", "works", "awards", "institutions", "needs", "overseas")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    `headers` are the spellings of its column header, a parent before a child as "Parent > Child"; `multiple`
    allows several columns; `spread` allows one tick column a value; `code_list` names the list of its values;
    `type` one of TYPES ("" for a field that has a normaliser of its own). `parts`: a cell may hold several values,
    and each makes a record. `roles`: role of a person -> headers of columns that name persons in that role, and
    `role_field` the field that the role goes to. `from_title`, `from_group`: the title block or the row over a
    group may say it for all rows under it; `clues` are headers of columns left aside whose text may tell it;
    `carried`: a blank cell means what stands above; `from_header` names a field whose header may tell this one;
    `title_after` are words behind which the title names it ("lớp" of a course).
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
    type: str = ""
    parts: bool = False
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role_field: str = ""
    from_title: bool = False
    from_group: bool = False
    clues: tuple[str, ...] = ()
    carried: bool = False
    from_header: str = ""
    title_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """By what a table is known to be of a form.

    `needs`: of every group at least one field must have a column; `distinctive`: fields that hardly any other form
    has, of which `enough` must be there unless `titles` (words of the title block or the sheet's name) or
    `headers` (words of any column header) say it; `bonus` decides between equals. `floor`: how sure a column of
    a group must be; `shared`: distinctive fields of the form that this one is like, which count for it as well.
    """

    needs: tuple[tuple[str, ...], ...] = ()
    distinctive: frozenset[str] = frozenset()
    enough: int = 0
    titles: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    bonus: float = 0.0
    floor: float = 0.5
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its fields in template order, and headers known to be none of them.

    `ignored` maps a kind (ordinal, note, not_kept …) to header spellings; `relatives` are parent headers whose
    whole block is about other people. A record is usable when it has one of the fields `identity`; `collective`
    are words that mark a row as one of a collective or household, which this form leaves out. `once`: a person
    stands in one row only.
    """

    name: str
    title: str
    fields: Mapping[str, FormField]
    ignored: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relatives: tuple[str, ...] = ()
    identity: tuple[str, ...] = ("full_name",)
    evidence: FormEvidence = field(default_factory=FormEvidence)
    collective: tuple[str, ...] = ()
    once: bool = False


@lru_cache(maxsize=1)
def _files() -> Mapping[str, Traversable | Path]:
    """Every form's file by its name; a province's own file takes the place of a shipped one."""
    found: dict[str, Traversable | Path] = {}
    for entry in files("ingest.forms").iterdir():
        if entry.name.endswith(".toml"):
            found[entry.name.removesuffix(".toml")] = entry
    if own := os.environ.get(FOLDER):
        if not Path(own).is_dir():
            raise EnvironmentProblem(f"{FOLDER}: không có thư mục “{own}”.", "Sửa hoặc bỏ biến môi trường này.")
        found |= {path.stem: path for path in sorted(Path(own).glob("*.toml"))}
    return found


@lru_cache(maxsize=1)
def form_names() -> tuple[str, ...]:
    """Every form there is, in the order in which equals are preferred."""
    names = _files()
    return (*(n for n in _FIRST if n in names), *sorted(n for n in names if n not in _FIRST))


@lru_cache(maxsize=1)
def field_types() -> Mapping[str, FormField]:
    """Every field of every form that states a type, by name; the first form that has it decides."""
    found: dict[str, FormField] = {}
    for name in form_names():
        for one, entry in load_form(name).fields.items():
            if entry.type:
                found.setdefault(one, entry)
    return found


def _field(name: str, entry: Mapping[str, Any]) -> FormField:
    kind = entry.get("type", "")
    if kind and kind not in TYPES:
        raise EnvironmentProblem(f"Biểu mẫu: trường {name} có kiểu “{kind}” không dùng được.", ", ".join(TYPES))
    roles = {role: tuple(headers) for role, headers in entry.get("roles", {}).items()}
    headers = dict.fromkeys([entry["label"], *entry.get("headers", ()), *(h for of in roles.values() for h in of)])
    return FormField(
        name=name,
        label=entry["label"],
        headers=tuple(headers),
        required=entry.get("required", False),
        multiple=entry.get("multiple", False),
        spread=entry.get("spread", False),
        code_list=entry.get("code_list"),
        example=str(entry.get("example", "")),
        advice=entry.get("advice", ""),
        type=kind,
        parts=entry.get("parts", False),
        roles=roles,
        role_field=entry.get("role_field", ""),
        from_title=entry.get("from_title", False),
        from_group=entry.get("from_group", False),
        clues=tuple(entry.get("clues", ())),
        carried=entry.get("carried", False),
        from_header=entry.get("from_header", ""),
        title_after=tuple(entry.get("title_after", ())),
    )


def _extended(shared: FormField, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry that only says what it changes of a shared field; headers are added, unless it says `alone`."""
    kept = () if entry.get("alone") else shared.headers
    return {
        "label": shared.label,
        "code_list": shared.code_list,
        "example": shared.example,
        "advice": shared.advice,
        "multiple": shared.multiple,
        "type": shared.type,
        **entry,
        "headers": [*kept, *entry.get("headers", ())],
    }


def _evidence(entry: Mapping[str, Any], required: Iterator[str]) -> FormEvidence:
    return FormEvidence(
        needs=tuple(tuple(group) for group in entry.get("needs", [[name] for name in required])),
        distinctive=frozenset(entry.get("distinctive", ())),
        enough=entry.get("enough", 0),
        titles=tuple(entry.get("titles", ())),
        headers=tuple(entry.get("headers", ())),
        bonus=entry.get("bonus", 0.0),
        floor=entry.get("floor", 0.5),
        shared=load_form(entry["like"]).evidence.distinctive if "like" in entry else frozenset(),
    )


@lru_cache(maxsize=32)
def load_form(name: str) -> Form:
    """A form by name.

    Raises:
        UsageError: there is no such form.
        EnvironmentProblem: its file does not say what a form must.
    """
    if name not in form_names():
        raise UsageError(f"Không có biểu mẫu “{name}”.", f"Các biểu mẫu: {', '.join(form_names())}.")
    try:
        return _form(name, tomllib.loads(_files()[name].read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise EnvironmentProblem(f"Tệp biểu mẫu {name}.toml sai hoặc thiếu: {error}.") from error


def _form(name: str, data: Mapping[str, Any]) -> Form:
    ignored: dict[str, tuple[str, ...]] = {}
    relatives: tuple[str, ...] = ()
    fields: dict[str, FormField] = {}
    if "shares" in data:
        base = load_form(data["shares"]["form"])
        ignored, relatives = dict(base.ignored), base.relatives
        fields = {one: base.fields[one] for one in data["shares"].get("fields", base.fields)}
    for one, entry in data.get("fields", {}).items():
        fields[one] = _field(one, _extended(fields[one], entry) if one in fields else entry)
    # a header that this form reads is not one that it leaves aside
    claimed = {header for one in data.get("fields", {}) for header in fields[one].headers}
    relatives = tuple(h for h in relatives if h not in claimed)
    ignored = {kind: tuple(h for h in headers if h not in claimed) for kind, headers in ignored.items()}
    for kind, headers in data.get("ignored", {}).items():
        ignored[kind] = (*ignored.get(kind, ()), *headers)
    return Form(
        name=name,
        title=data["title"],
        fields=fields,
        ignored=ignored,
        relatives=(*relatives, *data.get("relatives", {}).get("headers", ())),
        identity=tuple(data.get("identity", ["full_name"] if "full_name" in fields else list(fields)[:1])),
        evidence=_evidence(data.get("evidence", {}), (f.name for f in fields.values() if f.required)),
        collective=tuple(data.get("collective", {}).get("words", ())),
        once=data.get("once", False),
    )
