-- What can be made again from git alone: dropped and rebuilt, never
-- migrated. After a rebuild every table holds the same rows in the order of
-- its primary key.
--
-- A file whose setting `shared-schema` is not the number of the next line is
-- given all of this anew: count it up with every change of a table, and of
-- what its columns mean. Every table that any release had stands among those
-- dropped, and in CHECK_LOCAL of src/store/stmt.def (there all `search*`).

-- shared 3

DROP TABLE IF EXISTS head;
DROP TABLE IF EXISTS version;
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS tally;
DROP TABLE IF EXISTS link;
DROP TABLE IF EXISTS voice;
DROP TABLE IF EXISTS search;
DROP VIEW IF EXISTS search_words;
DROP TABLE IF EXISTS search_row;
DROP TABLE IF EXISTS search_old;
DROP VIEW IF EXISTS search_old_words;
DROP TABLE IF EXISTS search_old_row;

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

-- How many records there are of each kind, kept by the triggers below: who
-- asks for it then waits as long for a million as for one.
CREATE TABLE tally (
	project BLOB NOT NULL,
	kind TEXT NOT NULL,
	withdrawn INTEGER NOT NULL,
	records INTEGER NOT NULL,       -- never 0
	PRIMARY KEY (project, kind, withdrawn)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_comes AFTER INSERT ON record BEGIN
	INSERT INTO tally (project, kind, withdrawn, records)
		VALUES (NEW.project, NEW.kind, NEW.withdrawn, 1)
		ON CONFLICT (project, kind, withdrawn)
		DO UPDATE SET records = records + 1;
END;
CREATE TRIGGER tally_goes AFTER DELETE ON record BEGIN
	UPDATE tally SET records = records - 1
		WHERE (project, kind, withdrawn) =
			(OLD.project, OLD.kind, OLD.withdrawn);
	DELETE FROM tally WHERE (project, kind, withdrawn) =
		(OLD.project, OLD.kind, OLD.withdrawn) AND records = 0;
END;
CREATE TRIGGER tally_turns AFTER UPDATE ON record
	WHEN (OLD.project, OLD.kind, OLD.withdrawn) <>
		(NEW.project, NEW.kind, NEW.withdrawn)
BEGIN
	UPDATE tally SET records = records - 1
		WHERE (project, kind, withdrawn) =
			(OLD.project, OLD.kind, OLD.withdrawn);
	DELETE FROM tally WHERE (project, kind, withdrawn) =
		(OLD.project, OLD.kind, OLD.withdrawn) AND records = 0;
	INSERT INTO tally (project, kind, withdrawn, records)
		VALUES (NEW.project, NEW.kind, NEW.withdrawn, 1)
		ON CONFLICT (project, kind, withdrawn)
		DO UPDATE SET records = records + 1;
END;

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

-- Searching by words. There are two shelves of one build: `search` holds what
-- is shown of each record now, `search_old` the versions with standing that
-- are not shown, words that were taken back among them.
--
-- A row is one text. Its place is made of its day and its id (of an old
-- version: of the day it was made, and its hash), so that newest first is the
-- order of places: src/store/search.c says how. The body is not here a second
-- time: it is the end of the file, and the view cuts it from there. Combined
-- words of several heads stand in no file, and so here.
--
-- The index is of external content: what leaves it must be told to it word by
-- word, as it came in. So a row goes while the version it reads is still
-- there.
CREATE TABLE search_row (
	place INTEGER PRIMARY KEY,
	record BLOB NOT NULL,
	vid BLOB,                       -- whose body it is; NULL: `body` is it
	day TEXT NOT NULL,
	title TEXT NOT NULL,            -- whole, where the kind has one
	fields TEXT NOT NULL,           -- words in other fields, one a line
	marks TEXT NOT NULL,            -- project, kind, writer, links: one
	                                -- word each, src/model/sought.h
	length INTEGER NOT NULL,        -- of the body in the file, in bytes
	body TEXT
) STRICT;
CREATE UNIQUE INDEX search_by_record ON search_row (record);
CREATE INDEX search_by_vid ON search_row (vid);
CREATE VIEW search_words AS
	SELECT r.place, r.title, ifnull(r.body, CAST(substr(v.bytes,
		length(v.bytes) - r.length + 1) AS TEXT)) AS body,
		r.fields, r.marks, r.record, r.vid
	FROM search_row AS r LEFT JOIN version AS v ON v.vid = r.vid;

-- Vowel signs of Indic, Thai and Arabic words are parts of them. Starts of
-- two and three letters have lists of their own: searching while somebody
-- types would be slow without; a list for four costs more than it saves.
CREATE VIRTUAL TABLE search USING fts5 (
	title, body, fields, marks,
	content = 'search_words', content_rowid = 'place', prefix = '2 3',
	tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

CREATE TABLE search_old_row (
	place INTEGER PRIMARY KEY,
	record BLOB NOT NULL,
	vid BLOB NOT NULL,
	day TEXT NOT NULL,              -- on which the version was made
	title TEXT NOT NULL,
	fields TEXT NOT NULL,
	marks TEXT NOT NULL,
	length INTEGER NOT NULL,
	body TEXT
) STRICT;
CREATE INDEX search_old_by_record ON search_old_row (record, vid);
CREATE UNIQUE INDEX search_old_by_vid ON search_old_row (vid);
CREATE VIEW search_old_words AS
	SELECT r.place, r.title, ifnull(r.body, CAST(substr(v.bytes,
		length(v.bytes) - r.length + 1) AS TEXT)) AS body,
		r.fields, r.marks, r.record, r.vid
	FROM search_old_row AS r LEFT JOIN version AS v ON v.vid = r.vid;
CREATE VIRTUAL TABLE search_old USING fts5 (
	title, body, fields, marks,
	content = 'search_old_words', content_rowid = 'place',
	tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
