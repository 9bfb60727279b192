"""Foreign languages and their certificates: "Tiếng Anh B1", "TOEIC 900", "B (Anh)", "IELTS 6.5" and more.

Knows languages and how a cell lists them; assumes English only where nothing else is said, with an info.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from ingest.model import CellValue
from ingest.normalise.certificates import Certificate, cut_issuer, find_certificate, last_day
from ingest.normalise.codelists import find_code, has_code
from ingest.normalise.exported import exported_list
from ingest.normalise.result import EMPTY, Evidence, Result, cell_text, failure
from ingest.problems import problem
from talentdb.text import alias_key, fold, tone_key

__all__ = ["language_of", "languages"]

# With their own word beside them the names are sure in any spelling.
_SURE: Final = {
    "en": "tieng anh|anh van|anh ngu|t[. ]?anh|english|ngon ngu anh|n ngu anh", "ru": "tieng nga|nga van|russian",
    "fr": "tieng phap|phap van|french", "de": "tieng duc|german",
    "zh": "tieng trung(?: quoc)?|trung van|hoa ngu|hoa van|chinese|trung quoc|tieng hoa|han ngu|tieng han nom",
    "ja": "tieng nhat(?: ban)?|nhat ngu|japanese|nhat ban", "ko": "tieng han(?: quoc)?|korean|han quoc",
    "lo": "tieng lao", "km": "tieng khmer|khmer|tieng khome|tieng kho me", "vi": "tieng viet",
    "th": "tieng thai lan", "es": "tieng tay ban nha", "it": "tieng y|tieng italia",
}  # fmt: skip
_SURE_NAMES = tuple((c, re.compile(rf"(?<![a-z0-9])(?:{names})(?![a-z0-9])")) for c, names in _SURE.items())
# A bare word only with its tones (Hàn, not hạn), or in a short text without any marks.
_BARE: Final = {"anh": "en", "av": "en", "nga": "ru", "pháp": "fr", "đức": "de", "trung": "zh", "hoa": "zh",
                "nhật": "ja", "hàn": "ko", "lào": "lo"}  # fmt: skip
_BARE_PLAIN = {fold(word): code for word, code in _BARE.items()}
_NOT_LANGUAGES = re.compile(
    r"trung (?:cap|binh|tam|hoc|uong)|phap luat|giao duc|cong (?:hoa|nghe)|lao dong|hoa hoc|anh huong|het han"
    r"|thoi han|thu nhat|hoi dong anh"
)
_SHORT = 5
_OTHER_TONGUE = re.compile(r"\btieng (?!anh|nga|phap|duc|trung|hoa|nhat|han|lao|viet)[a-z]+")
_STRONG = re.compile(r"[;\n|+&]")
_WEAK = re.compile(r",(?!\d)|\s[-–]\s|\s+và\s+|(?<=[a-zA-Z0-9)])\s*/\s*(?=[A-Za-zĐđ])", re.IGNORECASE)
_NONE = frozenset({"khong", "khong biet", "chua co", "biet", "0", "khong co", "ko", "k"})
_BRACKETS = str.maketrans("()[]", "    ")
_SKILL = re.compile(r"^(?:giao tiep|tot|kha|thanh thao|trung binh|biet|co|luu loat|co ban|x|v|su dung duoc)\b")
_IT = re.compile(r"\btin(?: hoc)?\b|\bcntt\b|\bmos\b|\bic3\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a cell: the language it names, its certificate, and its words on issuer and validity."""

    language: str | None
    certificate: Certificate
    issuer: str | None
    valid_to: str | None

    @property
    def proves(self) -> bool:
        return self.certificate.framework is not None

    def entry(self, default: str | None) -> dict[str, Any]:
        """The skill as the contract writes it."""
        found = self.certificate
        return {
            "language": self.language or found.language or default,
            "framework": found.framework,
            "level": found.level,
            "score": found.score,
            "issuer": self.issuer,
            "valid_to": self.valid_to,
        }


