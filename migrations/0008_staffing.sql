-- Who stands where and when, whatever policy judges a case; what is known of a connection; and the first visit.

-- How a rung is staffed since somebody changed it. Every version is kept: who stood where is part of what was done.
create table staffing (
  org_id uuid not null,
  rung text not null,
  version int not null,
  written json not null,
  since timestamptz not null,
  by text not null,
  -- Why it was kept with a hole in it.
  hole_because text,
  primary key (org_id, rung, version)
);
call guard.wall_in('staffing');

create table absences (
  org_id uuid not null,
  id uuid not null,
  member text not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  stand_in text,
  note text,
  by text not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (org_id, id)
);
create index absences_by_end on absences (org_id, until_at) where withdrawn_at is null;
call guard.wall_in('absences', 'update');

alter table connections
  -- Counts the changes of what is needed to reach it, so that whoever reads it notices and begins anew.
  add column version int not null default 1,
  add column ended_at timestamptz,
  -- The last time something came by it, to within some seconds.
  add column last_item_at timestamptz,
  add column has_relay boolean generated always as (settings ? 'relay') stored,
  add column sealed_relay bytea,
  add column wrapped_relay_key bytea;
-- The address of a connection that has ended is free again.
drop index connections_by_address;
create unique index connections_by_address on connections (lower(address)) where address is not null and ended_at is null;
grant select (version, ended_at, has_relay) on connections to evenhand_worker;
create index items_waiting_by_connection on items (org_id, connection_id) where outcome is null;

alter table organisations
  -- The sample company, ready to be looked at: as whom.
  add column sample_agent text,
  add column is_sample boolean generated always as (sample_agent is not null) stored,
  -- When somebody gave it its name and its administrator a password.
  add column set_up_at timestamptz;
grant select (is_sample) on organisations to evenhand_worker;

-- The steps of the first visit that somebody chose to leave out.
create table welcome_steps (
  org_id uuid not null,
  step text not null check (step in ('mail', 'colleagues', 'first-mail')),
  skipped_at timestamptz not null,
  primary key (org_id, step)
);
call guard.wall_in('welcome_steps', 'delete');
create index items_by_arrival on items (org_id, received_at) where outcome in ('opened', 'joined');
