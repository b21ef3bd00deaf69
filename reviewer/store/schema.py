"""The tables of a review file. Migrations are appended, never edited: a file of every version opens tomorrow."""

from __future__ import annotations

from functools import cache

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x52455657  # "REVW"
migrations = Migrations("reviewer")

ROWID = "seq"  # the integer key of tables that SQLite's full-text index points into; no part of a row's content


@migrations(name="001_first")
def _first(db: Database) -> None:
    for statement in _FIRST:
        db.execute(statement)


_FIRST = (
    """CREATE TABLE authority (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, region TEXT NOT NULL, names TEXT NOT NULL,
        ended TEXT NOT NULL, successors TEXT NOT NULL)""",
    """CREATE TABLE document (
        id TEXT PRIMARY KEY, file_name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, format TEXT NOT NULL,
        page_count INTEGER, imported TEXT NOT NULL, reader_version TEXT NOT NULL, warnings TEXT NOT NULL,
        recommendations TEXT NOT NULL, marks TEXT NOT NULL, copy_of TEXT NOT NULL)""",
    """CREATE TABLE original (
        id TEXT PRIMARY KEY REFERENCES document(id), data BLOB NOT NULL)""",
    """CREATE TABLE fact (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), name TEXT NOT NULL, position INTEGER,
        value TEXT, state TEXT NOT NULL, read_value TEXT, quote TEXT NOT NULL, page INTEGER, start INTEGER,
        "end" INTEGER, sureness TEXT NOT NULL, note TEXT NOT NULL, alternatives TEXT NOT NULL,
        UNIQUE (document, name))""",
    """CREATE TABLE judgement (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), position INTEGER NOT NULL,
        name TEXT NOT NULL, grade_printed TEXT NOT NULL, grade TEXT NOT NULL, page INTEGER, start INTEGER,
        "end" INTEGER, sureness TEXT NOT NULL, note TEXT NOT NULL)""",
    "CREATE INDEX judgement_document ON judgement(document)",
    """CREATE TABLE block (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES document(id),
        position INTEGER NOT NULL, number_in_order INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, text TEXT NOT NULL, label TEXT NOT NULL, number INTEGER, level INTEGER NOT NULL,
        section TEXT NOT NULL, runs TEXT NOT NULL, in_table INTEGER, in_row INTEGER, in_column INTEGER)""",
    "CREATE INDEX block_document ON block(document, position)",
    """CREATE VIRTUAL TABLE block_text USING fts5(
        text, content='block', content_rowid='seq', tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    """CREATE TRIGGER block_inserted AFTER INSERT ON block BEGIN
        INSERT INTO block_text(rowid, text) VALUES (new.seq, new.text); END""",
    """CREATE TRIGGER block_deleted AFTER DELETE ON block BEGIN
        INSERT INTO block_text(block_text, rowid, text) VALUES ('delete', old.seq, old.text); END""",
    """CREATE TRIGGER block_updated AFTER UPDATE ON block BEGIN
        INSERT INTO block_text(block_text, rowid, text) VALUES ('delete', old.seq, old.text);
        INSERT INTO block_text(rowid, text) VALUES (new.seq, new.text); END""",
    """CREATE TABLE tag (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, fill TEXT NOT NULL, line TEXT NOT NULL, key TEXT NOT NULL,
        role TEXT NOT NULL, recommendation_kind TEXT NOT NULL, parent TEXT NOT NULL, description TEXT NOT NULL,
        position INTEGER NOT NULL)""",
    """CREATE TABLE highlight (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        text_hash TEXT NOT NULL, page INTEGER, paragraph TEXT NOT NULL, note TEXT NOT NULL, state TEXT NOT NULL,
        author TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL)""",
    "CREATE INDEX highlight_document ON highlight(document, start)",
    """CREATE TABLE highlight_tag (
        id TEXT PRIMARY KEY, highlight TEXT NOT NULL REFERENCES highlight(id), tag TEXT NOT NULL REFERENCES tag(id),
        position INTEGER NOT NULL)""",
    "CREATE INDEX highlight_tag_highlight ON highlight_tag(highlight)",
    "CREATE INDEX highlight_tag_tag ON highlight_tag(tag)",
    """CREATE TABLE recommendation (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id),
        highlight TEXT NOT NULL REFERENCES highlight(id), list TEXT NOT NULL, kind TEXT NOT NULL,
        label TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER, area TEXT NOT NULL,
        theme TEXT NOT NULL, framework_tag TEXT NOT NULL, marked TEXT NOT NULL)""",
    "CREATE INDEX recommendation_document ON recommendation(document)",
    "CREATE INDEX recommendation_highlight ON recommendation(highlight)",
    """CREATE TABLE revisit (
        id TEXT PRIMARY KEY, recommendation TEXT NOT NULL REFERENCES recommendation(id),
        document TEXT NOT NULL REFERENCES document(id), coverage TEXT NOT NULL, outcome TEXT,
        note TEXT NOT NULL, author TEXT NOT NULL, confirmed TEXT NOT NULL, UNIQUE (recommendation, document))""",
    "CREATE INDEX revisit_document ON revisit(document)",
    """CREATE TABLE evidence (
        id TEXT PRIMARY KEY, revisit TEXT NOT NULL REFERENCES revisit(id),
        highlight TEXT NOT NULL REFERENCES highlight(id), position INTEGER NOT NULL, made INTEGER NOT NULL)""",
    "CREATE INDEX evidence_revisit ON evidence(revisit)",
    "CREATE INDEX evidence_highlight ON evidence(highlight)",
    """CREATE TABLE action (
        id TEXT PRIMARY KEY, recommendation TEXT NOT NULL UNIQUE REFERENCES recommendation(id), text TEXT NOT NULL,
        owner TEXT NOT NULL, due TEXT NOT NULL, status TEXT NOT NULL, evidence_held TEXT NOT NULL,
        question TEXT NOT NULL, reason TEXT NOT NULL)""",
    """CREATE TABLE suggestion (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), tag TEXT NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER, why TEXT NOT NULL, state TEXT NOT NULL,
        item INTEGER, recommendation TEXT NOT NULL)""",
    "CREATE INDEX suggestion_document ON suggestion(document)",
    """CREATE TABLE dismissed_passage (
        id TEXT PRIMARY KEY, recommendation TEXT NOT NULL REFERENCES recommendation(id),
        document TEXT NOT NULL REFERENCES document(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL)""",
    "CREATE INDEX dismissed_passage_recommendation ON dismissed_passage(recommendation)",
    "CREATE INDEX dismissed_passage_document ON dismissed_passage(document)",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, label TEXT NOT NULL,
        detail TEXT NOT NULL, changes TEXT NOT NULL)""",
    "CREATE TABLE setting (id TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


@migrations(name="002_copies_milestones")
def _copies_milestones(db: Database) -> None:
    for statement in _COPIES_MILESTONES:
        db.execute(statement)


_COPIES_MILESTONES = (
    """CREATE TABLE copy_offer (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id),
        other TEXT NOT NULL REFERENCES document(id), kind TEXT NOT NULL, likeness REAL NOT NULL, state TEXT NOT NULL)""",
    "CREATE INDEX copy_offer_document ON copy_offer(document)",
    "CREATE INDEX copy_offer_other ON copy_offer(other)",
    """CREATE TABLE succession (
        id TEXT PRIMARY KEY, predecessor TEXT NOT NULL, successor TEXT NOT NULL)""",
    """CREATE TABLE milestone (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), name TEXT NOT NULL,
        due TEXT NOT NULL, done TEXT NOT NULL, note TEXT NOT NULL, UNIQUE (document, name))""",
)


@migrations(name="003_added_cells")
def _added_cells(db: Database) -> None:
    for statement in _ADDED_CELLS:
        db.execute(statement)


_ADDED_CELLS = (
    """CREATE TABLE added_cell (
        id TEXT PRIMARY KEY, recommendation TEXT NOT NULL REFERENCES recommendation(id), title TEXT NOT NULL,
        text TEXT NOT NULL, UNIQUE (recommendation, title))""",
)


@migrations(name="004_passage_index")
def _passage_index(db: Database) -> None:
    for statement in _PASSAGE_INDEX:
        db.execute(statement)


# Derived, like the full-text index: no row of a change, gone with its document, gone when its text is read anew.
_PASSAGE_INDEX = (
    """CREATE TABLE passage_index (
        document TEXT PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE, version TEXT NOT NULL,
        data BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TRIGGER passage_index_block_inserted AFTER INSERT ON block BEGIN
        DELETE FROM passage_index WHERE document = new.document; END""",
    """CREATE TRIGGER passage_index_block_deleted AFTER DELETE ON block BEGIN
        DELETE FROM passage_index WHERE document = old.document; END""",
    """CREATE TRIGGER passage_index_block_updated AFTER UPDATE ON block BEGIN
        DELETE FROM passage_index WHERE document = old.document; END""",
    """CREATE TRIGGER passage_index_document_read_again AFTER UPDATE OF recommendations, reader_version ON document
        BEGIN DELETE FROM passage_index WHERE document = old.id; END""",
)


@migrations(name="007_areas")
def _areas(db: Database) -> None:
    for statement in _AREAS:
        db.execute(statement)


_AREAS = (
    "ALTER TABLE highlight ADD COLUMN area TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX highlight_area ON highlight(document) WHERE area <> ''",
)


@migrations(name="006_threads")
def _threads(db: Database) -> None:
    for statement in _THREADS:
        db.execute(statement)


_THREADS = (
    """CREATE TABLE thread_link (
        id TEXT PRIMARY KEY, earlier TEXT NOT NULL REFERENCES recommendation(id),
        later TEXT NOT NULL REFERENCES recommendation(id), kind TEXT NOT NULL, state TEXT NOT NULL,
        author TEXT NOT NULL, made TEXT NOT NULL, UNIQUE (earlier, later))""",
    "CREATE INDEX thread_link_later ON thread_link(later)",
)


@migrations(name="008_removed_documents")
def _removed_documents(db: Database) -> None:
    db.execute(_REMOVED_DOCUMENT)


# A removal as data, with the file's bytes: it must outlive its document, so it refers to none.
_REMOVED_DOCUMENT = """CREATE TABLE removed_document (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, removed TEXT NOT NULL,
    author TEXT NOT NULL, highlights INTEGER NOT NULL, recommendations INTEGER NOT NULL, answers INTEGER NOT NULL,
    original BLOB NOT NULL, changes BLOB NOT NULL)"""


@migrations(name="009_settled_grades")
def _settled_grades(db: Database) -> None:
    for statement in _SETTLED_GRADES:
        db.execute(statement)


_SETTLED_GRADES = (
    "ALTER TABLE judgement ADD COLUMN quote TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE judgement ADD COLUMN alternatives TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE judgement ADD COLUMN settled INTEGER NOT NULL DEFAULT 0",
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all migrations that this version knows, oldest first."""
    database = Database(memory=True, execute_plugins=False)
    try:
        return tuple(migration.name for migration in migrations.pending(database))
    finally:
        database.close()


# Parents before children: rows are inserted in this order and deleted in the reverse one.
TABLES = (
    "authority", "document", "original", "fact", "judgement", "block", "tag", "highlight", "highlight_tag",
    "recommendation", "revisit", "evidence", "action", "suggestion", "dismissed_passage",
    "copy_offer", "succession", "milestone", "added_cell", "thread_link", "removed_document",
)


@migrations(name="010_blocks_searchable_at_once")
def _blocks_searchable_at_once(db: Database) -> None:
    """Leave the full-text index of new blocks to the writer (`store._write_group`), which makes it for all in one statement.

    A trigger's insert has a savepoint of its own for each row, at which FTS5 writes out what it holds: five sixths of the
    time that the blocks of a document took.
    """
    db.execute("DROP TRIGGER block_inserted")


@migrations(name="011_counted_recommendations")
def _counted_recommendations(_db: Database) -> None:
    """Change no table: from here on a document may state how many it recommends, a fact that older programs do not know."""
