-- What lies in this file alone: never rebuilt, migrated in order. Each
-- migration begins at a line `-- migration N` and says with PRAGMA
-- user_version that it ran; it is one transaction. A table added here is also
-- carried into copies: src/store/stmt.def.

-- migration 1

PRAGMA application_id = 0x77697468; -- "with"
PRAGMA user_version = 1;

-- The projects of this home. `used` counts up, so that the one used last is
-- known without a clock.
CREATE TABLE project (
	id BLOB PRIMARY KEY,            -- 16 bytes
	used INTEGER NOT NULL
) STRICT;
CREATE INDEX project_by_use ON project (used);

-- Members who live in this home, and the keys that sign for them.
CREATE TABLE me (
	project BLOB NOT NULL,
	member BLOB NOT NULL,
	public BLOB NOT NULL,           -- Ed25519, 32 bytes
	secret BLOB NOT NULL,           -- 64 bytes
	PRIMARY KEY (project, member)
) STRICT, WITHOUT ROWID;

-- Everything that a person did here, in order. `kept` is 0 while an import
-- is still coming in: what it brings is not shown before.
CREATE TABLE action (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	project BLOB NOT NULL,
	member BLOB NOT NULL,           -- who did it; empty: nobody here
	word TEXT NOT NULL,             -- "save", "undo", "import", "repair"
	day TEXT NOT NULL,              -- YYYY-MM-DD
	at INTEGER NOT NULL,            -- seconds since 1970, UTC
	kept INTEGER NOT NULL,
	undoes INTEGER REFERENCES action (number)
) STRICT;
CREATE INDEX action_by_member ON action (project, member, number);
CREATE INDEX action_unkept ON action (project) WHERE kept = 0;

-- The versions that an action made.
CREATE TABLE did (
	action INTEGER NOT NULL REFERENCES action (number),
	vid BLOB NOT NULL,
	PRIMARY KEY (action, vid)
) STRICT, WITHOUT ROWID;
CREATE INDEX did_by_vid ON did (vid);

-- Versions that git does not hold yet, with their bytes: the one place where
-- losing a row would lose words.
CREATE TABLE outbox (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	action INTEGER NOT NULL REFERENCES action (number),
	project BLOB NOT NULL,
	vid BLOB NOT NULL UNIQUE,
	bytes BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_by_project ON outbox (project, seq);

-- When each version came to this home, in order of coming.
CREATE TABLE arrived (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	project BLOB NOT NULL,
	vid BLOB NOT NULL UNIQUE,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX arrived_by_project ON arrived (project, seq);

-- New records of an action that is not kept yet: left out of every list.
CREATE TABLE hidden (
	record BLOB PRIMARY KEY,
	action INTEGER NOT NULL REFERENCES action (number)
) STRICT, WITHOUT ROWID;
CREATE INDEX hidden_by_action ON hidden (action);

-- Words begun and not yet kept.
CREATE TABLE draft (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	project BLOB NOT NULL,
	member BLOB NOT NULL,
	kind TEXT NOT NULL,
	record BLOB,                    -- the record to be edited; NULL: new
	fields TEXT NOT NULL,           -- JSON: field to value
	body TEXT NOT NULL,
	why TEXT NOT NULL,              -- "kept", "refused", "stopped", "found"
	at INTEGER NOT NULL             -- seconds since 1970, UTC
) STRICT;
CREATE INDEX draft_by_member ON draft (project, member, number);

-- What this home remembers about itself, by name. `shared-schema` and
-- `local-stamp` are the store's own.
CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The histories of all projects, cut in pieces: filled only in a file that
-- `withus backup` made, and emptied when that is restored.
CREATE TABLE piece (
	project BLOB NOT NULL,
	number INTEGER NOT NULL,        -- from 0
	bytes BLOB NOT NULL,            -- of a git bundle
	PRIMARY KEY (project, number)
) STRICT;

-- migration 2

PRAGMA user_version = 2;

-- Versions that an action brings to what was here before, its voices too: left
-- out of every reading until the action is kept. What they change is worked
-- out only then, and as long as a row is left it may not be yet.
CREATE TABLE staged (
	project BLOB NOT NULL,
	vid BLOB NOT NULL,
	action INTEGER NOT NULL REFERENCES action (number),
	PRIMARY KEY (project, vid)
) STRICT, WITHOUT ROWID;
CREATE INDEX staged_by_action ON staged (action);
