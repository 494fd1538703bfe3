-- What the organisation says to everybody who is told no; and closed cases that stay settled come due to be verified.

create table settling_rules (
  org_id uuid not null,
  elsewhere text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (org_id)
);
call guard.wall_in('settling_rules', 'update');

create index cases_to_verify on cases (look_again_at) where state = 'closed' and look_again_at is not null;

-- Promises that were kept or broken, of which the kept rate is reckoned.
create index promises_ended on events (org_id, at) where type in ('promise-kept', 'promise-broken');
