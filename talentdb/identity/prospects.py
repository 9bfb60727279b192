"""Whether comparing two records can come to anything but "leave": a quick look that may only err on the hopeful side.

Most pairs that share a key are namesakes with another birth date; adding up what could still speak for them tells
that after a few features. What it lets through is weighed in full by `score.compare`. Pure.
"""

from collections.abc import Mapping
from math import log2
from typing import Final

from talentdb.identity.features.name import compare_names
from talentdb.identity.frequency import Rarity
from talentdb.identity.guards import must_ask
from talentdb.identity.model import Model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import FEATURES, Feature, information

__all__ = ["Prospects"]

_OF_WORKS: Final = frozenset({"topic", "namesakes"})
"""Features that say nothing of two people."""
_SLACK: Final = 1e-6
"""Sums of floating point numbers in another order differ by less."""
_Step = tuple[Feature, Mapping[str, float], float]
"""A feature, the most that each level may add, and the sum below which nothing that follows helps."""


class Prospects:
    """Bounds of a model on the weight of pairs, among records whose names are as rare as given."""

    def __init__(self, model: Model, rarity: Rarity) -> None:
        self._model, self._rarity = model, rarity
        self._start = -log2(max(rarity.size, model.smallest_registry))
        self._steps = tuple(_steps(model))

    def any(self, a: MatchRecord, b: MatchRecord) -> bool:
        """Whether `compare` may decide to merge or to ask; when it may not, it would leave the two for sure."""
        if not (a.founds and b.founds):
            # Beside a person a work starts from other odds, and there are few of them.
            return True
        model = self._model
        names = compare_names(a.name_key, a.name_toned, b.name_key, b.name_toned)
        bound = self._start + model.name[names[0]] + information(a, b, names, model, self._rarity)
        if names[1] != "same":
            bound += model.given_name[names[1]]
        for feature, most, least in self._steps:
            level = feature(a, b)
            if level is not None:
                bound += most[level]
            if bound < least:
                return False
        return True


def _steps(model: Model) -> list[_Step]:
    """Features in the order of what they can say at most, so that the sum of what is left falls quickly."""
    most = {name: _most(model, name) for name in FEATURES if name not in _OF_WORKS}
    ordered = sorted(most, key=lambda name: -max(most[name].values()))
    steps: list[_Step] = []
    for at, name in enumerate(ordered, 1):
        rest = _rest(model, {later: max(most[later].values()) for later in ordered[at:]})
        steps.append((FEATURES[name], most[name], model.ask - rest - _SLACK))
    return steps


def _most(model: Model, feature: str) -> Mapping[str, float]:
    """Level -> the most that it can add: in a group what speaks against counts in part at least."""
    part = model.group_share if feature in model.groups else 1.0
    levels = {level: bits if bits > 0 else bits * part for level, bits in model.weights[feature].items()}
    return {level: float("inf") if must_ask({feature: level}) else bits for level, bits in levels.items()}


def _rest(model: Model, most: Mapping[str, float]) -> float:
    """The most that some features can add together: of a group the strongest whole and every other one in part."""
    alone = sum(bits for name, bits in most.items() if name not in model.groups and bits > 0)
    groups: dict[str, list[float]] = {}
    for name, bits in most.items():
        if name in model.groups and bits > 0:
            groups.setdefault(model.groups[name], []).append(bits)
    return alone + sum(max(g) + model.group_share * (sum(g) - max(g)) for g in groups.values())
