"""Loads the data files of the sample: name parts, profiles, agencies, layouts, writings, communes.

Pure reading with a cache; draws nothing.
"""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ingest.sample.model import Column, Layout, Overlap, SampleAgency, Style
from talentdb.text import alias_key

__all__ = [
    "Place",
    "agencies",
    "elsewhere",
    "facts",
    "headers",
    "layouts",
    "names",
    "overlaps",
    "places",
    "profiles",
    "reported",
    "texts",
    "together",
    "writings",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today and one commune that was merged into it whole, so that the old name leads to one code."""

    code: str
    kind: str
    name: str
    old_kind: str
    old_name: str
    old_district: str
    old_province: str


def _data(name: str) -> str:
    return (resources.files("ingest.sample") / "data" / name).read_text(encoding="utf-8")


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_data(name))


def names() -> dict[str, Any]:
    """Name parts with frequencies."""
    return _toml("names.toml")


def elsewhere() -> dict[str, Any]:
    """The lists of the demo that know people a second time."""
    return _toml("elsewhere.toml")


def together() -> dict[str, Any]:
    """Works of the demo that people of the sample did together."""
    return _toml("together.toml")


def reported() -> dict[str, Any]:
    """What bodies of the demo report beside their people, and lists of earlier years."""
    return _toml("reported.toml")


def facts() -> dict[str, Any]:
    """Parts of the facts of the forms beside people."""
    return _toml("facts.toml")


def headers() -> dict[str, Any]:
    """How agencies head their columns: field -> kind -> spellings."""
    return _toml("headers.toml")


def profiles() -> dict[str, Any]:
    """What the staff of a kind of workplace is like."""
    return _toml("profiles.toml")


def writings() -> dict[str, Any]:
    """How values are written: list -> code -> spellings, the official one first."""
    return _toml("writings.toml")


def texts() -> dict[str, str]:
    """Fixed texts of title blocks, totals and signatures."""
    block: dict[str, str] = writings()["texts"]
    return block


@cache
def places() -> tuple[Place, ...]:
    """Communes with an old name each."""
    return tuple(Place(**row) for row in csv.DictReader(_data("places.csv").splitlines()))


@cache
def _codes() -> dict[str, str]:
    """Code of agencies.toml -> code of the registry's own list, for bodies that it knows by the same name."""
    own = {entry["code"]: entry["code"] for entry in _toml("agencies.toml")["agency"]}
    listed = resources.files("talentdb.codes") / "lists" / "agencies.csv"
    if not listed.is_file():
        return own
    by_name = {
        alias_key(row["name"]): row["code"] for row in csv.DictReader(listed.read_text(encoding="utf-8").splitlines())
    }
    names = {entry["code"]: alias_key(entry["name"]) for entry in _toml("agencies.toml")["agency"]}
    return {code: by_name.get(names[code]) or by_name.get(f"{names[code]} tinh hung yen") or code for code in own}


@cache
def agencies() -> tuple[SampleAgency, ...]:
    """All agencies of the sample, reporting or not."""
    return tuple(
        SampleAgency(
            code=_codes()[entry["code"]],
            slug=entry["code"].lower(),
            name=entry["name"],
            aliases=tuple(entry.get("aliases", ())),
            kind=entry["kind"],
            parent=_codes()[entry["parent"]] if "parent" in entry else None,
            commune_code=entry.get("commune_code"),
            invented=entry.get("invented", False),
            profile=entry.get("profile", ""),
            layout=entry.get("layout", ""),
            courses=entry.get("courses", ""),
            share=entry.get("share", 0.0),
            units=tuple(_codes()[unit] for unit in entry.get("units", ())),
        )
        for entry in _toml("agencies.toml")["agency"]
    )


@cache
def overlaps() -> tuple[Overlap, ...]:
    """Which agency's people which other agency lists too."""
    return tuple(
        Overlap(_codes()[entry["of"]], _codes()[entry["also"]], entry["role"], entry["weight"])
        for entry in _toml("agencies.toml")["overlap"]
    )


def _columns(text: str) -> tuple[Column, ...]:
    columns = []
    for line in text.strip().splitlines():
        header, _, writer = line.replace("\\n", "\n").rpartition(" | ")
        name, _, option = writer.partition(":")
        columns.append(Column(tuple(part.strip() for part in header.split(" > ")), name.strip(), option.strip()))
    return tuple(columns)


@cache
def layouts() -> dict[str, Layout]:
    """Layouts by name."""
    found = {}
    for name, spec in _toml("layouts.toml").items():
        plain = {key: value for key, value in spec.items() if key not in {"columns", "style", "end", "extra"}}
        found[name] = Layout(
            name=name,
            columns=_columns(spec["columns"]),
            style=Style(**spec["style"]),
            end=tuple(spec.get("end", ())),
            extra=tuple(spec.get("extra", ())),
            **plain,
        )
    return found
