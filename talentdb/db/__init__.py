"""The database: engine, Core tables, applying and checking schema.sql, writing code lists. Knows no business rule."""
