-- Telephone calls: whose extension rings, who calls, and what came of it. Beside them, where the call screen may stand as a
-- panel of another system.

-- A colleague's extensions. One extension is one colleague's.
create table extensions (
  org_id uuid not null,
  extension text not null,
  member text not null,
  since timestamptz not null,
  primary key (org_id, extension)
);
create index extensions_of_member on extensions (org_id, member);
call guard.wall_in('extensions', 'update, delete');

-- One call at one extension: a call that rings at several has a row for each.
create table calls (
  org_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  -- What the telephone system calls it, digested.
  source_key text not null,
  extension text not null,
  -- Whose extension it was when it rang; null where it is nobody's.
  member text,
  -- Who calls, as the telephone system says it: forgotten a week after the call, and with the person.
  caller text,
  caller_name text,
  caller_key text,
  state text not null check (state in ('ringing', 'answered', 'ended', 'missed', 'transferred')),
  rang_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  -- The item of a call that nobody took.
  item_id uuid,
  -- The case that somebody wrote it down to.
  case_id uuid,
  primary key (org_id, id)
);
create unique index calls_by_source on calls (org_id, connection_id, source_key, extension);
create index calls_of_member on calls (org_id, member, rang_at desc);
create index calls_by_caller on calls (org_id, caller_key) where caller_key is not null;
create index calls_under_way on calls (rang_at) where state in ('ringing', 'answered');
create index calls_with_words on calls (ended_at) where caller is not null;
call guard.wall_in('calls', 'update');
create policy worker on calls for select to evenhand_worker using (true);
grant select (org_id, id, connection_id, state, rang_at, ended_at) on calls to evenhand_worker;

-- A telephone system that we ask, rather than one that tells us.
alter table connections add column is_telephone boolean generated always as (settings ? 'asterisk') stored;
grant select (is_telephone) on connections to evenhand_worker;

-- The pages of other systems in whose frames the call screen may stand, and the secret by which they say for whom.
create table line_panel (
  org_id uuid primary key,
  origins text[] not null,
  sealed_secret bytea not null,
  wrapped_key bytea not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call guard.wall_in('line_panel', 'update, delete');
