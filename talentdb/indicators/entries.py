"""The shape of an indicator in the answer of the engine: its entry, and the rows of its cuts. Counts nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from talentdb.indicators import labels
from talentdb.indicators.bases import Bases
from talentdb.indicators.figures import Tally, drawn
from talentdb.indicators.intervals import Interval, of_values
from talentdb.indicators.places import Body, Coverage
from talentdb.indicators.standing import own_standing, standing
from talentdb.indicators.targets import OwnTarget
from talentdb.indicators.widening import Widening
from talentdb.plans import Indicator

__all__ = ["Around"]

_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Around:
    """What entries show beside the counts.

    Args:
        agency: code of the body that is asked for; None for the province.
        widening: what is open; bases: where paths begin; targets: those of bodies and sectors.
        known: number of a body as text -> what rows show of it; names: cut -> key -> name.
    """

    as_of: date
    agency: str | None
    widening: Widening
    bases: Bases
    targets: Sequence[OwnTarget]
    coverage: Coverage
    known: Mapping[str, Body]
    names: Mapping[str, Mapping[str, str]]

    def entry(
        self, indicator: Indicator, groups: Mapping[str, Mapping[str | None, Tally]], cuts: Sequence[str]
    ) -> dict[str, Any]:
        """One indicator with its rows.

        Args:
            groups: cut, "total" among them -> key -> tally.
        """
        total = groups[_TOTAL].get(None, Tally(unknown=dict.fromkeys(indicator.unknown, 0)))
        interval = self._interval(indicator, total)
        base = None if self.agency else self.bases.get((indicator.code, _TOTAL, None))
        entry = {
            "code": indicator.code,
            "parent": indicator.parent,
            "name": indicator.name,
            "kind": indicator.kind,
            "place": indicator.place,
            "stage": indicator.stage,
            "comparison": indicator.comparison,
            "wording": indicator.wording,
            "beside": list(indicator.beside),
            "why_not": self._why_not(indicator, total),
            "headline": indicator.headline,
            **_figure(total, interval),
            "certainty": list(interval.parts),
            **standing(indicator, total, self.as_of, base),
            "path": drawn(base, indicator.targets),
            "unknown_effects": {key: value.effect for key, value in indicator.unknown.items()},
            "definition": indicator.definition,
            "readings": list(indicator.readings),
        }
        own = {} if self.agency is None else self._own(indicator, total, "agency", self.agency)
        if own:
            entry["own_target"] = own
        entry["rows"] = [
            self._row(indicator, cut, key, tally)
            for cut in cuts
            if cut in indicator.cuts
            for key, tally in sorted(groups[cut].items(), key=lambda item: (item[0] is None, item[0] or ""))
            if tally.denominator or tally.maybe
        ]
        entry["coverage"] = {"agencies_reported": self.coverage.reported, "agencies_total": self.coverage.total}
        return entry

    def _interval(self, indicator: Indicator, tally: Tally, cut: str = _TOTAL, key: str | None = None) -> Interval:
        """What bodies report of themselves is open by missing values alone."""
        if indicator.kind != "people":
            return of_values(tally)
        return self.widening.interval(indicator.code, tally, cut, key)

    def _why_not(self, indicator: Indicator, total: Tally) -> str:
        """Why there is no figure; empty where there is one."""
        if indicator.why_not or total.denominator:
            return indicator.why_not
        return labels.NOBODY_OF_AGENCY[indicator.kind] if self.agency else labels.NOBODY[indicator.kind]

    def _row(self, indicator: Indicator, cut: str, key: str | None, tally: Tally) -> dict[str, Any]:
        """One group of a cut; agencies are keyed by their public code."""
        figure = _figure(tally, self._interval(indicator, tally, cut, key))
        if cut == "agency" and key is not None:
            body = self.known[key]
            place = {
                "by": cut, "key": body.code, "name": body.name, "parent": body.parent, "sector": body.sector,
                "commune": body.commune,
            }  # fmt: skip
            return {**place, **figure, **self._own(indicator, tally, cut, body.code)}
        name = labels.UNKNOWN_KEY if key is None else self.names[cut].get(key, key)
        own = {} if key is None else self._own(indicator, tally, cut, key)
        return {"by": cut, "key": key, "name": name, **figure, **own}

    def _own(self, indicator: Indicator, tally: Tally, cut: str, key: str) -> dict[str, Any]:
        """How a body or sector stands to the target that was approved for it."""
        targets = [one for one in self.targets if (one.code, one.by, one.key) == (indicator.code, cut, key)]
        base = self.bases.get((indicator.code, cut, key))
        return own_standing(indicator, tally, self.as_of, base, targets) if targets else {}


def _figure(tally: Tally, interval: Interval) -> dict[str, Any]:
    """Counts, shares, what is open about them, and whom missing values leave open."""
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "value": tally.value,
        "low": interval.low,
        "high": interval.high,
        "unknown": dict(tally.unknown),
        "suppressed": False,
    }
