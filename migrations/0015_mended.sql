-- What two fresh readers missed: numbers typed as they are dialled at home, and where links to this desk lead.

-- A number as it is dialled at home ends as it does abroad. Read from its end, so that the ending is a beginning.
create index accounts_by_number_end on accounts (org_id, reverse(address_key) collate "C") where kind = 'phone';

-- The telephone accounts whose number ends so; n at most.
create function numbers_ending(ending text, n int)
returns table (person_id uuid, address_key text, kind text, address text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.person_id, a.address_key, a.kind, a.address from public.accounts a
  where a.org_id = (select public.current_org()) and a.kind = 'phone'
    and pg_catalog.reverse(a.address_key) collate "C" >= pg_catalog.reverse(ending)
    and pg_catalog.reverse(a.address_key) collate "C" < pg_catalog.reverse(ending) operator(pg_catalog.||) pg_catalog.chr(1114111)
  order by pg_catalog.reverse(a.address_key) collate "C" limit n
$$;
revoke all on function numbers_ending(text, int) from public;
grant create on schema public to evenhand_finder;
alter function numbers_ending(text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function numbers_ending(text, int) to evenhand_app;

-- Notes that name somebody, seen or not, the newest first.
create index mentions_of_member on mentions (org_id, member, at desc, message_id desc);

-- What an erasure reached, for whoever reads the ledger: its cases, which stay without words, and the replies to that person
-- that were withdrawn. Null where nobody noted it.
alter table erasures add column case_ids uuid[];
alter table erasures add column withdrawn int;

-- Where customers and colleagues reach this desk: what every link that it prints begins with.
create table public_address (
  org_id uuid primary key,
  address text not null,
  changed_at timestamptz not null,
  changed_by text not null
);
call guard.wall_in('public_address', 'update, delete');