@lru_cache(maxsize=10_000)
def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a language named in a text."""
    whole = find_code("language", text)
    if len(whole) == 1:
        return whole[0]
    key = fold(text)
    for code, pattern in _SURE_NAMES:
        if pattern.search(key):
            return code
    shown = tone_key(text)
    unmarked = shown == key
    hidden = _NOT_LANGUAGES.sub(lambda m: "#" * len(m.group()), key)
    toned = re.findall(r"[^\W\d_]+", shown)
    plain = re.findall(r"[a-z#]+", hidden)
    if unmarked and len(plain) > _SHORT:
        return None
    words = toned if not unmarked else plain
    names = _BARE_PLAIN if unmarked else _BARE
    hits = [names[w] for w, p in zip(words, plain, strict=False) if w in names and "#" not in p]
    return hits[0] if hits else None


def _read_piece(text: str) -> _Piece:
    rest, issuer = cut_issuer(text)
    valid_to = last_day(rest)
    return _Piece(language_of(rest), find_certificate(rest), issuer, valid_to)


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[_Piece, ...]:
    found: list[_Piece] = []
    for part in _STRONG.split(text.translate(_BRACKETS)):
        whole, issuer = cut_issuer(part)
        group: list[_Piece] = []
        for piece in _WEAK.split(whole):
            if piece and piece.strip() and not _IT.search(fold(piece)):
                group = _joined(group, _read_piece(piece.strip()))
        if group and issuer:
            group[-1] = replace(group[-1], issuer=issuer)
        for one in group:
            found = _joined(found, one)
    return tuple(p for p in found if p.language or p.proves or p.certificate.language)


def _joined(before: list[_Piece], piece: _Piece) -> list[_Piece]:
    """The pieces with one more: "Anh", "B1" and "B1", "Anh" are one skill; issuer and validity go to the last."""
    last = before[-1] if before else None
    if last is None:
        return [piece]
    says_language = piece.language is not None
    valid_to, issuer = last.valid_to or piece.valid_to, last.issuer or piece.issuer
    if not says_language and not piece.proves:
        certificate = last.certificate
        if piece.certificate.language and certificate.language is None:
            certificate = replace(certificate, language=piece.certificate.language)
        return [*before[:-1], replace(last, certificate=certificate, valid_to=valid_to, issuer=issuer)]
    if (
        last.language
        and not last.proves
        and not says_language
        and piece.certificate.language in (None, last.language)
    ):
        return [*before[:-1], _Piece(last.language, piece.certificate, issuer, valid_to)]
    if last.proves and not last.language and not piece.proves and last.certificate.language in (None, piece.language):
        return [*before[:-1], _Piece(piece.language, last.certificate, issuer, valid_to)]
    if (
        last.certificate.framework == "CEFR"
        and piece.certificate.framework in {"VSTEP", "KNLNN"}
        and not says_language
    ):
        if piece.certificate.level is None:
            level = last.certificate.level
            return [*before[:-1], replace(last, certificate=replace(piece.certificate, level=level))]
        if piece.certificate.framework == "KNLNN":
            return before
    if last.certificate.framework == "KNLNN" and piece.certificate.framework == "CEFR" and not says_language:
        return before  # "Bậc 3 (B1)" says one thing twice
    return [*before, piece]


_ENTRY = {"language", "framework", "level", "score", "issuer", "valid_to"}


def _is_entry(entry: Mapping[str, Any]) -> bool:
    """Whether an object is a skill as the registry keeps it."""
    known = has_code("language", str(entry.get("language")))
    framework = entry.get("framework")
    return set(entry) == _ENTRY and known and (framework is None or has_code("language_framework", str(framework)))


def languages(value: CellValue, evidence: Evidence) -> Result:
    """All skills named in a cell; `evidence.variant` is the language of a column such as "Tiếng Anh"."""
    text = cell_text(value)
    key = alias_key(text)
    if key in _NONE:
        return EMPTY
    if (entries := exported_list(text, _is_entry)) is not None:
        return Result({"languages": entries})
    default = evidence.variant or None
    pieces = _pieces(text)
    if not pieces and default and _SKILL.match(key):
        return Result({"languages": [_Piece(default, Certificate(), None, None).entry(default)]})
    if not pieces or any(p.certificate.broken for p in pieces):
        return failure("language.unknown", value)
    entries = [p.entry(default) for p in pieces]
    if _OTHER_TONGUE.search(fold(text)) and any(
        p.language is None and p.certificate.language is None for p in pieces
    ):
        return failure("language.unknown", value)  # "A2 tiếng Mông" is not English
    assumed = any(e["language"] is None for e in entries)
    problems = (problem("language.assumed_english", value),) if assumed else ()
    return Result({"languages": _merge([{**e, "language": e["language"] or "en"} for e in entries])}, {}, problems)


def _merge(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each skill once; a language without a level only where no certificate of it stands beside."""
    unique = {(e["language"], e["framework"], e["level"], e["score"]): e for e in entries}
    full = {e["language"] for e in unique.values() if e["framework"]}
    return [e for e in unique.values() if e["framework"] or e["language"] not in full]
