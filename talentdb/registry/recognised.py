"""Keeps the registry in step with the recognitions of cases: who begins to be recognised, who no longer is.

The passing of a day ends a recognition without anybody doing anything, so this is asked again and again; it writes
only persons whose versions say something else than the cases do. Decides nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.people.recognitions import Span, bounds, evidence, read_spans
from talentdb.people.sync import refresh
from talentdb.registry.decisions import take_turn
from talentdb.settings import today

__all__ = ["agrees", "settle"]

Version = tuple[date, Any]
"""First day of a version and its `talent_groups_evidence`."""

_VERSIONS: Final = text("""
    select person_id, valid_from, "values" -> 'talent_groups_evidence' as told from person_version
    where person_id = any(:persons) order by person_id, version
""")


def settle(connection: Connection) -> int:
    """Derive the persons anew whose recognitions the registry does not tell as they are today; gives how many.

    Waits for nobody: while somebody else decides on the registry it does nothing, and whoever asks next does it.
    Needs an actor that may write persons.
    """
    day = today()
    if not _behind(connection, day) or not take_turn(connection):
        return 0
    return refresh(connection, _behind(connection, day))


def _behind(connection: Connection, day: date) -> list[int]:
    spans = read_spans(connection)
    if not spans:
        return []
    versions: dict[int, list[Version]] = defaultdict(list)
    for row in connection.execute(_VERSIONS, {"persons": list(spans)}):
        versions[row.person_id].append((row.valid_from, row.told))
    return [person for person, own in versions.items() if not agrees(own, spans[person], day)]


def agrees(versions: Sequence[Version], spans: Sequence[Span], day: date) -> bool:
    """Whether the versions of a person, in their order, tell each recognition from first day to last; pure."""
    told: Mapping[date, Any] = dict(versions)
    first = min(told)
    changes = told.keys() | {on for on in bounds(spans, day) if on > first}
    return all(_told_on(versions, on) == evidence(spans, on) for on in changes)


def _told_on(versions: Sequence[Version], day: date) -> Any:
    return next((told for begins, told in reversed(versions) if begins <= day), None) or []
