"""Every function of the dashboards that somebody can ask for something, found by what it takes: none is forgotten.

Owns which values are tried for which kind of argument; calls nothing and judges nothing.
"""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import ModuleType, UnionType
from typing import Any

import dashboards
from dashboards.application import Application
from dashboards.search_address import Ask
from talentdb.access.principal import Principal, Role
from talentdb.network import BETWEEN_PEOPLE, Wanted
from talentdb.plans import load_plan
from talentdb.plans.model import Plan
from talentdb.settings import now, today

__all__ = ["Asked", "asked_functions", "calls"]


@dataclass(frozen=True)
class Asked:
    """A function that takes the application and who asks, and what else it takes."""

    name: str
    function: Callable[..., Any]
    who: str
    app: str
    needed: Mapping[str, Any]


def asked_functions() -> list[Asked]:
    """All of them, by name. What draws on a screen shows what these give, and is asked by the browser's tests."""
    found = []
    for one in pkgutil.iter_modules(dashboards.__path__, "dashboards."):
        if one.name in ("dashboards.app", "dashboards.__main__"):
            continue
        module = importlib.import_module(one.name)
        if not hasattr(module, "st"):
            found += list(_of(module))
    return found


def _of(module: ModuleType) -> Iterator[Asked]:
    for name, function in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
            continue
        taken = inspect.signature(function).parameters
        if not any("Principal" in str(one.annotation) for one in taken.values()):
            continue
        kinds = typing.get_type_hints(function)
        who = next((key for key in taken if kinds.get(key) is Principal), None)
        app = next((key for key in taken if kinds.get(key) is Application), None)
        if who and app:
            needed = {
                key: kinds.get(key, Any)
                for key, one in taken.items()
                if key not in (who, app)
                and one.default is inspect.Parameter.empty
                and one.kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
            }
            yield Asked(f"{module.__name__.removeprefix('dashboards.')}.{name}", function, who, app, needed)


def calls(
    asked: Asked, application: Application, who: Principal, numbers: list[int], word: str
) -> list[Callable[[], Any]]:
    """The function with each number that is another's and with a word; none where it takes what is not known here."""
    made = []
    for number in numbers if any(_has_number(kind) for kind in asked.needed.values()) else numbers[:1]:
        values = {key: _value(kind, number, word) for key, kind in asked.needed.items()}
        if any(value is _UNKNOWN for value in values.values()):
            return []
        made.append(partial(asked.function, **{asked.app: application, asked.who: who, **values}))
    return made


_UNKNOWN = object()


def _has_number(kind: Any) -> bool:
    return kind is int or any(map(_has_number, typing.get_args(kind)))


def _value(kind: Any, number: int, word: str) -> Any:
    """Something of a kind that may be another's."""
    plain: dict[Any, Any] = {int: number, str: word, date: today(), datetime: now(), bool: True, bytes: b"x",
                             Any: number, float: 1.0, Role: Role.STEWARD}  # fmt: skip
    if kind in plain:
        return plain[kind]
    if kind is Plan:
        return load_plan("hung-yen-2711")
    if kind is Ask:
        return Ask(word)
    if kind is Wanted:
        return Wanted(BETWEEN_PEOPLE)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return inner[0]
    if origin in (UnionType, typing.Union):
        return _value(next(one for one in inner if one is not type(None)), number, word)
    if origin is None or not isinstance(origin, type):
        return _UNKNOWN if origin is None else (lambda *_values: None)
    if issubclass(origin, Mapping):
        return {}
    if origin is tuple and Ellipsis not in inner:
        return tuple(_value(one, number, word) for one in inner)
    if issubclass(origin, typing.Collection):
        return [] if _value(inner[0], number, word) is _UNKNOWN else [_value(inner[0], number, word)]
    return lambda *_values: None
