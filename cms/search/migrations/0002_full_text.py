"""The full-text index, which no two databases make alike.

SQLite: an FTS5 table without text of its own, kept level with search_searchtext by triggers.
PostgreSQL: vectors generated from the word columns, with GIN indexes.

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
POSTGRESQL = [
    """
    ALTER TABLE search_searchtext
        ADD COLUMN title_vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(string_to_array(title_words, ' '))) STORED,
        ADD COLUMN vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    "CREATE INDEX search_title_vector ON search_searchtext USING gin (title_vector) WITH (fastupdate = off)",
    "CREATE INDEX search_vector ON search_searchtext USING gin (vector) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_searchtext DROP COLUMN title_vector, DROP COLUMN vector"]


def install(apps, schema_editor):
    """Make the index of the database at hand and fill it from the rows already there."""
    run(schema_editor, {"sqlite": [*SQLITE_BACK, *SQLITE], "postgresql": POSTGRESQL})


def remove(apps, schema_editor):
    """Undo `install`; the word columns stay."""
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
