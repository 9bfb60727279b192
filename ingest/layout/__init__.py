"""Where in a sheet the tables, headers, groups, totals and signatures are. Words come from a Vocabulary."""

from ingest.layout.fill import one_row_a_person
from ingest.layout.find import find_tables

__all__ = ["find_tables", "one_row_a_person"]
