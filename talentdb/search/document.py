"""One row of a person to one index document. Pure.

Never in a document: national id, ethnicity, party membership, birth day, contact data, address. Long runs of digits
and mail addresses are taken out of every text, because people type such things into text cells.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from talentdb.people.keys import known_languages
from talentdb.people.reference import AgencyFacts
from talentdb.search import names
from talentdb.search.concepts import concepts_in, concepts_of_code, with_wider
from talentdb.search.initials import initials
from talentdb.search.merit import merit
from talentdb.search.tokens import token, tone_code
from talentdb.search.words import read_words

__all__ = ["Document", "PersonRow", "Vocabulary", "build_document"]

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words behind codes.

    Args:
        agencies: by agency_id; `labels`: by (list, code).
        field_words: code of a research field -> its label, aliases, and those of the fields above it.
        communes: code -> name.
    """

    agencies: Mapping[int, AgencyFacts]
    labels: Mapping[tuple[str, str], str]
    field_words: Mapping[str, tuple[str, ...]]
    communes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The current version of a person as the index needs it; columns as in person_version and person.

    `works`: title, type, year and role of each, as in work_member.
    """

    person_id: int
    content_hash: str
    full_name: str
    values: Mapping[str, Any]
    birth_date: date | None
    commune_code: str | None
    agency_ids: Sequence[int]
    sector: str
    research_fields: Sequence[str]
    field_group: str | None
    sti_posts: Sequence[str]
    is_public: bool = False
    works: Sequence[Mapping[str, Any]] = ()


# Nine digits and more, also in groups: a citizen's number, a telephone number. A mail address likewise.
_PRIVATE: Final = re.compile(r"\d(?:[ .\-]?\d){8,}|\S+@\S+")


def _texts(values: Iterable[Any]) -> list[str]:
    """The texts among `values`, lists opened, without what is private, each once."""
    flat: list[Any] = []
    for value in values:
        flat += value if isinstance(value, (list, tuple)) else [value]
    cleaned = (_PRIVATE.sub("", text).strip() for text in flat if isinstance(text, str))
    return list(dict.fromkeys(text for text in cleaned if text))


def _words(row: PersonRow, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Searched attributes but the name."""
    v, labels = row.values, vocabulary.labels
    employers = [vocabulary.agencies[one] for one in row.agency_ids if one in vocabulary.agencies]
    languages = [labels.get(("language", one)) for one in known_languages(v)]
    return {
        names.EXPERTISE: _texts([v.get("expertise")]),
        names.FIELD_WORDS: _texts(
            [v.get("field_of_training"), *(vocabulary.field_words.get(one, ()) for one in row.research_fields)]
        ),
        names.WORK_WORDS: _texts(work["title"] for work in row.works),
        names.INITIALS: sorted(
            form
            for text in _texts([*map(v.get, _SHORTENED), *_labels(row, vocabulary)])
            for form in initials(text)
        ),
        names.DEGREE_WORDS: _texts(
            [
                labels.get(("qualification", v.get("qualification", ""))),
                labels.get(("academic_title", v.get("academic_title", ""))),
                v.get("degree_title"),
            ]
        ),
        names.POSITION_WORDS: _texts(
            [
                v.get("position_title"), v.get("job_position"), v.get("professional_title"), v.get("sub_unit"),
                v.get("professional_title_code"),
                labels.get(("professional_title", v.get("professional_title_code", ""))),
            ]
        ),
        names.AGENCY_WORDS: _texts([part for one in employers for part in (one.name, one.aliases)]),
        names.OTHER_WORDS: _texts(
            [
                v.get("training_institution"), v.get("associations"), languages,
                [labels.get(("talent_group", one)) for one in v.get("talent_groups") or ()],
                [labels.get(("sti_post", one)) for one in row.sti_posts],
                vocabulary.communes.get(row.commune_code or ""),
            ]
        ),
    }  # fmt: skip


_SHORTENED: Final = ("expertise", "field_of_training", "sub_unit")


def _labels(row: PersonRow, vocabulary: Vocabulary) -> list[str]:
    """The fields of research by name, without those above them."""
    found = (vocabulary.labels.get(("research_field", code)) for code in row.research_fields)
    return [label for label in found if label]


def _concepts(row: PersonRow) -> dict[str, list[str]]:
    """What the person's words mean, by where they stand; the wider concepts with them."""
    v = row.values
    found = {
        names.SKILL_CONCEPTS: _meant([v.get("expertise"), v.get("field_of_training")]),
        names.WORK_CONCEPTS: _meant([work["title"] for work in row.works]),
        names.FIELD_CONCEPTS: frozenset[str]().union(*map(concepts_of_code, row.research_fields)),
        names.POST_CONCEPTS: _meant(
            [v.get("position_title"), v.get("job_position"), v.get("sub_unit"), v.get("degree_title")]
        ),
    }
    held = {name: sorted(with_wider(meant)) for name, meant in found.items()}
    every = sorted({one for meant in held.values() for one in meant})
    return {**{name: [token(one) for one in meant] for name, meant in held.items()}, names.CONCEPTS: every}


def _meant(values: Iterable[Any]) -> frozenset[str]:
    pairs = [concepts_in(text) for text in _texts(values)]
    return frozenset(one for named, signs in pairs for one in named | signs)


def build_document(row: PersonRow, vocabulary: Vocabulary) -> Document:
    """The document of a person, by the names of `talentdb.search.names`; what is unknown is absent.

    Raises: KeyError, TypeError, AttributeError when stored values have another shape than the data dictionary says.
    """
    found: Document = {
        names.PERSON_ID: row.person_id,
        names.CONTENT_HASH: row.content_hash,
        names.NAME: [row.full_name, *_texts([row.values.get("other_name")])],
        names.NAME_CODES: [tone_code(word.toned) for word in read_words(row.full_name)],
        **_words(row, vocabulary),
        **_concepts(row),
        names.MERIT: merit(row.values, row.works),
        names.BIRTH_YEAR: row.birth_date.year if row.birth_date else None,
    }
    own = {
        "commune_code": row.commune_code,
        "sector": row.sector,
        "field_group": row.field_group,
        "agency_code": [vocabulary.agencies[one].code for one in row.agency_ids if one in vocabulary.agencies],
        "research_fields": list(row.research_fields),
        "sti_posts": list(row.sti_posts),
        "is_public": row.is_public,
        "languages": known_languages(row.values),
    }
    for name in names.FILTERABLE:
        found[name] = own[name] if name in own else row.values.get(name)
    return {name: value for name, value in found.items() if value not in (None, [], "")}
