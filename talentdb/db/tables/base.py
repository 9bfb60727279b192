"""What all tables share: the metadata with its names of constraints, and the type of a moment.

Owns no table.
"""

from sqlalchemy import DateTime, MetaData, text

__all__ = ["NEXT_DECISION", "TIMESTAMPTZ", "metadata"]

TIMESTAMPTZ = DateTime(timezone=True)
# Events and judgements are numbered together, so that they can be replayed in their order.
NEXT_DECISION = text("nextval('decision_order'::regclass)")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
