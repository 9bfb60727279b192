"""A fictional province and its messy workbooks with gold answers: an independent witness of the reader.

Nothing here may look at the reader's own lists of headers and writings; imports nothing at package level.
"""
