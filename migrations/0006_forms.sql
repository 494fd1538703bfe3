-- What colleagues write down by hand, and the web forms that customers complain by.

-- Where a telephone number without a country code is dialled from: ISO 3166-1, two letters.
create table home_country (
  org_id uuid not null primary key,
  country text not null check (country ~ '^[A-Z]{2}$')
);
call guard.wall_in('home_country', 'update, delete');

create table forms (
  org_id uuid not null,
  id uuid not null,
  -- Its address is public and names no organisation, so it is of one only.
  slug text not null check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$'),
  connection_id uuid not null,
  title text not null,
  language text not null,
  intro text not null,
  asks_order boolean not null,
  asks_phone boolean not null,
  -- What one may choose that it is about; none where that is not asked.
  topics text[] not null,
  -- The sites that may show it inside a page of theirs.
  origins text[] not null,
  -- How many leading zero bits the proof of work has to have.
  difficulty int not null check (difficulty between 0 and 24),
  is_active boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (org_id, id)
);
create unique index forms_by_slug on forms (slug);
call guard.wall_in('forms', 'update');
create policy worker on forms for select to evenhand_worker using (true);
grant select (org_id, id, slug) on forms to evenhand_worker;

-- The page on which somebody without an account sees how their matter stands: only the digest of its address is kept.
create table status_links (
  org_id uuid not null,
  digest bytea not null,
  item_id uuid not null,
  language text not null,
  created_at timestamptz not null,
  primary key (org_id, digest)
);
create unique index status_links_by_digest on status_links (digest);
create index status_links_of_item on status_links (org_id, item_id);
call guard.wall_in('status_links', 'update, delete');
create policy worker on status_links for select to evenhand_worker using (true);
grant select (org_id, digest) on status_links to evenhand_worker;

-- Files that were handed over before the words that they go with: by a colleague, or with a form that was not complete.
create table waiting_files (
  org_id uuid not null,
  id uuid not null,
  holder text not null,
  name text not null,
  type text not null,
  size int not null,
  bytes bytea not null,
  added_at timestamptz not null,
  primary key (org_id, id)
);
create index waiting_files_of_holder on waiting_files (org_id, holder);
create index waiting_files_by_age on waiting_files (org_id, added_at);
call guard.wall_in('waiting_files', 'delete');

-- How often somebody has come within an hour, by keyed digests of where from. Of no organisation, so that every process
-- counts the same, and no role reaches it but through this function. A crash may forget it.
create unlogged table guard.visits (
  key bytea not null,
  hour timestamptz not null,
  visits int not null,
  primary key (key, hour)
);
create index visits_by_age on guard.visits (hour);
create function count_visit(who bytea, at timestamptz) returns int
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from guard.visits v where (v.key, v.hour) in (
    select o.key, o.hour from guard.visits o where o.hour < at - interval '2 hours' order by o.hour limit 20
    for update skip locked
  );
  insert into guard.visits as v (key, hour, visits) values (who, date_trunc('hour', at, 'UTC'), 1)
  on conflict (key, hour) do update set visits = v.visits + 1
  returning visits
$$;
revoke all on function count_visit(bytea, timestamptz) from public;
grant execute on function count_visit(bytea, timestamptz) to evenhand_worker;

-- People by how their name, or its last word, begins, and by how an address of theirs begins.
create index persons_by_name on persons (org_id, lower(name) collate "C", id) where name is not null;
create index persons_by_last_name on persons (org_id, lower(split_part(name, ' ', -1)) collate "C", id)
  where name is not null;
create function find_people(wanted_name text, wanted_address text, n int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with mine as materialized (select public.current_org() as org),
  by_address as (
    select a.person_id as id from public.accounts a
    where wanted_address <> '' and a.org_id = (select org from mine)
      and pg_catalog.starts_with(a.address_key, 'email::' operator(pg_catalog.||) pg_catalog.lower(wanted_address))
    order by a.address_key limit n
  ),
  by_first as (
    select p.id from public.persons p
    where wanted_name <> '' and p.org_id = (select org from mine) and p.name is not null
      and pg_catalog.lower(p.name) collate "C" >= pg_catalog.lower(wanted_name)
      and pg_catalog.lower(p.name) collate "C" < pg_catalog.lower(wanted_name) operator(pg_catalog.||) pg_catalog.chr(1114109)
    order by pg_catalog.lower(p.name) collate "C", p.id limit n
  ),
  by_last as (
    select p.id from public.persons p
    where wanted_name <> '' and p.org_id = (select org from mine) and p.name is not null
      and pg_catalog.lower(pg_catalog.split_part(p.name, ' ', -1)) collate "C" >= pg_catalog.lower(wanted_name)
      and pg_catalog.lower(pg_catalog.split_part(p.name, ' ', -1)) collate "C" < pg_catalog.lower(wanted_name) operator(pg_catalog.||) pg_catalog.chr(1114109)
    order by pg_catalog.lower(pg_catalog.split_part(p.name, ' ', -1)) collate "C", p.id limit n
  )
  select id from by_address union select id from by_first union select id from by_last limit n
$$;
revoke all on function find_people(text, text, int) from public;
grant create on schema public to evenhand_finder;
alter function find_people(text, text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function find_people(text, text, int) to evenhand_app;
