"""The log: chained, refused to nobody who changes, and every kind of tampering is found."""

import pytest

from talentdb.access.audit import anchor_head, audit, recent_events, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError


def _fill(database, count: int = 6) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        for number in range(count):
            audit(connection, OPERATOR, "test", "thing", number, details={"n": number, "chữ": "ệ"})


def _state(database, tmp_path):
    with unit_of_work(database.engine, OPERATOR) as connection:
        return verify_chain(connection, database.keyring, tmp_path / "heads")


def _anchor(database, tmp_path) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        anchor_head(connection, database.keyring, tmp_path / "heads")


def test_an_untouched_chain_is_whole(database, tmp_path) -> None:
    _fill(database)
    _anchor(database, tmp_path)
    _fill(database, 2)
    state = _state(database, tmp_path)
    assert state.intact
    assert state.rows == 8


@pytest.mark.parametrize(
    "tampering",
    [
        "update audit_event set login = 'x' where audit_id = 3",
        "update audit_event set details = '{}' where audit_id = 3",
        "delete from audit_event where audit_id = 3",
        "update audit_event set hash = sha256('x') where audit_id = 3",
        "delete from audit_event where audit_id = 6",
        "delete from audit_event",
    ],
)
def test_tampering_is_found(database, tmp_path, tampering: str) -> None:
    _fill(database)
    _anchor(database, tmp_path)
    with database.as_owner() as owner:
        owner.execute(tampering)
    assert not _state(database, tmp_path).intact


def test_a_forged_anchor_is_found(database, tmp_path) -> None:
    _fill(database)
    _anchor(database, tmp_path)
    heads = tmp_path / "heads"
    moment, head, signature = heads.read_text().split()
    heads.write_text(f"{moment} {head} {'0' * len(signature)}\n")
    assert not _state(database, tmp_path).intact


def test_nobody_writes_the_log_in_another_name(database) -> None:
    other = Principal(Role.ADMINISTRATOR, "kẻ khác", 999)
    with pytest.raises(ForbiddenError, match="không có quyền"), unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, other, "test", "thing", 1)


def test_the_app_cannot_change_or_delete_a_row(database) -> None:
    _fill(database, 1)
    engine = database.engine
    for statement in ("update audit_event set login = 'x'", "delete from audit_event", "truncate audit_event"):
        with pytest.raises(ForbiddenError), unit_of_work(engine, OPERATOR) as connection:
            connection.exec_driver_sql(statement)


def test_who_may_not_read_the_log_sees_none(database, as_role) -> None:
    _fill(database)
    for role, sees in (("leader", False), ("steward", False), ("auditor", True), ("administrator", True)):
        with unit_of_work(database.engine, as_role(role)) as connection:
            assert bool(recent_events(connection)) is sees


def test_a_rolled_back_change_leaves_no_row_and_no_gap_in_the_chain(database, tmp_path) -> None:
    _fill(database, 1)
    with pytest.raises(ZeroDivisionError), unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "undone", "thing", 1)
        raise ZeroDivisionError
    _fill(database, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert recent_events(connection, "undone") == []
    assert _state(database, tmp_path).intact


def test_a_head_that_did_not_move_is_anchored_once(database, tmp_path) -> None:
    _fill(database, 1)
    _anchor(database, tmp_path)
    _anchor(database, tmp_path)
    assert len((tmp_path / "heads").read_text().splitlines()) == 1
    _fill(database, 1)
    _anchor(database, tmp_path)
    assert len((tmp_path / "heads").read_text().splitlines()) == 2


def test_a_torn_anchor_is_told_and_stops_nothing(database, tmp_path) -> None:
    _fill(database, 1)
    _anchor(database, tmp_path)
    heads = tmp_path / "heads"
    heads.write_text(heads.read_text()[:-40])
    assert _state(database, tmp_path).missing_heads == 1
    _anchor(database, tmp_path)
    assert len(heads.read_text().splitlines()) == 2
    assert _state(database, tmp_path).missing_heads == 1
