"""The full-text index, which no two databases make alike.

SQLite: an FTS5 table without text of its own, kept level with search_searchtext by triggers.
PostgreSQL: GIN indexes over the word columns, asked through two functions that forbid reading the
table instead: the planner does not know that the long word columns lie outside the table, and for a
word standing in every second page would read and take apart every text (over a second at 10,000 pages).

A later migration that alters SearchText on SQLite makes Django rebuild the table, which drops its
triggers: such a migration must end by running `install` of this one again.
"""

from django.db import migrations

SQLITE = [
    "DROP TABLE IF EXISTS search_fulltext",
    """
    CREATE VIRTUAL TABLE search_fulltext USING fts5(
        title_words, words,
        content='search_searchtext', content_rowid='entry_id',
        detail=column, columnsize=0, tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER search_fulltext_insert AFTER INSERT ON search_searchtext BEGIN
        INSERT INTO search_fulltext (rowid, title_words, words) VALUES (new.entry_id, new.title_words, new.words);
    END
    """,
    """
    CREATE TRIGGER search_fulltext_delete AFTER DELETE ON search_searchtext BEGIN
        INSERT INTO search_fulltext (search_fulltext, rowid, title_words, words)
        VALUES ('delete', old.entry_id, old.title_words, old.words);
    END
    """,
    """
    CREATE TRIGGER search_fulltext_update AFTER UPDATE ON search_searchtext BEGIN
        INSERT INTO search_fulltext (search_fulltext, rowid, title_words, words)
        VALUES ('delete', old.entry_id, old.title_words, old.words);
        INSERT INTO search_fulltext (rowid, title_words, words) VALUES (new.entry_id, new.title_words, new.words);
    END
    """,
    "INSERT INTO search_fulltext (search_fulltext) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS search_fulltext_insert",
    "DROP TRIGGER IF EXISTS search_fulltext_delete",
    "DROP TRIGGER IF EXISTS search_fulltext_update",
    "DROP TABLE IF EXISTS search_fulltext",
]
VECTOR = "array_to_tsvector(string_to_array({column}, ' '))"
POSTGRESQL = [
    statement
    for name, column in [("pages", "words"), ("titles", "title_words")]
    for statement in (
        f"CREATE INDEX search_{name}_words ON search_searchtext "
        f"USING gin (({VECTOR.format(column=column)})) WITH (fastupdate = off)",
        f"""
        CREATE FUNCTION search_{name}_with(asked tsquery) RETURNS SETOF bigint
        LANGUAGE sql STABLE ROWS 1000 SET enable_seqscan = off
        AS $$ SELECT entry_id FROM search_searchtext WHERE {VECTOR.format(column=column)} @@ asked $$
        """,
    )
]
POSTGRESQL_BACK = [
    "DROP FUNCTION IF EXISTS search_pages_with(tsquery)",
    "DROP FUNCTION IF EXISTS search_titles_with(tsquery)",
    "DROP INDEX IF EXISTS search_pages_words",
    "DROP INDEX IF EXISTS search_titles_words",
]


def install(apps, schema_editor):
    """Make the index of the database at hand and fill it from the rows already there."""
    run(schema_editor, {"sqlite": [*SQLITE_BACK, *SQLITE], "postgresql": [*POSTGRESQL_BACK, *POSTGRESQL]})


def remove(apps, schema_editor):
    """Undo `install`; the word columns stay."""
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
