-- Search and lists that take as long for a million cases as for ten thousand.

-- Words stand on shelves: what is said in 256 cases, by their numbers, is one shelf, and 32 shelves are a bay. Each word is
-- marked with its organisation and its bay, so that what is looked for is read bay by bay, the newest first, until enough
-- is found, whatever else is said in the house; and a beginning goes no further than its bay. What holds a word that is in
-- every message is read off shelf by shelf.
create function shelf_of(number bigint) returns int language sql immutable parallel safe as 'select (number >> 8)::int';

-- The words of a text, as its shelf's; without a shelf, as its organisation's. A text may be long: what is looked for stands
-- in its beginning. It costs so much that the planner never computes it row by row.
create function shelved(org uuid, shelf int, said text) returns tsvector
language plpgsql immutable parallel safe cost 100000 as $$
declare
  house text := pg_catalog.right(org::text, 4);
  mark text := house operator(pg_catalog.||) coalesce(pg_catalog.to_hex(shelf operator(pg_catalog.>>) 5), '') operator(pg_catalog.||) ':';
  words text[] := pg_catalog.tsvector_to_array(pg_catalog.to_tsvector('simple', pg_catalog.left(said, 50000)));
begin
  -- A word of two thousand letters has no room for its mark.
  if pg_catalog.octet_length(said) operator(pg_catalog.>) 1000 then
    words := array(select word from pg_catalog.unnest(words) word where pg_catalog.octet_length(word) operator(pg_catalog.<) 1000);
  end if;
  words := pg_catalog.string_to_array(
    mark operator(pg_catalog.||) pg_catalog.array_to_string(words, e'\x01' operator(pg_catalog.||) mark), e'\x01');
  if shelf is not null then
    words := words operator(pg_catalog.||) (house operator(pg_catalog.||) '/' operator(pg_catalog.||) pg_catalog.to_hex(shelf));
  end if;
  return pg_catalog.array_to_tsvector(words);
end $$;
revoke all on function shelf_of(bigint), shelved(uuid, int, text) from public;
grant execute on function shelf_of(bigint), shelved(uuid, int, text) to evenhand_app, evenhand_finder;

drop function search_cases(text, text, int);
drop index case_words_search, message_words_search, persons_search;
alter table case_words drop column tsv, add column shelf int;
alter table message_words add column shelf int;
update case_words w set shelf = shelf_of(c.number) from cases c where c.org_id = w.org_id and c.id = w.case_id;
update message_words w set shelf = shelf_of(c.number)
from messages m join cases c on c.org_id = m.org_id and c.id = m.case_id where m.org_id = w.org_id and m.id = w.message_id;
-- Words without their case are nobody's to find.
update case_words set shelf = 0 where shelf is null;
update message_words set shelf = 0 where shelf is null;
alter table case_words alter column shelf set not null;
alter table message_words alter column shelf set not null;

-- A list of what is still to be entered would be gone through at every bay.
create index case_words_search on case_words using gin (shelved(org_id, shelf, subject)) with (fastupdate = off);
create index message_words_search on message_words using gin (shelved(org_id, shelf, body)) with (fastupdate = off);
create index persons_search on persons using gin (shelved(org_id, null, name)) with (fastupdate = off) where name is not null;
-- No plan depends on which words are how common, and counting them takes long.
alter index case_words_search alter column 1 set statistics 0;
alter index message_words_search alter column 1 set statistics 0;
alter index persons_search alter column 1 set statistics 0;

-- Cases that hold all of these words in their subject, or in one message, of which the newest is told; of persons with this
-- name or address; or with this number. `wanted` is a query over words, `beginning` how an address begins. At most n, the one
-- with the number first, then the newest: whoever asks for one more than they want learns whether there are more.
--
-- A plan without hashes, as each bay is asked only while there are too few; `offset 0` keeps the words' index alone with
-- what it finds, since an index of the organisation would bring every message it has.
create function search_cases(wanted text, beginning text, n int)
returns table (case_id uuid, message_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
declare
  org uuid := public.current_org();
  house text := right(org::text, 4);
  newest int := coalesce((select public.shelf_of(max(c.number)) from public.cases c where c.org_id = org), 0);
  -- The words one by one, with room for their mark before each: nothing is kept of where they stand.
  terms text := regexp_replace(regexp_replace(to_tsquery('simple', wanted)::text, ' <(-|\d+)> ', ' & ', 'g'),
    $quote$'((?:[^']|'')*)'$quote$, e'\'\x01\\1\'', 'g');
  bays text[];
