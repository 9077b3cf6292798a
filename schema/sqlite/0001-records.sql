-- The records, and what the store keeps about its own writes.
-- Lists that are only ever read back whole (identifiers, sectors) are JSON arrays; text compares by UTF-8
-- bytes, which is the order of code points.

create table store (
  id integer primary key check (id = 1),
  revision integer not null
) strict;

insert into store (id, revision) values (1, 0);

create table region (
  code text not null primary key,
  name text not null,
  division text not null,
  revision integer not null
) strict, without rowid;

create table region_within (
  region text not null references region (code),
  within text not null references region (code),
  primary key (region, within)
) strict, without rowid;

create table sector (
  code text not null primary key,
  name text not null,
  name_nl text,
  revision integer not null
) strict, without rowid;

-- `key` is the first identifier, else schakel:<id>: the order of paging and export. It is null only within
-- a write, so that two records can swap theirs.
create table organisation (
  id text not null primary key,
  key text unique,
  name text not null,
  kind text not null,
  identifiers text not null,
  region text references region (code),
  latitude real,
  longitude real,
  postcode text,
  sectors text not null,
  website text,
  revision integer not null
) strict;

create table organisation_identifier (
  value text not null primary key,
  organisation text not null references organisation (id) on delete cascade
) strict, without rowid;

create index organisation_identifier_by_organisation on organisation_identifier (organisation);

create table partnership (
  id text not null primary key,
  key text unique,
  identifiers text not null,
  title text,
  kind text not null,
  since text,
  until text,
  strength integer,
  sectors text not null,
  source text,
  revision integer not null
) strict;

create table partnership_identifier (
  value text not null primary key,
  partnership text not null references partnership (id) on delete cascade
) strict, without rowid;

create index partnership_identifier_by_partnership on partnership_identifier (partnership);

-- What comes after the scheme: people search for it alone.
create index partnership_identifier_after_scheme
on partnership_identifier (substr(value, instr(value, ':') + 1));

create table party (
  partnership text not null references partnership (id) on delete cascade,
  position integer not null,
  organisation text not null references organisation (id),
  role text not null,
  primary key (partnership, position)
) strict, without rowid;

create index party_by_organisation on party (organisation);

-- The folded words of recorded titles, each once a title.
create table partnership_word (
  word text not null,
  partnership text not null references partnership (id) on delete cascade,
  primary key (word, partnership)
) strict, without rowid;

create index partnership_word_by_partnership on partnership_word (partnership);

-- One row a committed difference; `records` holds them as they were right after it, null where they are too many.
create table change (
  revision integer primary key,
  write text not null unique,
  at text not null,
  actor text not null,
  operation text not null,
  records text
) strict;

create table request (
  key text not null primary key,
  write text not null unique,
  fingerprint text not null,
  answer text not null,
  revision integer not null,
  at text not null
) strict, without rowid;

create index request_by_at on request (at);
