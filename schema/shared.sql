-- What can be made again from git alone: dropped and rebuilt, never
-- migrated. After a rebuild every table holds the same rows in the order of
-- its primary key.
--
-- A file whose setting `shared-schema` is not the number of the next line is
-- given all of this anew: count it up with every change of a table, and of
-- what its columns mean. Every table that any release had stands among those
-- dropped, and in CHECK_LOCAL of src/store/stmt.def.

-- shared 1

DROP TABLE IF EXISTS head;
DROP TABLE IF EXISTS version;
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS link;
DROP TABLE IF EXISTS voice;

-- How far the history of each project has been taken in.
CREATE TABLE head (
	project BLOB PRIMARY KEY,       -- id, 16 bytes
	point BLOB NOT NULL             -- name of the commit, 20 bytes
) STRICT;

-- Every admitted version: V. The bytes are the file itself; `vid` is their
-- hash, held against them by `withus check`.
CREATE TABLE version (
	vid BLOB PRIMARY KEY,           -- BLAKE2b-256, 32 bytes
	project BLOB NOT NULL,
	record BLOB NOT NULL,           -- id, 16 bytes
	kind TEXT NOT NULL,
	key BLOB NOT NULL,              -- public key inside the signature
	standing INTEGER NOT NULL,      -- enum standing, src/model/lineage.h
	bytes BLOB NOT NULL
) STRICT;

-- All versions of one record in order, so that its history needs no walk.
CREATE INDEX version_by_record ON version (record, vid);
-- All of a project in pieces: check, exports, and forgetting it.
CREATE INDEX version_by_project ON version (project, vid);
-- Who speaks for whom is worked out from these few.
CREATE INDEX version_by_voice ON version (project, kind)
	WHERE kind IN ('member', 'key', 'vouch');
-- What a key signed, to be judged again when it gets or gives a voice.
CREATE INDEX version_by_key ON version (project, key, record);

-- One row a record: what lists need.
CREATE TABLE record (
	id BLOB PRIMARY KEY,            -- 16 bytes
	project BLOB NOT NULL,
	kind TEXT NOT NULL,
	by BLOB NOT NULL,               -- whose words: of the first view head
	day TEXT NOT NULL,              -- the kind's own day, else first `made`
	title TEXT NOT NULL,            -- title, else first line; '' if none
	shown BLOB,                     -- vid of the one view head; else NULL
	heads INTEGER NOT NULL,         -- view heads; 0: all was set aside
	clashes INTEGER NOT NULL,       -- places where heads cannot both hold
	aside INTEGER NOT NULL,         -- versions without standing
	withdrawn INTEGER NOT NULL      -- 1: taken back
) STRICT;

-- Newest first, by kind; the id settles equal days, and with the last column
-- a list can be counted without its rows.
CREATE INDEX record_by_day ON record (project, kind, day, id, withdrawn);
CREATE INDEX record_by_writer
	ON record (project, kind, by, day, id, withdrawn);
-- Neighbours in order of id, for the shortest code.
CREATE INDEX record_by_id ON record (project, kind, id);

-- Which record points to which: stages of an entry, what a reply answers.
-- By day before by field: lists of any field then need no sort either.
CREATE TABLE link (
	target BLOB NOT NULL,
	kind TEXT NOT NULL,             -- of the record that points
	day TEXT NOT NULL,              -- of the record that points
	record BLOB NOT NULL,
	field TEXT NOT NULL,
	PRIMARY KEY (target, kind, day, record, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_record ON link (record);

-- Whose key speaks for which member (src/model/voices.h), as last worked
-- out.
CREATE TABLE voice (
	project BLOB NOT NULL,
	member BLOB NOT NULL,
	key BLOB NOT NULL,
	grade INTEGER NOT NULL,         -- enum voice_grade
	PRIMARY KEY (project, member, key)
) STRICT, WITHOUT ROWID;
