"""Guards of schema.sql: the live database is what the Core tables say; all is described, protected and named."""

import re
import warnings

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from talentdb.db.schema import differences, schema_text
from talentdb.db.tables import metadata


def _rows(database, query: str) -> list[tuple]:
    with database.as_owner() as connection:
        return connection.execute(query).fetchall()


def test_core_tables_equal_the_live_schema(database) -> None:
    with database.engine.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = MigrationContext.configure(connection, opts={"compare_server_default": False})
        found = compare_metadata(context, metadata)
    # Comments stand in schema.sql alone; that each object has one is the next test's matter.
    changes = [change for group in found for change in (group if isinstance(group, list) else [group])]
    assert [change for change in changes if "comment" not in change[0]] == []


def test_every_table_of_the_schema_is_a_core_table() -> None:
    assert set(re.findall(r"^create table (\w+)", schema_text(), re.M)) == set(metadata.tables)


def test_everything_has_a_comment(database) -> None:
    silent = _rows(
        database,
        """select c.relname || coalesce('.' || a.attname, '') from pg_class c
           join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
           left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           where c.relkind in ('r', 'v') and (col_description(c.oid, a.attnum) is null
               or obj_description(c.oid, 'pg_class') is null)
           union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and obj_description(p.oid, 'pg_proc') is null and p.proname like 'app%'""",
    )
    assert silent == []


def test_names_follow_the_convention(database) -> None:
    constraints = _rows(
        database,
        """select r.contype, r.conname, c.relname from pg_constraint r join pg_class c on c.oid = r.conrelid
           join pg_namespace n on n.oid = r.connamespace and n.nspname = 'public'
           where r.contype not in ('n', 't')""",
    )
    prefix = {"p": "pk", "f": "fk", "u": "uq", "c": "ck"}
    wrong = [name for kind, name, table in constraints if not name.startswith(f"{prefix[kind]}_{table}")]
    indexes = _rows(database, "select indexname, tablename from pg_indexes where schemaname = 'public'")
    wrong += [name for name, table in indexes if not re.match(rf"(pk|uq|ix)_{table}", name)]
    assert wrong == []


def test_every_foreign_key_has_an_index(database) -> None:
    bare = _rows(
        database,
        """select r.conname from pg_constraint r where r.contype = 'f' and not exists (
               select from pg_index i where i.indrelid = r.conrelid and i.indkey[0] = r.conkey[1])""",
    )
    # Small reference tables that are read by their whole key only.
    assert {name for (name,) in bare} <= {
        "fk_person_version_agency_id",
        "fk_column_mapping_agency_id",
        "fk_commune_predecessor_new_code",
    }


def test_every_table_of_the_app_forces_row_level_security(database) -> None:
    # Of person_search the owner's view reads past the policy, after it has asked for the role.
    exempt = {"schema_version", "audit_head", "person_search"}
    open_tables = _rows(
        database,
        """select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
           where relkind = 'r' and not (relrowsecurity and relforcerowsecurity)""",
    )
    assert {name for (name,) in open_tables} <= exempt


def test_views_run_with_the_rights_of_the_caller(database) -> None:
    views = _rows(
        database,
        """select relname, coalesce(array_to_string(reloptions, ','), '') from pg_class c
           join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where relkind in ('v', 'm')""",
    )
    assert views
    # searched_person reads past the policy of its table, after it has asked for the role; the others by own ones.
    owners = {name for name, options in views if "security_invoker=true" not in options}
    assert owners == {"agency_intake", "open_pair", "own_fact", "registered_need", "searched_person", "waiting_row"}


def test_definer_functions_fix_their_search_path(database) -> None:
    loose = _rows(
        database,
        """select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
           where prosecdef and not coalesce(array_to_string(proconfig, ','), '') like '%search_path=%'""",
    )
    assert loose == []


def test_app_role_owns_nothing_and_bypasses_nothing(database) -> None:
    owned = _rows(
        database,
        """select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'talentdb_app'
           union all select rolname from pg_roles where rolname = 'talentdb_app'
               and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)
           union all select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relacl::text like '%{=%'""",
    )
    assert owned == []


def test_what_was_handed_in_cannot_be_changed_by_the_app(database) -> None:
    grants = _rows(
        database,
        """select table_name, privilege_type from information_schema.role_table_grants
           where grantee = 'talentdb_app' and table_name in ('source_record', 'submission_file', 'submission_event',
               'submission_problem', 'audit_event', 'submission')
               and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')""",
    )
    assert grants == []


def test_check_finds_a_changed_policy_and_a_dropped_index(database) -> None:
    with database.engine.connect() as connection:
        assert differences(connection) == []
    with database.as_owner() as owner:
        owner.execute("drop index ix_submission_state")
        owner.execute("alter policy source_record_read on source_record using (true)")
    with database.engine.connect() as connection:
        found = differences(connection)
    assert any("ix_submission_state" in line for line in found)
    assert any("source_record.source_record_read" in line for line in found)


def test_no_extension_is_needed(database) -> None:
    assert _rows(database, "select extname from pg_extension") == [("plpgsql",)]


def test_without_a_context_every_protected_table_is_empty(database) -> None:
    public = {"agency", "code", "commune", "commune_predecessor", "plan", "indicator", "indicator_target",
              "instrument", "instrument_step", "index_state", "schema_version"}  # fmt: skip
    with database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in public | {"audit_head", "blind_index_key", "paper_upload", "taken_out"}:
                continue
            assert connection.execute(table.select().limit(1)).first() is None, table.name


def test_audit_head_is_out_of_reach(database) -> None:
    with database.engine.connect() as connection, pytest.raises(Exception, match="permission denied") as caught:
        connection.exec_driver_sql("update audit_head set hash = 'x'")
    assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege)
