"""Limits that the server and the pages share."""

from typing import Final

__all__ = ["MAX_UPLOAD_BYTES", "MAX_UPLOAD_MB"]

MAX_UPLOAD_MB: Final = 20
"""As nginx's client_max_body_size; a list of 20,000 people has about 4 MB."""
MAX_UPLOAD_BYTES: Final = MAX_UPLOAD_MB * 1024 * 1024
