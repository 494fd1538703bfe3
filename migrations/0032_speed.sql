-- A search among a million cases reads half of the pages that it read before.

-- A bay is 128 shelves, what is said in 32,768 cases: a word that is said seldom is looked for in so many bays that each costs
-- more than what it holds. What a text is marked with is put together in one piece, as it is for every message that comes.
drop function search_cases(text, text, int);
drop index case_words_search, message_words_search, persons_search;
create or replace function shelved(org uuid, shelf int, said text) returns tsvector
language plpgsql immutable parallel safe cost 100000 as $$
declare
  house text := pg_catalog.right(org::text, 4);
  mark text := house operator(pg_catalog.||) coalesce(pg_catalog.to_hex(shelf operator(pg_catalog.>>) 7), '') operator(pg_catalog.||) ':';
  place text := coalesce(e'\x01' operator(pg_catalog.||) house operator(pg_catalog.||) '/' operator(pg_catalog.||) pg_catalog.to_hex(shelf), '');
  words text[];
begin
  -- A word of two thousand letters has no room for its mark.
  if pg_catalog.octet_length(said) operator(pg_catalog.>) 1000 then
    words := array(
      select word from pg_catalog.unnest(pg_catalog.tsvector_to_array(pg_catalog.to_tsvector('simple', pg_catalog.left(said, 50000)))) word
      where pg_catalog.octet_length(word) operator(pg_catalog.<) 1000
    );
    return pg_catalog.array_to_tsvector(pg_catalog.string_to_array(mark operator(pg_catalog.||)
      pg_catalog.array_to_string(words, e'\x01' operator(pg_catalog.||) mark) operator(pg_catalog.||) place, e'\x01'));
  end if;
  return pg_catalog.array_to_tsvector(pg_catalog.string_to_array(mark operator(pg_catalog.||)
    pg_catalog.array_to_string(pg_catalog.tsvector_to_array(pg_catalog.to_tsvector('simple', said)), e'\x01' operator(pg_catalog.||) mark)
    operator(pg_catalog.||) place, e'\x01'));
end $$;
create index case_words_search on case_words using gin (shelved(org_id, shelf, subject)) with (fastupdate = off);
create index message_words_search on message_words using gin (shelved(org_id, shelf, body)) with (fastupdate = off);
create index persons_search on persons using gin (shelved(org_id, null, name)) with (fastupdate = off) where name is not null;
alter index case_words_search alter column 1 set statistics 0;
alter index message_words_search alter column 1 set statistics 0;
alter index persons_search alter column 1 set statistics 0;

-- What a search asks of a case or a message that it has found is read off an index, without the row.
drop index cases_of_person;
create index cases_of_person on cases (org_id, person_id) include (id) where person_id is not null;
alter table messages drop constraint messages_pkey, add primary key (org_id, id) include (case_id);

-- What was serious and is closed: few among all that was ever closed, and among all that is serious.
create index cases_closed_serious_by_opening on cases (org_id, opened_at desc, id desc) where state = 'closed' and severity >= 4;
create index cases_closed_of_team_serious_by_opening on cases (org_id, seen_by, opened_at desc, id desc)
  where state = 'closed' and severity >= 4;
create index cases_closed_of_owner_serious_by_opening on cases (org_id, owner, opened_at desc, id desc)
  where state = 'closed' and severity >= 4;

-- Cases that hold all of these words in their subject, or in one message, of which the newest is told; of persons with this
-- name or address; or with this number. `wanted` is a query over words, `beginning` how an address begins. At most n, the one
-- with the number first, then the newest: whoever asks for one more than they want learns whether there are more. Names and
-- addresses are not marked with when they were said: of theirs a hundred are held against the newest words, however few
-- are wanted, so that the first few of few are the first few of many.
--
-- The newest 32 shelves are asked one by one, then what is older bay by bay. A plan without hashes, as each is asked only while
-- there are too few; `offset 0` keeps the words' index alone with what it finds, since an index of the organisation would
-- bring every message it has.
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
  -- From here on shelf by shelf.
  near int := greatest(0, newest - 31);
  asked text[];
begin
  if terms <> '' then
    asked := array(
      select replace('(' || terms || ')', e'\x01', house || to_hex(shelf >> 7) || ':') || ' & ''' || house || '/' || to_hex(shelf) || ''''
      from generate_series(newest, near, -1) shelf
    ) || array(
      select replace(terms, e'\x01', house || to_hex(bay) || ':') from generate_series((near - 1) >> 7, 0, -1) bay
    );
  end if;
  return query
  with by_subject as materialized (
    select hit.case_id from unnest(asked) with ordinality a (query, nth) cross join lateral (
      select w.case_id from (
        select w.org_id, w.case_id, w.shelf from public.case_words w
        where public.shelved(w.org_id, w.shelf, w.subject) @@ a.query::tsquery offset 0
      ) w where w.org_id = org and (w.shelf < near or a.nth <= newest - near + 1) order by w.case_id desc
    ) hit limit n
  ),
  by_message as materialized (
    select hit.case_id, hit.message_id from unnest(asked) with ordinality a (query, nth) cross join lateral (
      select distinct on (m.case_id) m.case_id, m.id as message_id from (
        select w.org_id, w.message_id, w.shelf from public.message_words w
        where public.shelved(w.org_id, w.shelf, w.body) @@ a.query::tsquery offset 0
      ) w join public.messages m on m.org_id = w.org_id and m.id = w.message_id
      -- Ids grow with time. Of a bay that reaches into the newest shelves, what stands on these was found before.
      where w.org_id = org and (w.shelf < near or a.nth <= newest - near + 1) order by m.case_id desc, m.id desc
    ) hit limit n
  ),
  by_name as materialized (
    select c.id from (
      select p.org_id, p.id from public.persons p
      where public.shelved(p.org_id, null, p.name) @@ replace(nullif(terms, ''), e'\x01', house || ':')::tsquery
        and p.name is not null offset 0
    ) p join public.cases c on c.org_id = p.org_id and c.person_id = p.id
    where p.org_id = org limit greatest(n, 101)
  ),
  by_account as materialized (
    select c.id from public.accounts k join public.cases c on c.org_id = k.org_id and c.person_id = k.person_id
    where k.org_id = org and lower(k.address) collate "C" >= beginning
      and lower(k.address) collate "C" < beginning || chr(1114111)
    order by lower(k.address) collate "C", c.id desc limit greatest(n, 101)
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
