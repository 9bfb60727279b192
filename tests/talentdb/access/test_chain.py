"""The chain over the log: every kind of tampering is found, erasing is not tampering, and another program agrees."""

import json
import threading

import pytest

from talentdb.access.anchors import GENESIS, last_anchor
from talentdb.access.audit import audit, recent_events, who_read
from talentdb.access.chain import erase_person_events, export_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ForbiddenError, UsageError
from tests.talentdb.access.chains import SCRIPT, anchor, load_script, outside, state


def _fill(database, count: int = 6) -> None:
    for number in range(count):
        with unit_of_work(database.engine, OPERATOR) as connection:
            audit(connection, OPERATOR, "test", "person", number, purpose=None if number % 2 else "vì, 3:lẽ",
                  details={"n": number, "chữ": "ệ", "a": [1.50, None]})  # fmt: skip


def _outside(database, tmp_path) -> list[str]:
    """What the verifier that knows nothing of the program finds."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        return outside(connection, database, tmp_path)


@pytest.mark.parametrize("parts", [2, 3, 7, 50])
def test_the_script_finds_the_same_in_parts_as_in_the_whole(database, tmp_path, parts: int) -> None:
    """An export that is long is shared among processes; here the parts are checked one after the other."""
    _fill(database, 12)
    anchor(database, tmp_path)
    script, export = load_script(), tmp_path / "audit.jsonl"
    with unit_of_work(database.engine, OPERATOR) as connection:
        lines = [f"{line}\n" for line in export_chain(connection, OPERATOR)]
    lines[2], lines[5] = lines[2].replace("test", "tests"), lines[6]
    del lines[9]
    export.write_text("".join(lines), encoding="utf-8")
    whole = script.check_rows((line.encode() for line in lines), {})
    borders = script.borders(export, parts)
    found = [script.check_part(export, first, last, {}) for first, last in borders]
    assert 1 < len(borders) <= min(parts, len(lines))
    assert [fault for part in found for fault in part.faults] == whole.faults
    assert found[-1].place == whole.place
    assert len(whole.faults) > 4


def test_the_script_stands_alone() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert not [line for line in imports if "talentdb" in line or "sqlalchemy" in line]
    assert any("cryptography" in line for line in imports)


def test_an_untouched_chain_is_whole_by_both_verifiers(database, tmp_path) -> None:
    assert anchor(database, tmp_path) == GENESIS
    _fill(database)
    anchor(database, tmp_path)
    _fill(database, 2)
    found = state(database, tmp_path)
    assert found.intact
    assert found.rows == 8
    assert found.last_anchor is not None
    assert _outside(database, tmp_path) == []


_TAMPERINGS = {
    "login": "update audit_event set login = 'x' where audit_id = 3",
    "details": "update audit_event set details = '{}' where audit_id = 3",
    "object": "update audit_event set object_id = '4' where audit_id = 3",
    "purpose": "update audit_event set purpose = 'vì, 3:lẽ ' where audit_id = 3",
    "moment": "update audit_event set at = at + interval '1 microsecond' where audit_id = 3",
    "account": "update audit_event set account_id = 1 where audit_id = 3",
    "role": "update audit_event set role = 'steward' where audit_id = 3",
    "action": "update audit_event set action = 'tests' where audit_id = 3",
    "salt": "update audit_event set salt = sha256('x') where audit_id = 3",
    "content and commitment": """
        update audit_event set login = 'x' where audit_id = 3;
        update audit_link l set commitment = audit_commitment(e.salt, e.login, e.object_id, e.purpose, e.details)
        from audit_event e where e.audit_id = 3 and l.audit_id = 3""",
    "hash": "update audit_link set hash = sha256('x') where audit_id = 3",
    "row": "delete from audit_event where audit_id = 3",
    "link": "delete from audit_link where audit_id = 3",
    "both": "delete from audit_link where audit_id = 3; delete from audit_event where audit_id = 3",
    "tail": "delete from audit_link where audit_id = 6; delete from audit_event where audit_id = 6",
    "all": "delete from audit_link; delete from audit_event",
    "silent erasing": """update audit_event set login = '', object_id = '', purpose = null, details = '{}',
        salt = null where audit_id = 3""",
    "unchained": """insert into audit_event (at, login, role, action, object_kind, object_id, salt)
        values (now(), 'x', 'operator', 'test', 'thing', '1', sha256('s'))""",
    "moved": """update audit_link set audit_id = -3 where audit_id = 3; update audit_link set audit_id = 3
        where audit_id = 4; update audit_link set audit_id = 4 where audit_id = -3""",
}


@pytest.mark.parametrize("what", _TAMPERINGS)
def test_tampering_is_found(database, tmp_path, what: str) -> None:
    _fill(database)
    anchor(database, tmp_path)
    with database.as_owner() as owner:
        # Whoever owns the server can switch the triggers and foreign keys off.
        owner.execute("set session_replication_role = replica")
        owner.execute(_TAMPERINGS[what])
    found = state(database, tmp_path)
    assert not found.intact
    if what not in {"tail", "all", "unchained", "moved"}:
        assert found.broken_at in {3, 4}
    # An export holds what is chained: a row beside the chain is the database's own matter.
    assert _outside(database, tmp_path) != [] or what == "unchained"


def test_a_row_that_tells_of_no_row_hides_no_silent_erasing(database, tmp_path) -> None:
    """What is in a list with an unknown among it is unknown too: such a list must not make everything told."""
    _fill(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "audit.erased", "audit", "", details={"events": [None, 2]})
    anchor(database, tmp_path)
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(_TAMPERINGS["silent erasing"])
    assert state(database, tmp_path).broken_at == 3
    assert _outside(database, tmp_path) != []


def test_a_chain_made_anew_is_found_by_the_anchor(database, tmp_path) -> None:
    """Whoever owns the database can chain other rows rightly, but cannot sign their head."""
    _fill(database)
    anchor(database, tmp_path)
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("delete from audit_link; delete from audit_event")
        owner.execute("update audit_head set rows = 0, hash = sha256('talentdb')")
    _fill(database)
    found = state(database, tmp_path)
    assert found.broken_at is None
    assert found.missing_heads == 1
    assert _outside(database, tmp_path) != []


@pytest.mark.parametrize("word", range(6))
def test_a_changed_anchor_is_found(database, tmp_path, word: int) -> None:
    _fill(database, 1)
    anchor(database, tmp_path)
    _fill(database, 1)
    anchor(database, tmp_path)
    heads = tmp_path / "heads"
    first, second = heads.read_text().splitlines()
    words = first.split()
    changed = (
        "2026-01-01T00:00:00+00:00" if word == 0 else words[word].translate(str.maketrans("0123456789", "1234567890"))
    )
    heads.write_text(" ".join((*words[:word], changed, *words[word + 1 :])) + f"\n{second}\n")
    # Its own signature, and the hash of the line before in the next one.
    assert state(database, tmp_path).missing_heads == 2
    assert _outside(database, tmp_path) != []


def test_a_line_taken_out_of_the_anchors_is_found(database, tmp_path) -> None:
    for _ in range(3):
        _fill(database, 1)
        anchor(database, tmp_path)
    heads = tmp_path / "heads"
    first, _, third = heads.read_text().splitlines()
    heads.write_text(f"{first}\n{third}\n")
    assert state(database, tmp_path).missing_heads == 1
    assert _outside(database, tmp_path) != []


def test_a_head_that_did_not_move_is_anchored_once(database, tmp_path) -> None:
    _fill(database, 1)
    anchor(database, tmp_path)
    anchor(database, tmp_path)
    assert len((tmp_path / "heads").read_text().splitlines()) == 1
    _fill(database, 1)
    anchor(database, tmp_path)
    assert len((tmp_path / "heads").read_text().splitlines()) == 2
    assert last_anchor(tmp_path / "heads").split()[1] == "2"
    assert (tmp_path / "heads").stat().st_mode & 0o777 == 0o600


def test_a_torn_anchor_is_told_and_stops_nothing(database, tmp_path) -> None:
    _fill(database, 1)
    anchor(database, tmp_path)
    heads = tmp_path / "heads"
    heads.write_text(heads.read_text()[:-40])
    assert state(database, tmp_path).missing_heads == 1
    anchor(database, tmp_path)
    assert len(heads.read_text().splitlines()) == 2
    assert state(database, tmp_path).missing_heads == 1


def test_a_rolled_back_change_leaves_no_row_and_no_gap_in_the_chain(database, tmp_path) -> None:
    _fill(database, 1)
    with pytest.raises(ZeroDivisionError), unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "undone", "thing", 1)
        raise ZeroDivisionError
    _fill(database, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert recent_events(connection, "undone") == []
    assert state(database, tmp_path).intact


def test_a_long_transaction_holds_nobody_up_and_who_ends_first_comes_first(database, tmp_path) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "long", "thing", 1)
        other = threading.Thread(target=_fill, args=(database, 1))
        other.start()
        other.join(timeout=30)
        assert not other.is_alive()
    assert state(database, tmp_path).intact
    with database.as_owner() as owner:
        order = owner.execute(
            "select e.action from audit_link l join audit_event e using (audit_id) order by chain_no"
        )
        assert [row[0] for row in order] == ["test", "long"]


def test_writers_at_once_make_one_chain(database, tmp_path) -> None:
    writers = [threading.Thread(target=_fill, args=(database, 20)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = state(database, tmp_path)
    assert (found.rows, found.broken_at) == (80, None)


def test_what_is_said_of_a_person_can_be_erased_and_the_chain_stays_whole(database, as_role, tmp_path) -> None:
    steward, administrator = as_role("steward"), as_role("administrator")
    for number in (7, 8):
        with unit_of_work(database.engine, steward) as connection:
            audit(connection, steward, "person.view", "person", number, purpose="CANARY", details={"CANARY": 1})
    anchor(database, tmp_path)
    with unit_of_work(database.engine, administrator) as connection:
        assert erase_person_events(connection, administrator, 7, "Yêu cầu số 3") == 1
        assert who_read(connection, administrator, 7) == []
        assert len(who_read(connection, administrator, 8)) == 1
    assert state(database, tmp_path).intact
    assert _outside(database, tmp_path) == []
    with database.as_owner() as owner:
        [(login, action, erased)] = owner.execute(
            "select login, purpose, details from audit_event where action = 'audit.erased'")  # fmt: skip
        assert (login, action) == (administrator.login, "Yêu cầu số 3")
        [number] = erased["events"]
        kept = owner.execute("select login, action, role, salt from audit_event where audit_id = %s", (number,))
        assert kept.fetchall() == [("", "person.view", "steward", None)]


def test_erasing_needs_the_right_and_a_reason(database, as_role) -> None:
    steward, administrator = as_role("steward"), as_role("administrator")
    with unit_of_work(database.engine, steward) as connection:
        audit(connection, steward, "person.view", "person", 7)
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        erase_person_events(connection, steward, 7, "thử")
    with pytest.raises(UsageError), unit_of_work(database.engine, administrator) as connection:
        erase_person_events(connection, administrator, 7, " ")
    # The wall behind it.
    with unit_of_work(database.engine, steward) as connection:
        assert connection.exec_driver_sql("select audit_erase(7, 'x', 'x')").scalar() == 0


def test_an_export_is_for_who_reads_the_log_and_is_logged(database, as_role) -> None:
    auditor, steward = as_role("auditor"), as_role("steward")
    _fill(database, 1)
    with unit_of_work(database.engine, auditor) as connection:
        lines = [json.loads(line) for line in export_chain(connection, auditor)]
        assert lines[-1]["action"] == "test"
        assert recent_events(connection, "audit.export")
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, steward) as connection:
        list(export_chain(connection, steward))
