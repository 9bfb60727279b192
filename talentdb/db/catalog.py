"""Describes every object of the database as the server itself renders it. Owns the one catalogue query; compares
nothing.
"""

import psycopg

__all__ = ["describe"]

_OBJECTS = """
    with ours as (select oid from pg_namespace where nspname = 'public')
    select 'column ' || c.relname || '.' || a.attname,
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
            a.attidentity::text, a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid))
    from pg_class c join ours on c.relnamespace = ours.oid join pg_attribute a on a.attrelid = c.oid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
    union all
    select 'constraint ' || r.conrelid::regclass || '.' || r.conname, pg_get_constraintdef(r.oid)
    from pg_constraint r join ours on r.connamespace = ours.oid where r.contype <> 'n'
    union all
    select 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid join ours on c.relnamespace = ours.oid
    union all
    select 'view ' || c.relname, pg_get_viewdef(c.oid) || coalesce(array_to_string(c.reloptions, ','), '')
    from pg_class c join ours on c.relnamespace = ours.oid where c.relkind in ('v', 'm')
    union all
    select 'table ' || c.relname, concat_ws(' ', c.relrowsecurity, c.relforcerowsecurity, c.relacl::text)
    from pg_class c join ours on c.relnamespace = ours.oid where c.relkind = 'r'
    union all
    select 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '')
    from pg_proc p join ours on p.pronamespace = ours.oid
    union all
    select 'trigger ' || t.tgrelid::regclass || '.' || t.tgname, pg_get_triggerdef(t.oid) || t.tgenabled::text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours on c.relnamespace = ours.oid
    where not t.tgisinternal
    union all
    select 'policy ' || p.tablename || '.' || p.policyname,
        concat_ws(' | ', p.permissive, p.roles::text, p.cmd, p.qual, p.with_check)
    from pg_policies p where p.schemaname = 'public'
"""


def describe(connection: psycopg.Connection) -> dict[str, str]:
    """Object name -> definition, for every table, column, constraint, index, view, function, trigger, policy."""
    return {str(name): str(definition or "") for name, definition in connection.execute(_OBJECTS)}
