"""How well each field of one person says each thing that is asked for, and what they say together. Pure.

Titles of works are read apart: they take longest, and of most people it is plain without them that others fit better.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import Any, Final

from talentdb.search.concepts import concepts_in
from talentdb.search.features import Person
from talentdb.search.fitting import Matcher
from talentdb.search.merit import is_own
from talentdb.search.weights import weights

__all__ = ["EVIDENCE", "Fits"]

EVIDENCE: Final = 0.4
"""A fit below this is no evidence: another field under the same roof."""
_SEVERAL: Final = 3
_BODY: Final = "agency_name"
_CODES: Final = "research_fields"
_TRAINED: Final = ("field_of_training", "expertise")
_READ: Final = (
    "expertise", "field_of_training", "position_title", "job_position", "sub_unit", "professional_title",
    "degree_title", "associations", "training_institution", "other_name",
)  # fmt: skip


class Fits:
    """The fit of each thing asked for in each field of one person.

    Args:
        labels: (list, code) -> label.

    Attributes:
        texts: field -> its texts that fit.
        total, matched, works: after `read_titles`: 0 to 1, the things asked for by their weight and rarity; words of
            the line that were found; works (places in `Person.works`) with their best fit.
    """

    def __init__(self, matcher: Matcher, person: Person, labels: Mapping[tuple[str, str], str]) -> None:
        self.texts: dict[str, list[str]] = {}
        self.matched: list[str] = []
        self.works: dict[int, float] = {}
        self.total = 0.0
        self._matcher = matcher
        self._person = person
        self._own = [is_own(work) for work in person.works]
        fields = weights("fields")
        texts = _texts(person)
        if not matcher.passes_over(person.name_key):
            texts = [("full_name", person.full_name), *texts]
        codes = [(code, labels.get(("research_field", code), "")) for code in person.values.get(_CODES) or ()]
        self._read: list[tuple[float, float, float]] = []
        """Of each thing asked for: the doubt that the fields leave, the best fit, what the name of the body adds."""
        for place, told in enumerate(matcher.texts):
            # What several fields say adds up, each of them taking its share of the doubt that the others left.
            left, surest = 1.0, 0.0
            fits: dict[str, float] = {}
            for name, text in texts:
                if fit := told[text]:
                    fits[name] = max(fits.get(name, 0.0), fit)
                    if fit >= EVIDENCE:
                        self._tell(name, text)
            for name, fit in fits.items():
                left *= 1.0 - fields[name] * fit
                surest = max(surest, fit)
            if codes:
                best = self._best_code(place, codes)
                left *= 1.0 - fields[_CODES] * best
                surest = max(surest, best)
            self._read.append((left, surest, self._body(told)))

    def _body(self, told: Mapping[str, float]) -> float:
        name = self._person.agency_name
        fit = told[name] if name else 0.0
        if name and fit >= EVIDENCE:
            self._tell(_BODY, name)
        return weights("fields")[_BODY] * fit

    def _best_code(self, place: int, codes: Iterable[tuple[str, str]]) -> float:
        best = 0.0
        for code, label in codes:
            fit = self._matcher.code(place, code, label)
            best = max(best, fit)
            if fit >= EVIDENCE:
                self._tell(_CODES, label)
        return best

    def _tell(self, name: str, text: str) -> None:
        told = self.texts.setdefault(name, [])
        if text not in told:
            told.append(text)

    def most(self) -> float:
        """What the total can be at most, whatever the titles of works say."""
        fields, mine = weights("fields"), sum(self._own)
        rest = 1.0 - fields["own_works" if mine >= _SEVERAL else "own_work"] if mine else 1.0
        if mine < len(self._own):
            rest *= 1.0 - fields["part_in_work"]
        return self._together([_backed(1.0 - left * rest, body) for left, _, body in self._read])

    def read_titles(self) -> None:
        """Read the titles of works, and reckon what all fields say together."""
        fields, match = weights("fields"), weights("match")
        # By a sign of it, asked for by another one: what says less does not name it.
        named = match["sign"] * match["same"]
        found = []
        for place, slot in enumerate(self._matcher.slots):
            left, surest, body = self._read[place]
            if self._own:
                left, best = self._titles(place, left)
                surest = max(surest, best)
            best = _backed((1.0 - left) * (1.0 if surest >= named else match["unnamed"]), body)
            if best >= EVIDENCE * fields["training_institution"] and not slot.clue:
                self.matched.append(slot.text)
            found.append(best)
        self.total = self._together(found)

    def _together(self, fits: Sequence[float]) -> float:
        shares = self._matcher.shares
        return sum(map(mul, shares, fits)) / sum(shares) if shares else 0.0

    def _titles(self, place: int, left: float) -> tuple[float, float]:
        """The doubt that is left after own works, more of them weighing more, and works of others that the person
        has a part in; and the best fit of a title."""
        told = self._matcher.texts[place]
        fits = [told[work["title"]] for work in self._person.works]
        if any(fits) and (astray := self._matcher.astray(place, _trained(self._person))) < 1.0:
            # Of another trade: what only points at the thing asked for counts less.
            sure = weights("match")["same"]
            fits = [fit if fit >= sure else astray * fit for fit in fits]
        mine = part = 0.0
        evident = 0
        for number, (fit, is_mine) in enumerate(zip(fits, self._own, strict=True)):
            self.works[number] = max(self.works.get(number, 0.0), fit)
            if is_mine:
                mine = max(mine, fit)
                evident += fit >= EVIDENCE
            else:
                part = max(part, fit)
        fields = weights("fields")
        left *= 1.0 - fields["own_works" if evident >= _SEVERAL else "own_work"] * mine
        return left * (1.0 - fields["part_in_work"] * part), max(mine, part)


def _backed(fit: float, body: float) -> float:
    """Whoever works there need not know of it: the name of a body backs what the person's own words say."""
    return fit + (1.0 - fit) * body * max(fit, weights("fields")["body_alone"])


def _texts(person: Person) -> list[tuple[str, str]]:
    """The texts that are read beside the name, each with its field, those of one field behind each other."""
    found: list[tuple[str, str]] = []
    values = person.values
    for name in _READ:
        value: Any = values.get(name)
        if isinstance(value, str):
            found.append((name, value))
        elif value and isinstance(value, list):
            found += [(name, text) for text in value if isinstance(text, str)]
    return found


def _trained(person: Person) -> frozenset[str]:
    """What the training and the skills of a person name."""
    found: frozenset[str] = frozenset()
    for name in _TRAINED:
        value = person.values.get(name)
        for text in value if isinstance(value, list) else (value,):
            found |= concepts_in(text)[0] if isinstance(text, str) else frozenset()
    return found
