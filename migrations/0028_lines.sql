-- The log of looks: from which case somebody looked, who looked a person up, and whom a colleague looked up.

alter table lookups add column case_id uuid;
create index lookups_by_colleague on lookups (org_id, by, id);
create index lookups_of_person on lookups using gin (persons);
create policy finder on lookups for select to evenhand_finder using (true);
grant select (org_id, id, by, persons) on lookups to evenhand_finder;

-- The looks at a person, the newest first, of one colleague or of all; n at most. A list of ids is only asked for by its index
-- where no row has to be shown to be ours first.
create function lookups_of(person uuid, colleague text, since uuid, before uuid, n int)
returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id from public.lookups l
  where l.org_id = (select public.current_org()) and l.persons operator(pg_catalog.@>) array[person]
    and (colleague is null or l.by = colleague) and l.id >= since and l.id < before
  order by l.id desc limit n
$$;
revoke all on function lookups_of(uuid, text, uuid, uuid, int) from public;
grant create on schema public to evenhand_finder;
alter function lookups_of(uuid, text, uuid, uuid, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function lookups_of(uuid, text, uuid, uuid, int) to evenhand_app;
