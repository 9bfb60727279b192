"""The people of a network as nodes, with the fields that a role may see. Reads golden persons only.

A node never carries an id paper's number, contacts, an address, ethnicity or party membership, whatever the role, and
of the birth date only the year.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, any_, cast, literal
from sqlalchemy.dialects.postgresql import ARRAY

from talentdb.access.principal import Principal
from talentdb.db.tables import person_version
from talentdb.network.model import Kind, Node
from talentdb.people.export import row_values
from talentdb.people.filters import Filter
from talentdb.people.relation import people

__all__ = ["NODE_FIELDS", "iter_nodes", "plain"]

_BATCH: Final = 5_000
_TEXTS: Final = (
    "sex", "qualification", "academic_title", "agency_code", "agency_name", "position_title", "field_of_training",
    "employment_category", "commune_code", "status",
)  # fmt: skip
NODE_FIELDS: Final = ("person_id", "birth_year", "research_fields", *_TEXTS)
"""Attributes of a person's node."""
# Signs that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), half surrogates among them, and those that
# begin a formula in a spreadsheet: the same text in every format.
_UNWRITABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_FORMULA: Final = re.compile(r"^(?:[\s=@]|[+-](?=\D))+")


def plain(value: Any) -> str:
    """A text as every format can hold it: one line, no control signs, no beginning that a spreadsheet would run."""
    text = str(value)
    # Nearly all are so already: printable signs are writable ones, and letters and figures begin no formula.
    if text.isprintable() and text[:1].isalnum() and text[-1:] != " ":
        return text
    return _FORMULA.sub("", _UNWRITABLE.sub(" ", text)).strip()


def iter_nodes(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter],
    only: Sequence[int] | None,
    as_of: date | None,
    employers: dict[int, Any],
) -> Iterator[tuple[Node, dict[str, Any]]]:
    """Nodes in the order of the numbers, each with all values of the person that the role may see.

    Raises: UsageError for an unknown filter; ForbiddenError for one by a field that the role may not see.
    """
    v = person_version.c
    # Not the provenance: it is as long as the values.
    statement = people(principal, filters, as_of=as_of).with_only_columns(v.person_id, v["values"], v.agency_id)
    if only is not None:
        wanted = cast(literal(list(only), ARRAY(BigInteger)), ARRAY(BigInteger))
        statement = statement.where(v.person_id == any_(wanted))
    streamed = statement.order_by(v.person_id).execution_options(yield_per=_BATCH)
    for row in connection.execute(streamed):
        values = row_values(principal, row, employers)
        yield _node(row.person_id, values), values


def _node(person_id: int, values: Mapping[str, Any]) -> Node:
    shown: dict[str, Any] = {"person_id": person_id}
    born = str(values.get("birth_date") or "")[:4]
    if born.isdecimal():
        shown["birth_year"] = int(born)
    fields = [plain(field) for field in values.get("research_fields") or ()]
    if fields:
        shown["research_fields"] = "; ".join(fields)
    for name in _TEXTS:
        text = plain(values[name]) if values.get(name) is not None else ""
        if text:
            shown[name] = text
    name = plain(values.get("full_name") or "")
    return Node(f"p{person_id}", Kind.PERSON, name or f"p{person_id}", shown, person_id)
