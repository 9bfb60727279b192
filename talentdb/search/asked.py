"""What a line of a search asks for, as others work with it: filters, the things asked for, a name. No logic."""

from dataclasses import dataclass

from talentdb.search.words import Word

__all__ = ["Slot", "Understanding", "Understood"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A filter read out of the line: as search takes it, as people read it, and the words that say it."""

    name: str
    value: str
    label: str
    text: str
    nearest: str | None = None

    def as_json(self) -> dict[str, str]:
        """For the answer."""
        return {"field": self.name, "value": self.value, "label": self.label, "text": self.text}


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked for: its words, the concepts they stand for (or point at).

    Args:
        wanted: it ranks and does not sift: a profession ("bác sĩ").
        clue: words that only say who did just that; nobody has to be told that they were looked for.
        weight: of one thing asked for against another.
    """

    words: tuple[Word, ...]
    concepts: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    wanted: bool = False
    clue: bool = False
    weight: float = 1.0

    @property
    def folded(self) -> tuple[str, ...]:
        """Its words without tones."""
        return tuple(word.folded for word in self.words)

    @property
    def text(self) -> str:
        """Its words as written."""
        return " ".join(word.written for word in self.words)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A line, taken apart.

    Args:
        text: the line, cleaned, leftovers of the keyboard mended.
        corrected: whether anything was mended.
        name: the words of a person's name; empty where there is none.
        slots: what else is asked for, in the order of the line.
        sex: of whom is meant by a name, as far as a pronoun says so ("chị Vân").
        sentence: the line describes something; hardly anybody will match all of it.
        told: of a sentence, its words outside of filters.
        clues: of those every two neighbouring ones and each, as far as they may say something.
        notes: what of the line could not be done, for people to read.
        echoes: of a sentence, words of works (see `pointers.Gram`) that it has, with how much each of them tells.
    """

    text: str
    corrected: bool = False
    filters: tuple[Understood, ...] = ()
    name: tuple[Word, ...] = ()
    slots: tuple[Slot, ...] = ()
    sentence: bool = False
    told: tuple[Word, ...] = ()
    clues: tuple[tuple[Word, ...], ...] = ()
    sex: str | None = None
    notes: tuple[str, ...] = ()
    echoes: tuple[tuple[tuple[str, ...], float], ...] = ()

    @property
    def demanded(self) -> tuple[Slot, ...]:
        """Slots that sift."""
        return tuple(slot for slot in self.slots if not slot.wanted)

    @property
    def empty(self) -> bool:
        """Nothing but filters, or nothing at all."""
        return not (self.name or self.slots)

    @property
    def blank(self) -> bool:
        """Nothing at all."""
        return self.empty and not self.filters
