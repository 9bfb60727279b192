"""Building blocks of official documents (docx): knows their layout, and no database."""