begin
  if terms <> '' then
    -- The newest two bays shelf by shelf, the others whole.
    bays := array(
      select replace('(' || terms || ')', e'\x01', house || to_hex(shelf >> 5) || ':') || ' & ''' || house || '/' || to_hex(shelf) || ''''
      from generate_series(newest, greatest(0, ((newest >> 5) - 1) << 5), -1) shelf
    ) || array(
      select replace(terms, e'\x01', house || to_hex(bay) || ':') from generate_series((newest >> 5) - 2, 0, -1) bay
    );
  end if;
  return query
  with by_subject as materialized (
    select hit.case_id from unnest(bays) bay cross join lateral (
      select w.case_id from (
        select w.org_id, w.case_id from public.case_words w
        where public.shelved(w.org_id, w.shelf, w.subject) @@ bay::tsquery offset 0
      ) w where w.org_id = org order by w.case_id desc
    ) hit limit n
  ),
  by_message as materialized (
    select hit.case_id, hit.message_id from unnest(bays) bay cross join lateral (
      select distinct on (m.case_id) m.case_id, m.id as message_id from (
        select w.org_id, w.message_id from public.message_words w
        where public.shelved(w.org_id, w.shelf, w.body) @@ bay::tsquery offset 0
      ) w join public.messages m on m.org_id = w.org_id and m.id = w.message_id
      -- Ids grow with time.
      where w.org_id = org order by m.case_id desc, m.id desc
    ) hit limit n
  ),
  by_name as materialized (
    select c.id from (
      select p.org_id, p.id from public.persons p
      where public.shelved(p.org_id, null, p.name) @@ replace(nullif(terms, ''), e'\x01', house || ':')::tsquery
        and p.name is not null offset 0
    ) p join public.cases c on c.org_id = p.org_id and c.person_id = p.id
    where p.org_id = org limit n
  ),
  by_account as materialized (
    select c.id from public.accounts a join public.cases c on c.org_id = a.org_id and c.person_id = a.person_id
    where a.org_id = org and lower(a.address) collate "C" >= beginning
      and lower(a.address) collate "C" < beginning || chr(1114111)
    limit n
  ),
  by_number as materialized (
    select c.id from public.cases c
    where c.org_id = org and c.number = case when beginning ~ '^[0-9]{1,15}$' then beginning::bigint end
  ),
  found (case_id, message_id, is_named) as (
    select id, null::uuid, true from by_number
    union all select case_id, null, false from by_subject
    union all select id, null, false from by_name
    union all select id, null, false from by_account
    union all select case_id, message_id, false from by_message
  )
  select f.case_id, max(f.message_id::text)::uuid from found f
  group by f.case_id order by bool_or(f.is_named) desc, f.case_id desc limit n;
end $$;
revoke all on function search_cases(text, text, int) from public;
grant create on schema public to evenhand_finder;
alter function search_cases(text, text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function search_cases(text, text, int) to evenhand_app;

-- Lists: a page is read off an index from its place on, whatever it is filtered by, and a count goes no further than its
-- thousandth case. What is rare has an index of its own, which costs the others nothing.
drop index cases_by_due, cases_of_owner_by_due, cases_by_owner, cases_of_owner_by_opening;
create index cases_of_owner_by_due on cases (org_id, owner, next_due_at, id) include (is_snoozed, turn) where state = 'open';
create index cases_by_due on cases (org_id, next_due_at, id) include (is_snoozed) where state = 'open';
create index cases_waiting_by_due on cases (org_id, next_due_at, id) where state = 'open' and turn = 'customers';
create index cases_of_owner_waiting_by_due on cases (org_id, owner, next_due_at, id) where state = 'open' and turn = 'customers';
create index cases_of_team_waiting_by_due on cases (org_id, seen_by, next_due_at, id) where state = 'open' and turn = 'customers';
create index cases_gravest_by_due on cases (org_id, next_due_at, id) where state = 'open' and severity >= 5;
create index cases_of_owner_serious_by_due on cases (org_id, owner, next_due_at, id) where state = 'open' and severity >= 4;
create index cases_of_team_serious_by_due on cases (org_id, seen_by, next_due_at, id) where state = 'open' and severity >= 4;

create index cases_closed_by_opening on cases (org_id, opened_at desc, id desc) where state = 'closed';
create index cases_merged_by_opening on cases (org_id, opened_at desc, id desc) where state = 'merged';
create index cases_of_owner_by_opening on cases (org_id, owner, opened_at desc, id desc);
create index cases_closed_of_owner_by_opening on cases (org_id, owner, opened_at desc, id desc) where state = 'closed';
create index cases_of_team_by_opening on cases (org_id, seen_by, opened_at desc, id desc);
create index cases_closed_of_team_by_opening on cases (org_id, seen_by, opened_at desc, id desc) where state = 'closed';
create index cases_of_rung_by_opening on cases (org_id, rung, opened_at desc, id desc);
create index cases_serious_by_opening on cases (org_id, opened_at desc, id desc) where severity >= 4;
create index cases_gravest_by_opening on cases (org_id, opened_at desc, id desc) where severity >= 5;
create index cases_public_by_opening on cases (org_id, opened_at desc, id desc) where is_public;
create index cases_waiting_by_opening on cases (org_id, opened_at desc, id desc) where turn = 'customers';
create index cases_snoozed_by_opening on cases (org_id, opened_at desc, id desc) where is_snoozed;
create index cases_offered_by_opening on cases (org_id, offered_to, opened_at desc, id desc) where offered_to is not null;
-- A house of one team has teams of no case. Taken for a hundred, none of them is looked for in a walk past all cases.
alter table cases alter column seen_by set (n_distinct = 200), alter column offered_to set (n_distinct = 200);

-- What no plan depends on is not counted: words, folds, raw bytes and digests are most of what a desk holds.
alter table cases alter column fold set statistics 0, alter column head set statistics 0;
alter table events alter column data set statistics 0, alter column hash set statistics 0;
alter table case_words alter column subject set statistics 0, alter column matter set statistics 0;
alter table message_words alter column subject set statistics 0, alter column body set statistics 0,
  alter column html set statistics 0, alter column salt set statistics 0;
alter table item_bytes alter column bytes set statistics 0;
alter table attachments alter column bytes set statistics 0;
alter table remarks alter column body set statistics 0, alter column salt set statistics 0;
alter table commands alter column answer set statistics 0, alter column digest set statistics 0;
