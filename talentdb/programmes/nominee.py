"""What is told of somebody who is nominated, made ready for keeping: fields, name, hash of the national id. Pure.

Sensitive fields (ethnicity, party) are not asked for; a national id is kept encrypted, as a keyed hash and masked.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from talentdb.access.keyring import Keyring
from talentdb.access.rights import mask_national_id
from talentdb.codes import code_list
from talentdb.errors import UsageError
from talentdb.fields import CODED
from talentdb.identity.record import MatchRecord
from talentdb.people.blocking import KeyKind, match_keys
from talentdb.people.keys import id_facts, name_keys
from talentdb.programmes import nomination_labels as words
from talentdb.registry.rekeying import NOMINEE_PLACE
from talentdb.signs import typed
from talentdb.text import fold

__all__ = ["FIELDS", "MASKED", "Nominee", "batch_of", "match_record", "nominee", "nominee_place", "record_keys"]

FIELDS: Final = (
    "full_name", "sex", "birth_date", "birth_date_precision", "phone", "email", "commune_code", "address",
    "native_place", "agency_name", "position_title", "qualification", "degree_title", "academic_title",
    "field_of_training", "training_institution", "training_country", "graduation_year", "graduation_grade",
    "expertise", "research_fields", "languages", "student",
)  # fmt: skip
"""Names of what may be told of a nominee, beside the national id; a list may hold more, which is not kept."""
MASKED: Final = "national_id_masked"
_PRECISIONS: Final = frozenset({"day", "month", "year"})
_LONG: Final = re.compile(r"(?<!\d)(\d{12}|\d{9})(?!\d)")
_ID: Final = re.compile(r"\d{12}|\d{9}")
_OF_AN_EMPLOYER: Final = frozenset({KeyKind.STAFF_CODE, KeyKind.SHORT_EMPLOYER})
_FREE: Final = frozenset({"phone", "email"})
"""Fields whose digits are their own."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Who is nominated, as kept.

    Args:
        values: by the names of fields; of the national id only what is masked, and what its digits say.
        id_hash, id_kind, id_cipher: of the national id; None without one.
    """

    full_name: str
    values: Mapping[str, Any]
    id_hash: bytes | None
    id_kind: str | None
    id_cipher: bytes | None = None


def nominee(given: Mapping[str, Any], keyring: Keyring) -> Nominee:
    """Check what was told and make it ready.

    Args:
        given: normalised values by the names of fields, national_id among them.
    Raises: UsageError without a name, for an unknown field and for a value that is none of its field.
    """
    told = {name: value for name, value in given.items() if value not in (None, "", [])}
    number = str(told.pop("national_id", "")).strip()
    for name in told:
        if name not in FIELDS:
            raise UsageError(words.WRONG_FIELD.format(name=name), words.FILL)
    values = {name: _value(name, value) for name, value in told.items()}
    full_name = str(values.get("full_name", ""))
    name_key, _ = name_keys(full_name)
    if not name_key:
        raise UsageError(words.NO_NAME, words.FILL)
    if not number:
        return Nominee(full_name, values, None, None)
    if not _ID.fullmatch(number):
        # Not shown: it may be a number with one digit too many.
        raise UsageError(words.WRONG_VALUE.format(name="national_id", value=f"{len(number)} ký tự"), words.FILL)
    values[MASKED] = mask_national_id(number)
    sex, year = id_facts(number)
    if sex is not None:
        values |= {"id_sex": sex, "id_birth_year": year}
    kind = "citizen" if len(number) == 12 else "old"
    cipher = keyring.encrypt(number.encode(), nominee_place(kind))
    return Nominee(full_name, values, keyring.national_id_hmac(number), kind, cipher)


def nominee_place(kind: str) -> str:
    """Associated data of the encrypted national id of a nominee."""
    return NOMINEE_PLACE.format(kind=kind)


def _value(name: str, value: Any) -> Any:
    wrong = UsageError(words.WRONG_VALUE.format(name=name, value=value), words.FILL)
    if name == "birth_date":
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise wrong from None
    if name == "birth_date_precision" and value not in _PRECISIONS:
        raise wrong
    if name in CODED and not isinstance(value, list) and code_list(CODED[name]).get(str(value)) is None:
        raise wrong
    if isinstance(value, str):
        kept = typed(value)
        return kept if name in _FREE else _LONG.sub(lambda found: "•" * len(found[0]), kept)
    if isinstance(value, bool | int | float | list):
        return value
    raise wrong


def batch_of(sha256: str, plan: str, instrument: str, account_id: int | None) -> bytes:
    """Hash over a workbook, for what it was handed in and by whom: the same list of somebody else is another batch,
    so that nobody learns whether somebody handed it in."""
    return hashlib.sha256(f"{sha256} {plan} {instrument} {account_id or 0}".encode()).digest()


def record_keys(values: Mapping[str, Any], id_hash: bytes | None, employer_id: int | None) -> tuple[int, ...]:
    """Match keys of a nominee, as those of a row of a list.

    Args:
        employer_id: None where it is not known: then nobody else has the same one.
    """
    name_key, _ = name_keys(values.get("full_name"))
    keys = match_keys(
        values, name_key=name_key, id_hash=id_hash, employer_id=employer_id or 0, birth_date=values.get("birth_date"),
        birth_precision=values.get("birth_date_precision"),
    )  # fmt: skip
    return keys if employer_id is not None else tuple(one for one in keys if one & 15 not in _OF_AN_EMPLOYER)


def match_record(
    number: int, values: Mapping[str, Any], id_hash: bytes | None, id_kind: str | None, employer_id: int, day: date
) -> MatchRecord:
    """A nominee as the matching sees one. Its number is negative, being none of a source record; so is its sender,
    since each nomination is a list of its own."""
    name_key, toned = name_keys(str(values["full_name"]))
    born = values.get("birth_date")
    texts = {name: fold(str(values[name])) for name in ("native_place", "field_of_training", "training_institution")
             if values.get(name)}  # fmt: skip
    return MatchRecord(
        record_id=-number, form="people", agency_id=-number, employer_id=employer_id, as_of=day,
        name_key=name_key or "", name_toned=toned or "", sex=values.get("sex"),
        birth_date=date.fromisoformat(born) if born else None,
        birth_precision=values.get("birth_date_precision"), id_hash=id_hash, id_kind=id_kind,
        id_sex=values.get("id_sex"), id_birth_year=values.get("id_birth_year"), phone=values.get("phone"),
        email=values.get("email"), commune_code=values.get("commune_code"), native_place=texts.get("native_place"),
        qualification=values.get("qualification"), field_of_training=texts.get("field_of_training"),
        training_institution=texts.get("training_institution"), graduation_year=values.get("graduation_year"),
        position_title=values.get("position_title"),
    )  # fmt: skip
