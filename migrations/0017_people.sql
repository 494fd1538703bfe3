-- Who somebody is, how sure we are, and how far their voice carries.

-- What an account is compared by where that differs from what it is known by: one mailbox in another spelling, a number as it
-- is dialled abroad. And how a handle looks to the eye (Unicode TR39).
alter table accounts add column same_key text;
alter table accounts add column skeleton text;
-- Whose it is, where somebody has said so: a family's, an office's or others' who share it, and then it identifies nobody; or one
-- person's, whatever names were seen.
alter table accounts add column sharing text check (sharing in ('family', 'office', 'other', 'one-person'));
alter table accounts add column sharing_by text;
alter table accounts add column sharing_at timestamptz;
create index accounts_by_same on accounts (org_id, same_key) where same_key is not null;
create index accounts_by_skeleton on accounts (org_id, skeleton) where skeleton is not null;

-- Where a link comes from: a message, a claim, a colleague, or the desk itself.
alter table links add column source text not null default 'desk';
-- Which of the links that stand for its account it is: the newest is undone first.
alter table links add column nth int not null default 0;
create index links_proposed on links (org_id, subject, object) where kind = 'account';

-- What a message names that its writer may be reached by: a number below a letter finds them when they call.
create table account_hints (
  org_id uuid not null,
  key text not null,
  account_id uuid not null,
  how text not null check (how in ('signature', 'words')),
  message_id uuid not null,
  at timestamptz not null,
  primary key (org_id, key, account_id)
);
create index account_hints_of_account on account_hints (org_id, account_id);
create index account_hints_of_message on account_hints (org_id, message_id);
call guard.wall_in('account_hints', 'delete');

-- Under which other names an account has written.
create table account_names (
  org_id uuid not null,
  account_id uuid not null,
  name text not null,
  at timestamptz not null,
  primary key (org_id, account_id, name)
);
call guard.wall_in('account_names', 'delete');

-- Who looked somebody up, when, and by what kind of thing; never what was typed. Kept for a year.
create table lookups (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  by text not null,
  read_as text not null,
  persons uuid[] not null,
  primary key (org_id, id)
);
call guard.wall_in('lookups', 'delete');

-- What a network said about an account, and when; without figures, that it could not be asked.
create table reach_observations (
  org_id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  network text not null,
  figures jsonb,
  primary key (org_id, account_id, at)
);
call guard.wall_in('reach_observations', 'delete');

-- Whose counts somebody waits for: asked behind the look-up, and never waited for.
create table reach_wanted (
  org_id uuid not null,
  account_id uuid not null,
  network text not null,
  wanted_at timestamptz not null,
  primary key (org_id, account_id)
);
create index reach_wanted_of_network on reach_wanted (org_id, network, wanted_at);
call guard.wall_in('reach_wanted', 'update, delete');

-- Handles that are ours: the house's and its colleagues'. Whoever looks like one of them is told.
create table own_handles (
  org_id uuid not null,
  network text not null,
  handle text not null,
  skeleton text not null,
  whose text not null check (whose in ('ours', 'staff')),
  member text,
  at timestamptz not null,
  by text not null,
  primary key (org_id, network, handle)
);
create index own_handles_by_skeleton on own_handles (org_id, skeleton);
call guard.wall_in('own_handles', 'update, delete');

-- Whose handle begins so, on any network; n at most.
create function handles_beginning(beginning text, n int)
returns table (person_id uuid, account_id uuid, is_whole boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.person_id, a.id, pg_catalog.lower(a.address) operator(pg_catalog.=) pg_catalog.lower(beginning) from public.accounts a
  where a.org_id = (select public.current_org()) and a.kind = 'handle' and beginning <> ''
    and pg_catalog.lower(a.address) collate "C" >= pg_catalog.lower(beginning)
    and pg_catalog.lower(a.address) collate "C" < pg_catalog.lower(beginning) operator(pg_catalog.||) pg_catalog.chr(1114109)
  order by pg_catalog.lower(a.address) collate "C" limit n
$$;
revoke all on function handles_beginning(text, int) from public;
grant create on schema public to evenhand_finder;
alter function handles_beginning(text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function handles_beginning(text, int) to evenhand_app;
