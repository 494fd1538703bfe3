-- Names are found as they are typed on any keyboard, and as they are heard: without the marks on their letters, and, where
-- nothing is written so, by their sound.

create extension if not exists fuzzystrmatch with schema public;

-- A name in small letters without marks: what keeps its mark when it is taken apart is named one by one.
create function name_folded(name text) returns text
language sql immutable strict parallel safe
return case when octet_length(name) = length(name) then lower(name)
  else replace(replace(replace(translate(
    lower(regexp_replace(normalize(name, nfd), U&'[\0300-\036F]', '', 'g')),
    'ıøłđħŧð', 'ioldhtd'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') end;

-- How a word of a name sounds: its double metaphones (Lawrence Philips, 2000). Initials, numbers and other scripts have none.
create function name_sounds(word text) returns text[]
language sql immutable strict parallel safe
return case when length(word) > 2 and dmetaphone(word) <> '' then array[dmetaphone(word), dmetaphone_alt(word)] end;

-- The words of a name and their sounds, marked with the organisation as all words are that are looked for.
create function name_words(org uuid, name text) returns tsvector
language plpgsql immutable parallel safe cost 100000 as $$
declare
  mark text := pg_catalog.right(org::text, 4) operator(pg_catalog.||) ':';
  words text[] := pg_catalog.tsvector_to_array(
    pg_catalog.to_tsvector('simple', public.name_folded(pg_catalog.left(name, 500))));
  sounds text[];
  word text;
begin
  foreach word in array words loop
    sounds := sounds operator(pg_catalog.||) public.name_sounds(word);
  end loop;
  return pg_catalog.array_to_tsvector(pg_catalog.string_to_array(
    mark operator(pg_catalog.||) pg_catalog.array_to_string(words, e'\x01' operator(pg_catalog.||) mark)
    operator(pg_catalog.||) coalesce(e'\x01' operator(pg_catalog.||) mark operator(pg_catalog.||) '~'
      operator(pg_catalog.||) pg_catalog.array_to_string(nullif(sounds, '{}'), e'\x01' operator(pg_catalog.||) mark operator(pg_catalog.||) '~'), ''),
    e'\x01'));
end $$;

-- What asks for names of an organisation that sound as these words do, each of them in any of its sounds; null where one of
-- them has none.
create function names_alike(org uuid, wanted text) returns tsquery
language sql immutable strict parallel safe
return (
  select case when bool_and(sounds is not null) then string_agg(sounds, ' & ')::tsquery end from (
    select (
      select '(' || string_agg('''' || right(org::text, 4) || ':~' || sound || '''', ' | ') || ')'
      from unnest(name_sounds(word)) sound
    ) from unnest(tsvector_to_array(to_tsvector('simple', name_folded(wanted)))) word
  ) each_word (sounds)
);

drop index persons_search, persons_by_name, persons_by_last_name;
create index persons_search on persons using gin (name_words(org_id, name)) with (fastupdate = off) where name is not null;
alter index persons_search alter column 1 set statistics 0;
create index persons_by_name on persons (org_id, name_folded(name) collate "C", id) where name is not null;
create index persons_by_last_name on persons (org_id, name_folded(split_part(name, ' ', -1)) collate "C", id)
  where name is not null;

-- People by how their name, or its last word, begins, by how an address of theirs begins, or else by how their name sounds.
create or replace function find_people(wanted_name text, wanted_address text, n int) returns setof uuid
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
      and public.name_folded(p.name) collate "C" >= public.name_folded(wanted_name)
      and public.name_folded(p.name) collate "C" < public.name_folded(wanted_name) operator(pg_catalog.||) pg_catalog.chr(1114109)
    order by public.name_folded(p.name) collate "C", p.id limit n
  ),
  by_last as (
    select p.id from public.persons p
    where wanted_name <> '' and p.org_id = (select org from mine) and p.name is not null
      and public.name_folded(pg_catalog.split_part(p.name, ' ', -1)) collate "C" >= public.name_folded(wanted_name)
      and public.name_folded(pg_catalog.split_part(p.name, ' ', -1)) collate "C" < public.name_folded(wanted_name) operator(pg_catalog.||) pg_catalog.chr(1114109)
    order by public.name_folded(pg_catalog.split_part(p.name, ' ', -1)) collate "C", p.id limit n
  ),
  found as (select id from by_address union select id from by_first union select id from by_last limit n),
  by_sound as (
    select p.id from (
      select p.org_id, p.id from public.persons p
      where public.name_words(p.org_id, p.name) operator(pg_catalog.@@)
        public.names_alike((select org from mine), wanted_name) and p.name is not null offset 0
    ) p where p.org_id = (select org from mine) and not exists (select from found) limit n
  )
  select id from found union all select id from by_sound
$$;
