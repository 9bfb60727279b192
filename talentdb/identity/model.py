"""The weights of the matching as model.toml holds them. Reads that file; compares nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

__all__ = ["Model", "load_model"]

_FILE: Final = Path(__file__).with_name("model.toml")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in bits (log2 of odds) and thresholds; what each means stands in model.toml.

    Args:
        weights: feature -> level -> bits.
        name, given_name: relation of the names or of the given names -> bits beside the rarity.
        shared_contact: bits that a telephone loses for each doubling of the names that share it.
        family_contact: names that may share a telephone before it identifies nobody.
        rare_name: people of the registry expected to bear a name, up to which it tells who took part in a work.
        groups: feature -> group of features that hang together; of a group only the strongest counts whole.
    """

    version: str
    weights: Mapping[str, Mapping[str, float]]
    name: Mapping[str, float]
    given_name: Mapping[str, float]
    rarity_cap: float
    shared_contact: float
    family_contact: int
    groups: Mapping[str, str]
    group_share: float
    rare_name: float
    smallest_registry: int
    people_of_employer: int
    merge: float
    merge_weakly: float
    merge_not_founding: float
    ask: float
    margin: float


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that the program ships."""
    content: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    name = dict(content["name"])
    groups = dict(content["groups"])
    share = groups.pop("share")
    decision = content["decision"]
    return Model(
        version=content["version"],
        weights=content["weights"],
        rarity_cap=name.pop("rarity_cap"),
        name=name,
        given_name=content["given_name"],
        shared_contact=content["contact"]["shared"],
        family_contact=content["contact"]["family"],
        groups={feature: group for group, features in groups.items() for feature in features},
        group_share=share,
        rare_name=content["works"]["rare_name"],
        smallest_registry=content["prior"]["smallest_registry"],
        people_of_employer=content["prior"]["people_of_employer"],
        merge=decision["merge"],
        merge_weakly=decision["merge_weakly"],
        merge_not_founding=decision["merge_not_founding"],
        ask=decision["ask"],
        margin=decision["margin"],
    )
