-- What a list says of a case is kept beside it, so that a page is read without any case's fold.
alter table cases add column glance json;
update cases c set glance = json_build_object(
  'seq', c.fold->'seq',
  'failures', c.fold->'failures',
  'nextDue', (
    select json_build_object('kind', d.deadline->'kind', 'setAt', d.deadline->'setAt',
      'near', d.deadline->>'state' = 'missed' or (d.deadline->>'near')::boolean)
    from jsonb_array_elements(c.fold->'deadlines') with ordinality d (deadline, place)
    where d.deadline->>'state' in ('running', 'missed') and (d.deadline->>'dueAt')::timestamptz = c.next_due_at
    -- One that runs comes before one that went by at the same moment.
    order by d.deadline->>'state' desc, d.place limit 1
  ),
  'snoozedUntil', c.fold->'snooze'->'until'
);
alter table cases alter column glance set not null, alter column glance set statistics 0;

drop function search_cases(text, text, int);
-- Cases that hold all of these words in their subject, or in one message, of which the newest is told; of persons with this
-- name or address; or with this number. `wanted` is a query over words, `beginning` how an address begins. At most n, the one
-- with the number first, then the newest: whoever asks for one more than they want learns whether there are more. Names and
-- addresses are not marked with when they were said: of theirs a hundred are held against the newest words, however few
-- are wanted, so that the first few of few are the first few of many.
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
    where p.org_id = org limit greatest(n, 101)
  ),
  by_account as materialized (
    select c.id from public.accounts a join public.cases c on c.org_id = a.org_id and c.person_id = a.person_id
    where a.org_id = org and lower(a.address) collate "C" >= beginning
      and lower(a.address) collate "C" < beginning || chr(1114111)
    order by lower(a.address) collate "C", c.id desc limit greatest(n, 101)
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
