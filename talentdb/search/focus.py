"""What a sentence is about: the topics that most of its words point at, by the file of concepts and by our people.

A sentence names many things, most of them by the way. Each thing votes for its concepts; concepts that lie near each
other back each other; the strongest become what is asked for, and the rest only ranks. Pure.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from talentdb.search.asked import Slot, Understanding
from talentdb.search.concepts import concepts, kin, narrower, with_wider
from talentdb.search.pointers import Gram, Pointers, gram_of
from talentdb.search.problems import Hint, find_hints, find_pairs, is_illness, owner_of, standing
from talentdb.search.weights import weights
from talentdb.search.words import Word

__all__ = ["focus"]


def focus(asked: Understanding, pointers: Pointers) -> Understanding:
    """The sentence with its topics as the things asked for, each with its weight; other lines as they are."""
    if not asked.sentence or asked.name:
        return asked
    asked = replace(asked, echoes=_echoes(asked, pointers))
    ballot = _Ballot(asked, pointers)
    chosen = ballot.chosen()
    kept = [slot for slot in asked.slots if slot.wanted]
    if not chosen:
        # Nothing is sure: its words as they stand, and not the one of them that happens to be a topic.
        words = [Slot(clue) for clue in asked.clues if len(clue) > 1]
        return replace(asked, slots=(*(words or asked.slots), *kept))
    topics = [ballot.slot(name, share) for name, share in chosen]
    return replace(asked, slots=(*topics, *kept, *ballot.clues({name for name, _ in chosen})))


def _echoes(asked: Understanding, pointers: Pointers) -> tuple[tuple[Gram, float], ...]:
    """Words of the sentence that works may have: a rare one tells more, two neighbours more than one."""
    w = weights("sentence")
    sizes = {1: w["echo_word"], 2: 1.0}
    grams = {gram_of(clue): sizes[len(clue)] for clue in asked.clues}
    return tuple((gram, size * pointers.rarity(gram) ** w["echo_power"]) for gram, size in grams.items())


class _Ballot:
    """The votes of one sentence."""

    def __init__(self, asked: Understanding, pointers: Pointers) -> None:
        self._w = weights("sentence")
        self._pointers = pointers
        self._votes: dict[str, float] = defaultdict(float)
        self._words: dict[str, dict[Word, None]] = defaultdict(dict)
        self._named: set[str] = set()
        self._told: dict[tuple[Word, ...], tuple[str, float]] = {}
        hints = list(find_hints(asked.told))
        longer = [frozenset(hint.words) for hint in hints]
        for slot in asked.demanded:
            if not any(frozenset(slot.words) < words for words in longer):
                self._by_file(slot)
        for hint in hints:
            self._by_hint(hint, self._w["hint_word" if len(hint.words) == 1 else "hint"])
        for hint in find_pairs(asked.told):
            self._by_hint(hint, self._w["pair"])
        pairs = {word for clue in asked.clues if len(clue) > 1 and self._by_people(clue, pointers) for word in clue}
        for clue in asked.clues:
            if len(clue) == 1 and clue[0] not in pairs:
                self._by_people(clue, pointers)
        self._hand_over(asked.told)

    def _hand_over(self, told: Sequence[Word]) -> None:
        """Whose illness it is, is said by who is ill: pigs with a fever are no matter of paediatrics."""
        owner = owner_of(told)
        if not owner:
            return
        for name in [one for one in self._votes if one != owner and is_illness(one)]:
            self._votes[owner] += self._votes.pop(name)
            self._words[owner].update(self._words.pop(name))

    def _by_file(self, slot: Slot) -> None:
        """A phrase of the file: its vote is shared by the concepts it may mean."""
        weight = self._w["word"] if len(slot.words) == 1 else self._w["phrase"]
        for name in slot.concepts:
            self._vote(name, weight * (self._w["sign"] if name in slot.signs else 1.0) / len(slot.concepts) ** 0.5,
                       slot.words)  # fmt: skip
        self._named |= slot.concepts - slot.signs

    def _by_hint(self, hint: Hint, weight: float) -> None:
        """Words of a problem; phrases that voted for the concept already do so once."""
        for name in hint.concepts:
            if len(hint.words) == 1 or not all(word in self._words[name] for word in hint.words):
                self._vote(name, weight / len(hint.concepts) ** 0.5, hint.words)

    def _by_people(self, clue: Sequence[Word], pointers: Pointers) -> bool:
        """Words of works: they vote for what those are trained in who wrote them."""
        single = len(clue) == 1
        least = self._w["least_word" if single else "least"]
        found = pointers.of(gram_of(clue))
        for name, share in found.items():
            if share >= least:
                self._vote(name, share * self._w["learned_word" if single else "learned"], clue)
        best = max(found, key=lambda name: found[name], default="")
        if not best or found[best] < least:
            return False
        self._told[tuple(clue)] = best, found[best]
        return True

    def _vote(self, name: str, weight: float, words: Sequence[Word]) -> None:
        self._votes[name] += weight * (self._w[part] if (part := standing(words)) else 1.0)
        self._words[name].update(dict.fromkeys(words))

    def chosen(self) -> list[tuple[str, float]]:
        """The strongest concepts, best first, with their strength against the best one."""
        backed = {name: self._backed(name) for name in self._votes}
        best = max(backed.values(), default=0.0)
        if best < self._w["sure"]:
            return []
        order = sorted(backed, key=lambda name: (-backed[name], name))
        strong = {name: backed[name] for name in order if backed[name] >= self._w["strong"] * best}
        # What lies in another one of them is what is meant; the wider one only follows.
        exact = [name for name in strong if not any(name in _above(other) for other in strong)]
        exact = exact[: int(self._w["topics"])]
        most = strong[exact[0]]
        shares = {name: (strong[name] / most) ** self._w["contrast"] for name in exact}
        shares |= self._wider(shares, {name: one / most for name, one in strong.items()})
        return sorted(shares.items(), key=lambda pair: -pair[1])

    def _wider(self, shares: Mapping[str, float], strong: Mapping[str, float]) -> dict[str, float]:
        """Concepts directly above the topics, as far as the sentence says them too, or hardly anybody has the topic:
        who is trained in the trade comes behind who did just that."""
        found: dict[str, float] = {}
        for name, share in shares.items():
            few = self._pointers.by_concept.get(name, 0.0) < self._w["few"]
            for up in concepts()[name].wider:
                told = share * min(self._w["above_most"], self._votes.get(up, 0.0) / self._votes[name])
                if up in strong:
                    told = max(told, min(1.0, strong[up]) ** self._w["contrast"])
                if few and len(narrower(frozenset({up}))) <= self._w["widest"]:
                    told = max(told, self._w["above"] * share)
                if told > max(found.get(up, 0.0), self._w["above_least"]):
                    found[up] = told
                    self._words[up].update(self._words[name])
        return found

    def _backed(self, name: str) -> float:
        """The votes of a concept, and a part of those of its neighbours."""
        found = self._votes[name]
        for other, votes in self._votes.items():
            if other != name:
                relation = _relation(name, other)
                found += votes * self._w[relation] if relation else 0.0
        return found

    def slot(self, name: str, share: float) -> Slot:
        """A topic as a thing asked for, said by the words that voted for it."""
        words = tuple(sorted(self._words[name], key=lambda word: word.start))
        meant = frozenset({name})
        return Slot(words, meant, frozenset() if name in self._named else meant, weight=share)

    def clues(self, chosen: Collection[str]) -> list[Slot]:
        """Words of works as they stand, as far as they point at a chosen topic: who wrote just that comes first."""
        told = {clue: sure for clue, (name, sure) in self._told.items() if name in chosen and len(clue) > 1}
        best = sorted(told, key=lambda clue: (-told[clue], clue[0].start))[: int(self._w["clues"])]
        every = sum(told[clue] for clue in best)
        return [Slot(clue, wanted=True, clue=True, weight=self._w["clue"] * told[clue] / every) for clue in best]


def _above(name: str) -> frozenset[str]:
    return with_wider(frozenset({name})) - {name}


def _relation(name: str, other: str) -> str:
    """How the other concept lies to this one, by the name of its weight; empty where they have nothing in common."""
    if name in with_wider(frozenset({other})):
        return "from_narrower"
    if other in with_wider(frozenset({name})):
        return "from_wider"
    return "from_beside" if other in kin(name) else ""
