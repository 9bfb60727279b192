"""How well a column's header says a field: synonyms and phrases of a form against the header path.

Looks at no contents. What one text may mean is asked for once and kept.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from ingest.columns.grammar import Phrases
from ingest.forms import Form, load_form
from ingest.normalise.legacy import decode_legacy
from talentdb.text import alias_key, clean, tone_key

__all__ = ["IGNORED", "header_keys", "header_scores", "means", "phrases", "text_scores"]

IGNORED = "~"
"""Prefix of the names of headers that are known and mean no field: "~ordinal", "~note", "~not_kept", "~relatives"."""

_PAREN = re.compile(r"\([^)]*\)|\[[^\]]*\]|[(\[].*$")
_YEAR = re.compile(r"\b(?:nam )?20\d\d\b")
_REQUIRED = re.compile(r"[*:#]+")
# "3. Giới tính", "(4) Dân tộc", "c) Ngày sinh", "Họ tên [2]"
_NUMBERED = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-e]) (?=\S{2})|(?<=\S) \d{1,2}$")
# "Trình độ đào tạo > Ngành": the parent must at least hold the words it is asked for.
_PARENT_ENOUGH = 0.75
_KNOWN_LEAF = 0.8
_FUZZY_CUTOFF = 86
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 140
# Words of so few letters are others with other tones; longer ones may be a slip.
_SHORT_WORD = 4


def _apart(text: str) -> str:
    """camelCase and glued words with a blank before each capital: "NgàySinh" -> "Ngày Sinh"."""
    return "".join(f" {c}" if c.isupper() and i and text[i - 1].islower() else c for i, c in enumerate(text))


@lru_cache(maxsize=20_000)
def header_keys(text: str) -> tuple[str, ...]:
    """Keys under which a header text is looked up: as it is, without brackets, without a year, unnumbered."""
    shown = clean(_REQUIRED.sub(" ", text.replace("_", " ")))
    keys: list[str] = []
    for form in dict.fromkeys((shown, _apart(shown))):
        key, bare = alias_key(form), alias_key(_PAREN.sub(" ", form))
        keys += [key, bare, _YEAR.sub("", bare).strip()]
        keys += [_NUMBERED.sub("", key), _NUMBERED.sub("", bare)]
    letters = keys[0].split() if keys else []
    if len(letters) > 1 and all(len(word) == 1 for word in letters):
        keys.append("".join(letters))
    return tuple(dict.fromkeys(" ".join(k.split()) for k in keys if k))


class _Index:
    """The synonyms of one form, by key."""

    def __init__(self, form: Form) -> None:
        self.exact: dict[str, dict[str, float]] = {}
        self.tones: dict[str, dict[str, set[str]]] = {}
        self.paths: list[tuple[str, str, str]] = []
        entries = [(name, field.headers) for name, field in form.fields.items()]
        entries += [(f"{IGNORED}{kind}", headers) for kind, headers in form.ignored.items()]
        entries += [(f"{IGNORED}relatives", form.relatives)]
        for name, headers in entries:
            for header in headers:
                self._add(name, header)
        self.keys = list(self.exact)
        spelled = ((key, name) for key, names in self.exact.items() for name, s in names.items() if s == 1.0)
        self.phrases = Phrases(spelled, form.fields)

    def _add(self, name: str, header: str) -> None:
        if " > " in header:
            parent, leaf = header.rsplit(" > ", 1)
            self.paths.append((alias_key(parent), alias_key(leaf), name))
            return
        for key in {alias_key(header), *header_keys(header)}:
            if " " not in key:
                self.tones.setdefault(key, {}).setdefault(name, set()).add(tone_key(header))
            self.exact.setdefault(key, {})[name] = 1.0
            self.exact.setdefault(key.replace(" ", ""), {}).setdefault(name, 0.97)


@lru_cache(maxsize=32)
def _index(form_name: str) -> _Index:
    return _Index(load_form(form_name))


def phrases(form_name: str) -> Phrases:
    """The phrases that headers of a form are read with."""
    return _index(form_name).phrases


@lru_cache(maxsize=40_000)
def text_scores(form_name: str, text: str) -> Mapping[str, float]:
    """Field -> 0..1 for one header text."""
    if len(text) > _LONGEST * 2:
        return {}
    index = _index(form_name)
    scores: dict[str, float] = {}
    for position, key in enumerate(header_keys(text)):
        # what stands in brackets or the year may have been what mattered
        weight = 1.0 if position == 0 else 0.98
        _raise(scores, _same_word(index, key, text), weight)
        if len(key) > 90:
            continue
        if max(scores.values(), default=0.0) < 0.95:
            glued = key.replace(" ", "")
            if len(glued) >= 5:
                _raise(scores, index.exact.get(glued, {}), 0.96 * weight)
            _raise(scores, index.phrases.scores(key, text), weight)
            if max(scores.values(), default=0.0) < 0.6:
                _raise(scores, _similar(index, key), weight)
    if not text.isascii() and max(scores.values(), default=0.0) < 0.5:
        decoded, encoding = decode_legacy(text)
        if encoding:
            return text_scores(form_name, decoded)
    return scores


def _same_word(index: _Index, key: str, text: str) -> Mapping[str, float]:
    """What a key means; a header of one word with tones of its own is another word: "Khóa" is no "Khoa"."""
    found = index.exact.get(key, {})
    if not found or " " in key or text.isascii():
        return found
    if len(key) > _SHORT_WORD:
        return found
    words, toned = set(_WORDS.findall(tone_key(text))), index.tones.get(key, {})
    return {name: score for name, score in found.items() if name not in toned or words & toned[name]}


def means(form_name: str, text: str, enough: float = 0.85) -> str | None:
    """The one field or "~kind" that a text surely means, or None."""
    scores = text_scores(form_name, text)
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] >= enough else None


def _raise(scores: dict[str, float], found: Mapping[str, float], weight: float) -> None:
    for name, score in found.items():
        scores[name] = max(scores.get(name, 0.0), score * weight)


def _similar(index: _Index, key: str) -> dict[str, float]:
    """Synonyms that differ by a slip of the keys; short ones must be exact."""
    if len(key) < 6:
        return {}
    found: dict[str, float] = {}
    for synonym, ratio, _ in process.extract(key, index.keys, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=4):
        # the head of a header must be the same: "Học vị, …" is not "Hội …"
        if len(synonym) >= 6 and OSA.distance(synonym.split()[0], key.split()[0], score_cutoff=1) <= (len(key) > 9):
            for name, own in index.exact[synonym].items():
                found[name] = max(found.get(name, 0.0), 0.93 * ratio / 100 * own)
    return found


def _holds(text: str, wanted: str) -> float:
    """How well an ancestor header matches the parent of a path synonym."""
    best = 0.0
    for key in header_keys(text):
        if key == wanted:
            return 1.0
        if f" {wanted} " in f" {key} ":
            best = max(best, 0.85)
        elif len(key) >= 6:
            best = max(best, fuzz.ratio(key, wanted) / 100 if fuzz.ratio(key, wanted) >= _FUZZY_CUTOFF else 0.0)
    return best


def header_scores(form_name: str, path: Sequence[str]) -> dict[str, float]:
    """Field (or "~kind" for a known header of no field) -> 0..1 for a header path, top level first."""
    texts = list(dict.fromkeys(clean(p) for p in path if clean(p)))
    if not texts:
        return {}
    *parents, leaf = texts
    scores: dict[str, float] = {}
    # a leaf under a parent may mean something else than the same word alone
    _raise(scores, text_scores(form_name, leaf), 0.9 if parents else 1.0)
    if parents:
        known = max(scores.values(), default=0.0) >= _KNOWN_LEAF
        _raise(scores, text_scores(form_name, " ".join(texts)), 0.97)
        _raise(scores, text_scores(form_name, f"{parents[-1]} {leaf}"), 0.97)
        for parent in parents:
            _raise(scores, text_scores(form_name, parent), 0.4)
        if known and "qualification" not in text_scores(form_name, leaf):
            # "Trình độ" stands over all that is told of an education: "Trình độ đào tạo > Tên trường"
            scores.pop("qualification", None)
        leaf_keys = set(header_keys(leaf))
        for wanted, wanted_leaf, name in _index(form_name).paths:
            if wanted_leaf in leaf_keys:
                held = max(_holds(parent, wanted) for parent in parents)
                if held >= _PARENT_ENOUGH:
                    _raise(scores, {name: 0.9 + 0.1 * held}, 1.0)
        relatives = max(text_scores(form_name, p).get(f"{IGNORED}relatives", 0.0) for p in parents)
        if relatives >= 0.9:
            return {f"{IGNORED}relatives": relatives}
    return scores
