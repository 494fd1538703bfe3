-- What a person thought of an item that was set aside: the sample of each day shows how far the setting aside can be
-- trusted. Whoever sets an item aside by hand has looked at it, but judged nothing.
alter table items add column looked_at timestamptz;
alter table items add column looked_by text;
alter table items add column was_right boolean;
create index items_to_sample on items (org_id, received_at) where outcome = 'set-aside' and looked_at is null;
create index items_looked_at on items (org_id, looked_at desc) where was_right is not null;

-- An item whose raw bytes are gone by the rule for keeping is not looked at again for them.
alter table items add column bytes_erased_at timestamptz;
create index items_of_cases_kept on items (org_id, received_at)
  where outcome in ('opened', 'joined') and bytes_erased_at is null;
create index items_set_aside_kept on items (org_id, received_at)
  where outcome = 'set-aside' and bytes_erased_at is null;

-- How long words are kept, in whole months after a case was last touched or an item came; null for ever.
create table retention (
  org_id uuid primary key,
  words_months int check (words_months between 1 and 600),
  originals_months int check (originals_months between 1 and 600),
  set_aside_months int check (set_aside_months between 1 and 600),
  changed_at timestamptz not null,
  changed_by text not null
);
call guard.wall_in('retention', 'update');
create policy worker on retention for select to evenhand_worker using (true);
grant select (org_id) on retention to evenhand_worker;

-- A case whose words are gone is not looked at again for them, until something happens to it.
alter table cases add column words_erased_at timestamptz;
create index cases_with_words on cases (org_id, opened_at) where state = 'closed' and words_erased_at is null;

create index erasures_by_time on erasures (org_id, at desc);
