-- The queue: what a list asks of a case besides its date, where it rests, views that are kept, and search in what was said.

-- Told by the fold, so that no list can differ from its case.
update cases set fold = fold || '{"snooze": null}' where not fold ? 'snooze';
alter table cases
  add column turn text generated always as (fold->>'turn') stored,
  add column is_public boolean generated always as ((fold->>'isPublic')::boolean) stored,
  add column offered_to text generated always as (fold->'offer'->>'to') stored,
  add column is_snoozed boolean generated always as ((fold->>'snooze') is not null) stored,
  add column account_id uuid generated always as ((fold->>'account')::uuid) stored,
  -- Cases of no team are a team of their own here: an index finds what is null, but not in order.
  add column seen_by text generated always as (coalesce(team, '')) stored;

-- A page of the queue is read off an index from its place on, whatever it is filtered by.
create index cases_of_owner_by_due on cases (org_id, owner, next_due_at, id) where state = 'open';
create index cases_of_rung_by_due on cases (org_id, rung, next_due_at, id) where state = 'open';
create index cases_of_team_by_due on cases (org_id, seen_by, next_due_at, id) where state = 'open';
-- What is rare is found without a walk past everything else.
create index cases_offered_by_due on cases (org_id, offered_to, next_due_at, id)
  where state = 'open' and offered_to is not null;
create index cases_serious_by_due on cases (org_id, next_due_at, id) where state = 'open' and severity >= 4;
create index cases_public_by_due on cases (org_id, next_due_at, id) where state = 'open' and is_public;
create index cases_snoozed_by_due on cases (org_id, next_due_at, id) where state = 'open' and is_snoozed;
create index cases_of_owner_by_opening on cases (org_id, owner, opened_at desc, id desc) where state <> 'open';

-- Filters that are kept under a name: somebody's own, or everybody's.
create table views (
  org_id uuid not null,
  id uuid not null,
  owner text,
  name text not null,
  filter jsonb not null,
  place int not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id)
);
create index views_offered on views (org_id, owner, place, id) where ended_at is null;
call guard.wall_in('views', 'update');

-- Search in what was said. A mail may be long: what is looked for stands in its beginning.
create index message_words_search on message_words using gin (to_tsvector('simple', left(body, 50000)));
create index persons_search on persons using gin (to_tsvector('simple', coalesce(name, '')));
create index accounts_by_address on accounts (org_id, lower(address) collate "C");
create policy finder on message_words for select to evenhand_finder using (true);
create policy finder on messages for select to evenhand_finder using (true);
grant select on message_words, messages to evenhand_finder;

drop function find_cases(text, int);

-- Cases that hold all of these words in their subject, or in one message, of which the newest is told; of persons with this
-- name or address; or with this number. `wanted` is a query over words, `beginning` how an address begins; n at most of each.
-- Words so common that they are in thousands of messages find some of those: an index that gives all of them is slow, and
-- nobody reads them.
create function search_cases(wanted text, beginning text, n int)
returns table (case_id uuid, message_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp set gin_fuzzy_search_limit = 5000 as $$
  with mine as materialized (select public.current_org() as org),
  query as materialized (select pg_catalog.to_tsquery('simple', wanted) as q),
  by_subject as materialized (
    select w.case_id from public.case_words w
    where w.tsv operator(pg_catalog.@@) (select q from query) and w.org_id = (select org from mine)
    limit n
  ),
  said as materialized (
    select w.message_id from public.message_words w
    where pg_catalog.to_tsvector('simple', pg_catalog.left(w.body, 50000)) operator(pg_catalog.@@) (select q from query)
      and w.org_id = (select org from mine)
    limit 5000
  ),
  by_message as (
    select m.case_id, m.id as message_id from said
    join public.messages m on m.org_id = (select org from mine) and m.id = said.message_id
    order by m.at desc limit n
  ),
  by_name as (
    select c.id from public.persons p
    join public.cases c on c.org_id = p.org_id and c.person_id = p.id
    where pg_catalog.to_tsvector('simple', coalesce(p.name, '')) operator(pg_catalog.@@) (select q from query)
      and p.org_id = (select org from mine)
    limit n
  ),
  by_account as (
    select c.id from public.accounts a
    join public.cases c on c.org_id = a.org_id and c.person_id = a.person_id
    where a.org_id = (select org from mine)
      and pg_catalog.lower(a.address) collate "C" >= beginning
      and pg_catalog.lower(a.address) collate "C" < beginning operator(pg_catalog.||) pg_catalog.chr(1114111)
    limit n
  ),
  by_number as (
    select c.id from public.cases c
    where c.org_id = (select org from mine)
      and c.number = case when beginning operator(pg_catalog.~) '^[0-9]{1,15}$' then beginning::bigint end
  ),
  found (case_id, message_id) as (
    select id, null::uuid from by_number
    union all select case_id, null from by_subject
    union all select id, null from by_name
    union all select id, null from by_account
    union all select case_id, message_id from by_message
  )
  -- Of several messages of a case the newest: ids of messages grow with time.
  select found.case_id, pg_catalog.max(found.message_id::text)::uuid from found group by found.case_id
$$;
revoke all on function search_cases(text, text, int) from public;
grant create on schema public to evenhand_finder;
alter function search_cases(text, text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function search_cases(text, text, int) to evenhand_app;
