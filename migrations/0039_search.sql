-- A search among a million cases takes half as long for two words and for a beginning that many names have.

-- Cases that hold all of these words in their subject, or in one message, of which the newest is told; of persons with this
-- name or address; or with this number. `wanted` is a query over words, `beginning` how an address begins. At most n, the one
-- with the number first, then the newest: whoever asks for one more than they want learns whether there are more. Names and
-- addresses are not marked with when they were said: of theirs a hundred are held against the newest words, however few
-- are wanted, so that the first few of few are the first few of many.
--
-- Subjects and messages are gone through together, from the newest on, until enough is found: one shelf, then two, four,
-- eight and sixteen at once, then what is older bay by bay. Each time a beginning is gathered from its whole bay, so that
-- shelf after shelf would gather it thirty times. A plan without hashes, as each is asked only while there are too few;
-- `offset 0` keeps the words' index alone with what it finds, since an index of the organisation would bring every message
-- it has.
--
-- A beginning that thousands of names have is not gathered for the sake of a hundred: where a hundred cases are of people
-- whose first or last name begins so, these are taken in the order of the alphabet. By its sound a name is looked for where
-- nothing else is found at all.
create or replace function search_cases(wanted text, beginning text, n int)
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
  -- From here on by shelves.
  near int := greatest(0, newest - 30);
  asked text[];
  asked_by_shelves int;
  most int := greatest(n, 101);
  -- A single word as it was typed, which may go on.
  opening text := case when terms = e'\'\x01' || beginning || e'\':*' then public.name_folded(beginning) end;
begin
  if terms <> '' then
    -- Shelves that are asked for at once and lie in two bays are two questions.
    asked := array(
      select replace('(' || terms || ')', e'\x01', house || to_hex(shelf >> 7) || ':')
        || ' & (' || string_agg('''' || house || '/' || to_hex(shelf) || '''', ' | ') || ')'
      from generate_series(0, 4) power
        cross join lateral generate_series(greatest(0, newest - (2 << power) + 2), newest - (1 << power) + 1) shelf
      group by power, shelf >> 7 order by power, shelf >> 7 desc
    );
    asked_by_shelves := cardinality(asked);
    asked := asked || array(
      select replace(terms, e'\x01', house || to_hex(bay) || ':') from generate_series((near - 1) >> 7, 0, -1) bay
    );
  end if;
  return query
  with by_words as materialized (
    select hit.case_id, hit.message_id from unnest(asked) with ordinality a (query, nth) cross join lateral (
      select distinct on (held.case_id) held.case_id, held.message_id from (
        select w.case_id, null::uuid as message_id from (
          select w.org_id, w.case_id, w.shelf from public.case_words w
          where public.shelved(w.org_id, w.shelf, w.subject) @@ a.query::tsquery offset 0
        ) w where w.org_id = org and (w.shelf < near or a.nth <= asked_by_shelves)
        union all
        select m.case_id, m.id from (
          select w.org_id, w.message_id, w.shelf from public.message_words w
          where public.shelved(w.org_id, w.shelf, w.body) @@ a.query::tsquery offset 0
        ) w join public.messages m on m.org_id = w.org_id and m.id = w.message_id
        -- Ids grow with time. Of a bay that reaches into the newest shelves, what stands on these was found before.
        where w.org_id = org and (w.shelf < near or a.nth <= asked_by_shelves)
      ) held order by held.case_id desc, held.message_id desc nulls last
    ) hit limit n
  ),
  by_opening as materialized (
    select c.id from (
      (select p.id from public.persons p
      where p.org_id = org and p.name is not null
        and public.name_folded(p.name) collate "C" >= opening and public.name_folded(p.name) collate "C" < opening || chr(1114111)
      order by public.name_folded(p.name) collate "C", p.id)
      union all
      (select p.id from public.persons p
      where p.org_id = org and p.name is not null
        and public.name_folded(split_part(p.name, ' ', -1)) collate "C" >= opening
        and public.name_folded(split_part(p.name, ' ', -1)) collate "C" < opening || chr(1114111)
        and not starts_with(public.name_folded(p.name), opening)
      order by public.name_folded(split_part(p.name, ' ', -1)) collate "C", p.id)
    ) p join public.cases c on c.org_id = org and c.person_id = p.id limit most
  ),
  by_name as materialized (
    select c.id from (
      select p.org_id, p.id from public.persons p
      where public.name_words(p.org_id, p.name) @@ case when (select count(*) from by_opening) < most
        then replace(public.name_folded(nullif(terms, '')), e'\x01', house || ':')::tsquery
      end and p.name is not null offset 0
    ) p join public.cases c on c.org_id = p.org_id and c.person_id = p.id
    where p.org_id = org limit most
  ),
  by_account as materialized (
    select c.id from public.accounts k join public.cases c on c.org_id = k.org_id and c.person_id = k.person_id
    where k.org_id = org and lower(k.address) collate "C" >= beginning
      and lower(k.address) collate "C" < beginning || chr(1114111)
    order by lower(k.address) collate "C", c.id desc limit most
  ),
  by_number as materialized (
    select c.id from public.cases c
    where c.org_id = org and c.number = case when beginning ~ '^[0-9]{1,15}$' then beginning::bigint end
  ),
  found (case_id, message_id, is_named) as (
    select id, null::uuid, true from by_number
    union all select id, null, false from by_opening
    union all select id, null, false from by_name
    union all select id, null, false from by_account
    union all select case_id, message_id, false from by_words
  ),
  by_sound as (
    select c.id from (
      select p.org_id, p.id from public.persons p
      where public.name_words(p.org_id, p.name) @@ case when not exists (select from found)
        then public.names_alike(org, wanted)
      end and p.name is not null offset 0
    ) p join public.cases c on c.org_id = p.org_id and c.person_id = p.id
    where p.org_id = org limit most
  )
  select f.case_id, max(f.message_id::text)::uuid from (
    select case_id, message_id, is_named from found union all select id, null, false from by_sound
  ) f
  group by f.case_id order by bool_or(f.is_named) desc, f.case_id desc limit n;
end $$;
