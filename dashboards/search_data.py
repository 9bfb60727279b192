"""What the search page reads and keeps: people, and the searches of the account. No words, no widgets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from dashboards.application import Application
from dashboards.search_address import Ask, as_filters
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.people.filters import Filter
from talentdb.search.query import search
from talentdb.search.saved import SavedSearch, delete_search, list_searches, rename_search, save_search

__all__ = ["find_people", "forget", "keep", "kept", "rename"]


def find_people(
    application: Application, principal: Principal, ask: Ask, facets: Sequence[str], limit: int
) -> dict[str, Any]:
    """One page of search results as the contract's JSON.

    Whoever asks for nobody in particular gets the list of everybody that is kept: counting all of them takes long.

    Raises: StillComputingError while that list is made for the first time.
    """
    require(principal, Action.SEARCH)
    index = application.open_index()

    def read(connection: Connection) -> dict[str, Any]:
        return _found(connection, principal, index, ask, facets, limit)

    if ask.blank:
        question = ("everybody", index is None, ask.page, tuple(facets), limit)
        return application.kept.ask(application.engine, principal, question, read)
    with unit_of_work(application.engine, principal) as connection:
        return read(connection)


def _found(
    connection: Connection, principal: Principal, index: Any, ask: Ask, facets: Sequence[str], limit: int
) -> dict[str, Any]:
    """Counts of a facet that is filtered by are those without its own filter: its values are alternatives, and the
    others have to stay on offer.
    """

    def found(filters: Sequence[Filter], counted: Sequence[str], most: int, offset: int) -> dict[str, Any]:
        return search(
            connection, principal, index, ask.query, filters=filters, facets=counted, limit=most, offset=offset,
            plain=ask.plain, as_words=ask.as_words,
        )  # fmt: skip

    result = found(ask.filters, facets, limit, (ask.page - 1) * limit)
    for name, _ in ask.filters:
        if name in facets:
            others = [one for one in ask.filters if one[0] != name]
            result["facets"].update(found(others, [name], 0, 0)["facets"])
    return result


def kept(application: Application, principal: Principal) -> list[SavedSearch]:
    """The searches that this account keeps."""
    with unit_of_work(application.engine, principal) as connection:
        return list_searches(connection, principal)


def keep(application: Application, principal: Principal, name: str, ask: Ask) -> None:
    """Keep a question under a name."""
    with unit_of_work(application.engine, principal) as connection:
        save_search(connection, principal, name, ask.query, as_filters(ask))


def rename(application: Application, principal: Principal, number: int, name: str) -> None:
    """Another name for a kept question."""
    with unit_of_work(application.engine, principal) as connection:
        rename_search(connection, principal, number, name)


def forget(application: Application, principal: Principal, number: int) -> None:
    """Keep a question no longer."""
    with unit_of_work(application.engine, principal) as connection:
        delete_search(connection, principal, number)
