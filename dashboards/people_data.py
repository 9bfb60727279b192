"""What the pages of persons read and do: lists, profiles, exports. One unit of work each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboards import labels
from dashboards.application import Application
from dashboards.data import code_labels
from dashboards.frames import person_link
from dashboards.person_frames import Fact, recognised_words, record_table, source_words
from dashboards.scratch import scratch
from dashboards.words import Words
from ingest.back.templates import write_filled_template
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may, require
from talentdb.documents.cv import Section
from talentdb.fields import MAY_BE_NONE
from talentdb.people.cv_source import profile_sections
from talentdb.people.details import NESTED
from talentdb.people.export import iter_people
from talentdb.people.profile import list_people, reveal_national_id, show
from talentdb.people.withheld import profile_words, withheld_of

__all__ = ["OwnPage", "Profile", "export_own", "own_facets", "own_people", "profile", "reveal"]

_LIST_FIELDS = ("birth_date", "sex", "position_title", "sub_unit", "qualification", "agency_name")
_OWN_FACETS = ("qualification", "sex", "status")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of an agency's people, and how many there are."""

    total: int
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the page of one person shows.

    Args:
        values: as stored, as far as the role may see them.
        facts: field -> its words and where it is from.
        sections: career, degrees, courses, languages, works and awards in words; also those that are empty.
        records: the rows that made the person.
        rows: number of a row -> whose it is, of those that this account may correct; the first one is the main one.
        as_of: day of the newest row.
        withheld: that the person is left out of what leaves the house, for want of consent, in words; mostly empty.
    """

    person_id: int
    values: Mapping[str, Any]
    facts: Mapping[str, Fact]
    national_id: str
    sections: tuple[Section, ...]
    records: pd.DataFrame
    rows: Mapping[int, str]
    as_of: date | None
    withheld: str = ""


def own_facets(application: Application, principal: Principal) -> dict[str, Mapping[str, str]]:
    """Fields to filter by, with their values in words."""
    require(principal, Action.SEE_OWN_PEOPLE)
    return {name: code_labels(application, name) for name in _OWN_FACETS}


def own_people(
    application: Application,
    principal: Principal,
    words: str,
    filters: Sequence[tuple[str, str]],
    limit: int,
    offset: int,
) -> OwnPage:
    """A page of the agency's own people, in the order of Vietnamese lists."""
    require(principal, Action.SEE_OWN_PEOPLE)
    with unit_of_work(application.engine, principal) as connection:
        page = list_people(connection, principal, filters, words, offset=offset, limit=limit)
    words_for = Words(application)
    names = {labels.FIELD["full_name"]: [person_link(row["person_id"], row["full_name"]) for row in page.rows]}
    columns = {
        labels.FIELD[name]: [words_for.of(name, row.get(name), row) for row in page.rows] for name in _LIST_FIELDS
    }
    return OwnPage(page.total, pd.DataFrame({**names, **columns}))


def export_own(application: Application, principal: Principal, filters: Sequence[tuple[str, str]]) -> bytes:
    """The agency's people as the template of the form `people`, filled in: corrected, it can be handed in again."""
    with scratch(application) as folder:
        out = folder / "people.xlsx"
        with unit_of_work(application.engine, principal) as connection:
            rows = iter_people(
                connection, principal, filters, keyring=application.keyring, purpose=labels.EXPORT_PURPOSE
            )
            write_filled_template("people", rows, out, agency=principal.display_name)
        return out.read_bytes()


def profile(application: Application, principal: Principal, person_id: int, as_of: date | None = None) -> Profile:
    """One person with details and where each value is from; as of a day, or now.

    Raises: NotFoundError when this actor sees no such person, or nothing was known of them on that day.
    """
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, principal, person_id, keyring=application.keyring, as_of=as_of)
        sections = profile_sections(connection, row, as_of)
        withheld = profile_words(withheld_of(connection, [row["person_id"]]))
    words = Words(application)
    days = [date.fromisoformat(str(source["as_of"])[:10]) for source in row["sources"] if source.get("as_of")]
    return Profile(
        person_id=row["person_id"],
        values=row,
        facts=_facts(words, row),
        national_id=row.get("national_id", ""),
        sections=sections,
        records=record_table(words, row["sources"]),
        rows=_correctable(words, principal, row),
        as_of=max(days) if days else None,
        withheld=withheld,
    )


def _facts(words: Words, row: Mapping[str, Any]) -> dict[str, Fact]:
    return {
        name: Fact(words.of(name, row[name], row), _source(words, name, row))
        for name in labels.FIELD
        if (row.get(name) not in (None, "", []) or (row.get(name) == [] and name in MAY_BE_NONE))
        and name not in NESTED
    }


def _source(words: Words, name: str, row: Mapping[str, Any]) -> str:
    """The row that gave a value; of groups of talents also the decisions that recognised the person."""
    found = [source_words(words, row["provenance"].get(name))]
    if name == "talent_groups":
        found += [recognised_words(words, why) for why in row.get("talent_groups_evidence") or ()]
    return "; ".join(filter(None, found))


def _correctable(words: Words, principal: Principal, row: Mapping[str, Any]) -> dict[int, str]:
    """An agency corrects its own newest row; those who decide the newest row of each body, the main one first."""
    main = row["provenance"].get("full_name", {}).get("source_record_id")
    if principal.role is Role.AGENCY:
        return {main: words.of("agency_code", row.get("agency_code"), row)} if main else {}
    if not may(principal, Action.REVIEW):
        return {}
    newest: dict[str, Mapping[str, Any]] = {}
    for source in sorted(row["sources"], key=lambda one: (str(one["as_of"]), one["source_record_id"])):
        if source["form"] == "people":
            newest[source["agency_code"]] = source
    ordered = sorted(newest.values(), key=lambda one: one["agency_code"] != row.get("agency_code"))
    return {one["source_record_id"]: words.of("agency_code", one["agency_code"], {}) for one in ordered}


def reveal(application: Application, principal: Principal, person_id: int, purpose: str) -> str:
    """The national id in the clear; the reason is logged in the same transaction."""
    with unit_of_work(application.engine, principal) as connection:
        return reveal_national_id(connection, principal, application.keyring, person_id, purpose)
