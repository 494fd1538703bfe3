-- What is being written on a case, by whom, from which templates; who is there; and who was named in a note.

create table drafts (
  org_id uuid not null,
  case_id uuid not null,
  member text not null,
  mode text not null check (mode in ('private', 'public', 'note')),
  body text not null,
  asks boolean not null,
  -- Each saving takes the next one, so that a device never takes a newer draft for the one that it began from.
  version bigint generated always as identity,
  saved_at timestamptz not null,
  primary key (org_id, case_id, member)
);
call guard.wall_in('drafts', 'update, delete');

-- Files that go with a draft, whether or not anything has been written beside them.
create table draft_files (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  member text not null,
  name text not null,
  type text not null,
  size int not null,
  bytes bytea not null,
  -- Counts up, so that files stay in the order in which they were added.
  place bigint generated always as identity,
  primary key (org_id, id)
);
create index draft_files_of_draft on draft_files (org_id, case_id, member, place);
call guard.wall_in('draft_files', 'delete');

create table templates (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  language text,
  body text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  ended_at timestamptz,
  primary key (org_id, id)
);
create index templates_offered on templates (org_id, name, id) where ended_at is null;
call guard.wall_in('templates', 'update');

-- A colleague who is named in a note, until they have seen it.
create table mentions (
  org_id uuid not null,
  message_id uuid not null,
  member text not null,
  case_id uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (org_id, message_id, member)
);
create index mentions_unseen on mentions (org_id, member, at) where seen_at is null;
call guard.wall_in('mentions', 'update');

-- Who looks at a case or writes on it at this moment. A crash may forget it: everybody says it again within seconds.
create unlogged table presence (
  org_id uuid not null,
  case_id uuid not null,
  member text not null,
  doing text not null check (doing in ('looking', 'writing')),
  since timestamptz not null,
  beat_at timestamptz not null,
  primary key (org_id, case_id, member)
);
call guard.wall_in('presence', 'update, delete');

alter table persons add column language text;
alter table persons add column zone text;
alter table persons add column good_to_know text;

-- A reply that was taken back before it was sent.
alter table work drop constraint work_state_check;
alter table work add constraint work_state_check
  check (state in ('queued', 'doing', 'done', 'refused', 'in-doubt', 'withdrawn'));
