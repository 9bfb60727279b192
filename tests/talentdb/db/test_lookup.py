"""Reference data read for screens: all words at once, and what tells that they changed."""

from typing import Any

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.lookup import code_words, list_codes, lists_stand


def test_all_words_at_once_are_those_of_each_list(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = code_words(connection)
        names = [one["code"] for one in list_codes(connection)]
        assert set(found) == set(names)
        for name in names:
            assert list(found[name].items()) == [(one["code"], one["label"]) for one in list_codes(connection, name)]


def test_lists_stand_otherwise_once_anything_of_them_changes(database: Any) -> None:
    def stand() -> str:
        with unit_of_work(database.engine, OPERATOR) as connection:
            return lists_stand(connection)

    seen = [stand()]
    assert stand() == seen[0]
    for change in (
        "update code set label = label || '.' where list = 'qualification' and code = 'doctorate'",
        "update agency set name = name || '.' where code = 'SO-NV'",
        "update commune set name = name || '.' where commune_code = (select min(commune_code) from commune)",
        "delete from code where list = 'qualification' and code = 'doctorate'",
    ):
        with database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute(change)
        seen.append(stand())
    assert len(set(seen)) == len(seen)
