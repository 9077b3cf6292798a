-- What people decided about gaps, and what rankers learnt. No file of the exchange format carries either.

-- `gap` spells gap_kind, region and subject; subject is a JSON array, last_seen the gap as it was when it was accepted.
create table gap_decision (
  gap text not null primary key,
  gap_kind text not null,
  region text not null references region (code),
  subject text not null,
  kind text not null,
  note text,
  at text not null,
  by text,
  last_seen text,
  revision integer not null
) strict, without rowid;

-- `basis` is the revision that was learnt from; weights and figures are JSON.
create table learnt_weights (
  ranker text not null primary key,
  at text not null,
  basis integer not null,
  weights text not null,
  figures text not null,
  revision integer not null
) strict, without rowid;
