-- The private page on a case, for the one account that it was offered to; and keys of people, under which lies what they say there.

-- The data key of a person, wrapped by the organisation's. Whoever is erased loses it, and with it what it locked; backups hold it still.
create table person_keys (
  org_id uuid not null,
  person_id uuid not null,
  key bytea not null,
  primary key (org_id, person_id)
);
call guard.wall_in('person_keys', 'delete');

create table rooms (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- Whose it is: no other account ever comes in by it.
  account_id uuid not null,
  -- The way by which they wrote: what they say in the room comes by the same.
  connection_id uuid not null,
  channel text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  -- Somebody who held a link that is over has asked for a new one.
  wanted_at timestamptz,
  entered_at timestamptz,
  closed_at timestamptz,
  -- What they want: in which language, how they want to hear of us, and how large the letters are.
  language text,
  wish text check (wish in ('room', 'email', 'phone', 'letter')),
  is_large boolean not null default false,
  primary key (org_id, id)
);
create unique index rooms_open on rooms (org_id, case_id) where closed_at is null;
create index rooms_of_case on rooms (org_id, case_id);
create index rooms_of_account on rooms (org_id, account_id);
call guard.wall_in('rooms', 'update, delete');

-- What leads to a room: only the digest of its address is kept, and it leads there once.
create table room_links (
  org_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  digest bytea not null,
  -- The message that carried it.
  message_id uuid not null,
  -- What has to be shown beside it: the address that it was sent to, or the handle where everybody can read it.
  needs text not null check (needs in ('address', 'handle')),
  made_at timestamptz not null,
  until_at timestamptz not null,
  -- How often another address than the right one was named.
  wrong int not null default 0,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, id)
);
create unique index room_links_by_digest on room_links (digest);
create index room_links_of_room on room_links (org_id, room_id, made_at);
create index room_links_of_message on room_links (org_id, message_id);
call guard.wall_in('room_links', 'update, delete');
create policy worker on room_links for select to evenhand_worker using (true);
grant select (org_id, digest) on room_links to evenhand_worker;

-- A browser at the door or in the room: its cookie is kept as a digest, changes as it is used, and is over when it is shown
-- again after it was changed.
create table room_visits (
  org_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  link_id uuid not null,
  digest bytea not null,
  before bytea,
  turned_at timestamptz not null,
  -- When the newest cookie was first shown: from then on the one before is nobody's.
  settled_at timestamptz,
  -- A keyed digest of what the browser calls itself.
  browser bytea not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  -- At the door: the code that has to come from the account, and when it came.
  code bytea,
  code_until timestamptz,
  heard_at timestamptz,
  heard_in text check (heard_in in ('post', 'direct-message')),
  entered_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, id)
);
create index room_visits_by_id on room_visits (id);
create index room_visits_of_room on room_visits (org_id, room_id);
create index room_visits_by_code on room_visits (org_id, code) where code is not null;
call guard.wall_in('room_visits', 'update, delete');
create policy worker on room_visits for select to evenhand_worker using (true);
grant select (org_id, id) on room_visits to evenhand_worker;

-- What was said in a room, and what its files are called, under the key of the person: beside an empty row of message_words.
create table sealed_words (
  org_id uuid not null,
  message_id uuid not null,
  person_id uuid not null,
  box bytea not null,
  primary key (org_id, message_id)
);
create index sealed_words_of_person on sealed_words (org_id, person_id);
call guard.wall_in('sealed_words', 'delete');

-- Its bytes are under the same key.
alter table attachments add column is_sealed boolean not null default false;
