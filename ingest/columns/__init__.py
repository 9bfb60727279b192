"""Headers and contents to fields: which column of a table means which field of a form."""

from ingest.columns.mapping import ColumnMatch, map_columns
from ingest.columns.vocabulary import FormVocabulary

__all__ = ["ColumnMatch", "FormVocabulary", "map_columns"]
