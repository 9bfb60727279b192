"""Keeps the table of institution reports the same as the approved rows of the form `institutions`.

A row holds from its as-of day until the same agency reports the same institution or programme again. Rows that an
approval sent back do not count. Some thousand rows at most, so all of them are derived anew at every decision.
"""

from sqlalchemy import Connection, text

__all__ = ["refresh_reports"]

_EMPTY = text("delete from institution_report")
# Rows of one day about the same: the one that came last holds, the others hold for no day.
_FILL = text(
    """
    insert into institution_report (source_record_id, agency_id, commune_code, sector, valid_from, valid_to,
        institution_name, institution_kind, accredited, accreditation_valid_to, programme_name, key_programme,
        programme_accredited, outcome_standard_updated, staff_total, staff_female, staff_minority, staff_trained,
        teachers_total, teachers_at_standard)
    with counting as (
        select r.source_record_id, r.agency_id, s.as_of, r."values" as v
        from source_record r join submission s on s.submission_id = r.submission_id and s.state = 'approved'
        where r.form = 'institutions' and r.state = 'accepted' and not exists (
            select from record_return b join submission_event e on e.event_id = b.event_id and e.kind = 'approved'
            where b.source_record_id = r.source_record_id)
    )
    select c.source_record_id, c.agency_id, a.commune_code, a.sector, c.as_of,
        lead(c.as_of) over (partition by c.agency_id, lower(v ->> 'institution_name'), lower(v ->> 'programme_name')
            order by c.as_of, c.source_record_id),
        v ->> 'institution_name', v ->> 'institution_kind', (v ->> 'accredited')::boolean,
        (v ->> 'accreditation_valid_to')::date, v ->> 'programme_name', (v ->> 'key_programme')::boolean,
        (v ->> 'programme_accredited')::boolean, (v ->> 'outcome_standard_updated')::boolean,
        (v ->> 'staff_total')::integer, (v ->> 'staff_female')::integer, (v ->> 'staff_minority')::integer,
        (v ->> 'staff_trained')::integer, (v ->> 'teachers_total')::integer, (v ->> 'teachers_at_standard')::integer
    from counting c join agency a on a.agency_id = c.agency_id
""".replace("::", r"\:\:")
)


def refresh_reports(connection: Connection) -> int:
    """Derive all rows anew; gives how many there are. Needs the turn of a writer of the registry."""
    connection.execute(_EMPTY)
    return connection.execute(_FILL).rowcount
