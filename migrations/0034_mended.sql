-- The days on which the house is closed, as it says them beside its policy. The newest word about a day counts: it is a
-- holiday, or is none although the policy writes one. Every word is kept, because dates were counted by it.
create table holidays (
  org_id uuid not null,
  day date not null,
  version int not null,
  is_kept boolean not null,
  name text,
  since timestamptz not null,
  by text not null,
  primary key (org_id, day, version)
);
call guard.wall_in('holidays');

alter table connections
  -- It does not answer, as far as whoever reads it knows: counted for those who watch over the machines.
  add column is_away boolean generated always as (health->>'state' <> 'connected') stored;
grant select (is_away) on connections to evenhand_worker;
