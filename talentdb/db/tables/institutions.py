"""Tables of what institutions report of themselves, beside the people whom they list."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from talentdb.db.tables.base import metadata

__all__ = ["institution_report"]

institution_report = Table(
    "institution_report",
    metadata,
    Column("source_record_id", BigInteger, ForeignKey("source_record.source_record_id"), primary_key=True),
    Column("agency_id", Integer, ForeignKey("agency.agency_id"), nullable=False),
    Column("commune_code", Text),
    Column("sector", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("institution_name", Text),
    Column("institution_kind", Text),
    Column("accredited", Boolean),
    Column("accreditation_valid_to", Date),
    Column("programme_name", Text),
    Column("key_programme", Boolean),
    Column("programme_accredited", Boolean),
    Column("outcome_standard_updated", Boolean),
    Column("staff_total", Integer),
    Column("staff_female", Integer),
    Column("staff_minority", Integer),
    Column("staff_trained", Integer),
    Column("teachers_total", Integer),
    Column("teachers_at_standard", Integer),
    Index("ix_institution_report_agency_id", "agency_id"),
)
