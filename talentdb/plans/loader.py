"""Reads the plan files: those beside this module, and those of the folder that a registry names for its own plans.

All that is wrong with a file is told at once. A plan is one file `<code>.toml`; parts of it may stand beside it in
files `<code>.<part>.toml`, which add tables to it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from talentdb.environment import plans_folder
from talentdb.errors import DataError, NotFoundError
from talentdb.plans import loader_labels as labels
from talentdb.plans.model import Plan
from talentdb.plans.rules import problems_of

__all__ = ["list_plans", "load_plan", "plan_of", "raw_plan", "read_plan"]

_SUFFIX: Final = ".toml"


def list_plans() -> tuple[str, ...]:
    """Codes of the plans there are, sorted. Raises: DataError as `load_plan` does for files that are no plan's."""
    return tuple(sorted(_files(plans_folder())))


def load_plan(code: str) -> Plan:
    """The plan of that code, with what it leaves open left open (`Plan.chosen`).

    Raises: NotFoundError for an unknown code; DataError when its file is wrong, when a part stands without its plan,
        or when two files are of the same plan.
    """
    return _plan(code, plans_folder())


def raw_plan(code: str) -> dict[str, Any]:
    """What the files of a plan say, put together and not judged. Errors as of `load_plan`."""
    return _raw(code, plans_folder())


@cache
def _plan(code: str, folder: Path | None) -> Plan:
    name = ", ".join(file.name for file in _own_files(code, folder))
    plan = plan_of(_raw(code, folder), name)
    if plan.code != code:
        raise DataError(f"Tệp kế hoạch {name} khai mã khác: {plan.code}.")
    return plan


def _raw(code: str, folder: Path | None) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for file in _own_files(code, folder):
        for key, given in _tables(file.read_text(encoding="utf-8"), file.name).items():
            there = whole.setdefault(key, given)
            if there is given:
                continue
            if not (isinstance(there, list) and isinstance(given, list)):
                raise DataError(f"{_file(file.name)}: khóa {key} đã có trong tệp khác của kế hoạch.", _MEND)
            whole[key] = [*there, *given]
    return whole


def _own_files(code: str, folder: Path | None) -> Sequence[Traversable]:
    files = _files(folder)
    if code not in files:
        raise NotFoundError(f"Không có kế hoạch “{code}”.", f"Các kế hoạch có sẵn: {', '.join(sorted(files))}.")
    return files[code]


@cache
def _files(folder: Path | None) -> Mapping[str, Sequence[Traversable]]:
    """Code of a plan -> its files, the one named after it alone first."""
    found: dict[str, list[Traversable]] = {}
    for file in (*_toml_files(resources.files("talentdb.plans")), *(_toml_files(folder) if folder else ())):
        code, _, part = file.name.removesuffix(_SUFFIX).partition(".")
        if not part and code in found:
            raise DataError(f"{_file(file.name)}: mã kế hoạch {code} đã có.", "Đặt tên khác cho tệp và mã của nó.")
        if part and code not in found:
            raise DataError(f"{_file(file.name)}: không có tệp {code}{_SUFFIX} mà nó thuộc về.", _MEND)
        found.setdefault(code, []).append(file)
    return found


def _toml_files(folder: Traversable) -> Iterable[Traversable]:
    """The files of a folder by name, a plan before its parts. Raises: DataError for a folder that there is not."""
    if not folder.is_dir():
        raise DataError(f"Không có thư mục kế hoạch {folder}.", "Sửa biến TALENTDB_PLANS hoặc tạo thư mục đó.")
    files = (file for file in folder.iterdir() if file.name.endswith(_SUFFIX))
    return sorted(files, key=lambda file: file.name.removesuffix(_SUFFIX).split("."))


def read_plan(text: str, name: str = "") -> Plan:
    """A plan from the text of its file; `name`: of the file, for messages.

    Raises: DataError that names every problem of the file: key and reason.
    """
    return plan_of(_tables(text, name), name)


def _tables(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{_file(name)} không phải TOML hợp lệ: {_toml_reason(str(error))}.", _MEND) from error


def plan_of(raw: Mapping[str, Any], name: str = "") -> Plan:
    """A plan from what its file says, of whatever shape. Errors as of `read_plan`."""
    problems, plan = [], None
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        problems = [f"{_place(item['loc'], raw)}: {_reason(item)}" for item in error.errors()]
    problems += problems_of(raw)
    if plan is None or problems:
        raise DataError(f"{_file(name)} có lỗi: " + "; ".join(problems) + ".", _MEND)
    return plan


_MEND: Final = "Sửa tệp kế hoạch rồi chạy lại."


def _file(name: str) -> str:
    return f"Tệp kế hoạch {name}".rstrip()


def _reason(fault: ErrorDetails) -> str:
    words = labels.REASONS.get(fault["type"], labels.NOT_UNDERSTOOD)
    told = words.format(**fault.get("ctx", {}), input=fault["input"])
    return told.replace(" or ", " hoặc ") if fault["type"] == "literal_error" else told


_TOML_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


def _toml_reason(said: str) -> str:
    """What the reader of TOML says, in Vietnamese, with the place."""
    found = _TOML_PLACE.search(said)
    within, end = labels.TOML_PLACES
    place = within.format(line=found[1], column=found[2]) if found else end
    words = (words for sign, words in labels.TOML_REASONS.items() if said.startswith(sign))
    return f"{next(words, labels.TOML_OTHER)} ({place})"


def _place(path: Sequence[int | str], raw: Mapping[str, Any]) -> str:
    """Where a fault stands: a row of a list by its own code or number, if it has one."""
    told: list[str] = []
    here: Any = raw
    for step in path:
        here = here[step] if _holds(here, step) else {}
        own = here.get("code", here.get("number")) if isinstance(step, int) and isinstance(here, dict) else None
        told.append(str(step if own is None else own))
    return ".".join(told)


def _holds(here: Any, step: int | str) -> bool:
    return step in here if isinstance(here, dict) else isinstance(step, int) and step < len(here)
