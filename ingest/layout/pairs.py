"""A form of labels and values (a CV): one person a sheet, found by labels that are headers and values beside them."""

from ingest.layout.grid import Grid
from ingest.layout.header import HeaderFinder
from ingest.model import Table, Vocabulary

__all__ = ["person_form"]


def person_form(grid: Grid, finder: HeaderFinder, vocabulary: Vocabulary) -> Table | None:
    return None
