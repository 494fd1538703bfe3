-- The house: everything the desk knows, walled by organisation.
--
-- Roles (made before the first migration, see server/store/roles.ts):
--   the owner          runs migrations
--   evenhand_app       every request and every desk function, one organisation at a time
--   evenhand_worker    sees across organisations, but only ids, times and states
--   evenhand_finder    owns the search functions; nobody can sign in as it

create schema guard;
revoke all on schema guard from public;

create table guard.wall (only_one boolean primary key default true check (only_one), key bytea not null);

-- The organisation of this transaction. A value of app.org counts only with its code: whoever can inject set_config
-- cannot compute it. After a transaction-local setting a pooled connection holds '', which is none. Every table of every
-- statement asks this once, so it is one call, without a handler of exceptions, and casts only what the code vouches for.
create function public.current_org() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  claimed text := pg_catalog.current_setting('app.org', true);
  org text := pg_catalog.split_part(claimed, '.', 1);
  code text;
begin
  select pg_catalog.encode(pg_catalog.sha256(key || pg_catalog.sha256(key || pg_catalog.convert_to(org, 'UTF8'))), 'hex') into code from guard.wall;
  if claimed = org || '.' || code then return org::uuid; end if;
  return null;
end $$;

create table organisations (
  id uuid primary key,
  name text not null unique,
  wrapped_key bytea not null,
  created_at timestamptz not null
);

create table members (
  org_id uuid not null,
  handle text not null,
  name text not null,
  role text not null check (role in ('admin', 'lead', 'agent', 'executive', 'policy', 'analyst', 'cause-owner')),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, handle)
);

-- API tokens, sessions and one-time sign-in links: only their digests are kept.
create table passes (
  org_id uuid not null,
  digest bytea not null,
  kind text not null check (kind in ('token', 'session', 'link')),
  member text not null,
  role text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, digest)
);

create table policies (
  org_id uuid not null,
  version int not null,
  document json not null,
  effective_at timestamptz not null,
  primary key (org_id, version)
);

create table connections (
  org_id uuid not null,
  id uuid not null,
  channel text not null,
  name text not null,
  address text,
  is_default boolean not null default false,
  settings jsonb not null default '{}',
  is_mailbox boolean generated always as (settings ? 'imap') stored,
  sealed_secret bytea,
  wrapped_key bytea,
  cursor jsonb,
  health jsonb,
  created_at timestamptz not null,
  primary key (org_id, id)
);
-- An address of ours belongs to one organisation: mail for it must not reach another.
create unique index connections_by_address on connections (lower(address)) where address is not null;
create unique index connections_default on connections (org_id, channel) where is_default;

-- One raw thing received. It ends in exactly one outcome; until then it waits to be understood.
create table items (
  org_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  channel text not null,
  external_id text not null,
  received_at timestamptz not null,
  -- The address of ours that it was sent to: a reply leaves from there when the connection has none of its own.
  recipient text,
  -- A keyed digest of the writer's address, by which erasing them finds what was never made a message.
  writer bytea,
  outcome text check (outcome in ('opened', 'joined', 'set-aside', 'quarantined')),
  because text,
  case_id uuid,
  owner text,
  attempts int not null default 0
);
create unique index items_by_source on items (org_id, connection_id, external_id);
-- Of indexes that look equally good on an empty table the planner takes the newest, and a connection keeps that plan
-- while the table grows: what is asked most is made last, here and for the cases.
alter table items add primary key (org_id, id);
create index items_waiting on items (received_at) where outcome is null;
create index items_quarantined on items (org_id, received_at) where outcome = 'quarantined';
create index items_set_aside on items (org_id, received_at) where outcome = 'set-aside';
create index items_by_writer on items (org_id, writer) where writer is not null;
create index items_of_case on items (org_id, case_id) where case_id is not null;

create table item_bytes (
  org_id uuid not null,
  item_id uuid not null,
  form text not null check (form in ('mail', 'json', 'headers')),
  bytes bytea not null,
  primary key (org_id, item_id)
);

create table persons (
  org_id uuid not null,
  id uuid not null,
  name text,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (org_id, id)
);

create table accounts (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  network text not null default '',
  address text not null,
  address_key text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, address_key)
);
create index accounts_of_person on accounts (org_id, person_id);

-- That an account belongs to a person, or a case to another: with evidence, decided by a person, undone by a person.
create table links (
  org_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('account', 'case')),
  subject uuid not null,
  object uuid not null,
  before uuid,
  state text not null check (state in ('proposed', 'confirmed', 'refused', 'undone')),
  evidence text not null,
  created_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  primary key (org_id, id)
);
create index links_of_subject on links (org_id, subject);
create index links_of_object on links (org_id, object);

-- The case is the fold of its events, saved. The columns beside the fold are what lists and clocks ask for.
create table cases (
  org_id uuid not null,
  id uuid not null,
  number bigint not null,
  state text not null,
  stage text not null,
  channel text not null,
  person_id uuid,
  owner text,
  rung text not null,
  severity int not null,
  policy int not null,
  next_due_at timestamptz,
  look_again_at timestamptz,
  opened_at timestamptz not null,
  fold jsonb not null,
  head bytea not null
);
create unique index cases_by_number on cases (org_id, number);
create index cases_by_opening on cases (org_id, opened_at desc, id desc);
alter table cases add primary key (org_id, id);
create index cases_of_person on cases (org_id, person_id) where person_id is not null;
create index cases_by_due on cases (org_id, next_due_at, id) where state = 'open';
create index cases_to_look_at on cases (look_again_at) where state = 'open' and look_again_at is not null;
create index cases_ownerless on cases (org_id, id) where state = 'open' and owner is null;
create index cases_clockless on cases (org_id, id) where state = 'open' and next_due_at is null;

-- What a case is about, in the customer's words: for lists, for search, and to recognise the same matter again.
create table case_words (
  org_id uuid not null,
  case_id uuid not null,
  subject text not null,
  matter text[] not null,
  tsv tsvector generated always as (to_tsvector('simple', subject)) stored,
  primary key (org_id, case_id)
);
create index case_words_search on case_words using gin (tsv);

create table messages (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  item_id uuid,
  direction text not null check (direction in ('in', 'out', 'note')),
  channel text not null,
  connection_id uuid,
  account_id uuid,
  member text,
  is_public boolean not null,
  at timestamptz not null,
  primary key (org_id, id)
);
create index messages_of_case on messages (org_id, case_id, at);
create index messages_of_account on messages (org_id, account_id);

create table message_words (
  org_id uuid not null,
  message_id uuid not null,
  subject text not null,
  body text not null,
  html text,
  salt bytea not null,
  primary key (org_id, message_id)
);

-- Keys by which later messages refer to a message: Message-IDs, post URIs.
create table thread_keys (
  org_id uuid not null,
  key text not null,
  message_id uuid not null,
  primary key (org_id, key, message_id)
);

create table attachments (
  org_id uuid not null,
  message_id uuid not null,
  part int not null,
  name text not null,
  type text not null,
  size int not null,
  content_id text,
  bytes bytea not null,
  primary key (org_id, message_id, part)
);

-- A colleague's words: what was promised, why it was escalated, declined, settled.
create table remarks (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  body text not null,
  salt bytea not null,
  primary key (org_id, id)
);
create index remarks_of_case on remarks (org_id, case_id);

-- One row each, per-case sequence, hash-chained; nobody but the owner may change or delete one.
create table events (
  org_id uuid not null,
  case_id uuid not null,
  seq int not null,
  type text not null,
  at timestamptz not null,
  actor text not null,
  data json not null,
  hash bytea not null,
  primary key (org_id, case_id, seq)
);

-- Committed changes that have no position yet, with what they add to the counters.
create table changes (
  org_id uuid not null,
  id bigint generated always as identity,
  case_id uuid,
  first_seq int not null,
  last_seq int not null,
  adds jsonb not null,
  primary key (org_id, id)
);

create table feed (
  org_id uuid not null,
  position bigint not null,
  case_id uuid not null,
  first_seq int not null,
  last_seq int not null,
  at timestamptz not null,
  primary key (org_id, position)
);
create index feed_of_case on feed (org_id, case_id, position desc);

create table counters (
  org_id uuid primary key,
  position bigint not null default 0,
  next_number bigint not null default 1001,
  items bigint not null default 0,
  opened bigint not null default 0,
  joined bigint not null default 0,
  set_aside bigint not null default 0,
  quarantined bigint not null default 0,
  cases bigint not null default 0,
  open bigint not null default 0,
  sent bigint not null default 0
);

-- Every hour the heads of the chains that grew are digested into one chain, so that a cut tail or a lost case shows.
create table chain_heads (
  org_id uuid not null,
  n int not null,
  from_position bigint not null,
  to_position bigint not null,
  at timestamptz not null,
  digest bytea not null,
  hash bytea not null,
  primary key (org_id, n)
);

-- Effects outside the database: done after commit, with a key, and recorded when done.
create table work (
  org_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('send-reply')),
  key text not null,
  case_id uuid not null,
  message_id uuid not null,
  state text not null check (state in ('queued', 'doing', 'done', 'refused', 'in-doubt')),
  phase text check (phase in ('before-data', 'in-data')),
  -- The process that does it, by the lock that it holds while it lives.
  worker int,
  due_at timestamptz not null,
  attempts int not null default 0,
  because text,
  primary key (org_id, id),
  unique (org_id, key)
);
create index work_due on work (due_at) where state in ('queued', 'doing');
create index work_unsettled on work (org_id, state) where state in ('queued', 'doing', 'in-doubt');
create index work_of_message on work (org_id, message_id);

-- The answer that a command got, so that the same key asked twice is done once.
create table commands (
  org_id uuid not null,
  -- Digested: the caller chose it, and it may hold anything.
  key text not null,
  digest bytea not null,
  answer json not null,
  at timestamptz not null,
  primary key (org_id, key)
);

create table breaches (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  breach text not null,
  found_at timestamptz not null,
  mended_at timestamptz,
  primary key (org_id, id)
);
create index breaches_unmended on breaches (org_id, case_id) where mended_at is null;

create table audits (
  org_id uuid primary key,
  verified_position bigint not null default 0,
  verified_to timestamptz,
  verified_head int not null default 0
);

-- Who was erased: applied again after a restore.
create table erasures (
  org_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  by text not null,
  primary key (org_id, person_id)
);

-- The wall: every table, no exception but the organisations themselves, whose key is their id.
do $$
declare t text;
begin
  foreach t in array array[
    'members', 'passes', 'policies', 'connections', 'items', 'item_bytes', 'persons', 'accounts', 'links', 'cases',
    'case_words', 'messages', 'message_words', 'thread_keys', 'attachments', 'remarks', 'events', 'changes', 'feed',
    'counters', 'chain_heads', 'work', 'commands', 'breaches', 'audits', 'erasures'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
    execute format(
      'create policy app on %I to evenhand_app using (org_id = (select current_org())) with check (org_id = (select current_org()))', t);
    execute format('grant select, insert on %I to evenhand_app', t);
  end loop;
  alter table organisations enable row level security;
  alter table organisations force row level security;
  execute format('create policy owner on organisations to %I using (true) with check (true)', current_user);
  create policy app on organisations to evenhand_app using (id = (select current_org()));
  grant select on organisations to evenhand_app;
end $$;

-- What may change after it is written. Events, feed, chain heads, counters and erasures are not among it.
grant update on members, passes, connections, items, persons, accounts, links, cases, case_words, messages, work,
  breaches, audits to evenhand_app;
grant update (next_number) on counters to evenhand_app;
-- Erasing a person deletes words, addresses, keys and raw items: nothing else can be deleted.
grant delete on item_bytes, accounts, case_words, message_words, thread_keys, attachments, remarks to evenhand_app;
revoke all on function current_org() from public;
grant execute on function current_org() to evenhand_app, evenhand_finder;

-- The worker reads ids, times and states of every organisation, and no words.
create policy worker on organisations for select to evenhand_worker using (true);
grant select (id, created_at) on organisations to evenhand_worker;
create policy worker on cases for select to evenhand_worker using (true);
grant select (org_id, id, state, look_again_at) on cases to evenhand_worker;
create policy worker on work for select to evenhand_worker using (true);
grant select (org_id, id, state, due_at, worker) on work to evenhand_worker;
create policy worker on items for select to evenhand_worker using (true);
grant select (org_id, id, outcome, received_at) on items to evenhand_worker;
create policy worker on connections for select to evenhand_worker using (true);
grant select (org_id, id, channel, address, is_default, is_mailbox) on connections to evenhand_worker;
-- It also gives changes their position and adds up the counters: ids and numbers only.
create policy worker on changes to evenhand_worker using (true) with check (true);
grant select, delete on changes to evenhand_worker;
create policy worker on feed to evenhand_worker using (true) with check (true);
grant select, insert on feed to evenhand_worker;
create policy worker on counters to evenhand_worker using (true) with check (true);
grant select, update on counters to evenhand_worker;
create policy worker on audits for select to evenhand_worker using (true);
grant select (org_id, verified_position, verified_to) on audits to evenhand_worker;

-- Search runs as the finder, which row-level security lets pass, with the organisation filter written inside:
-- behind the wall itself, operators that are not leakproof could use no index.
create policy finder on case_words for select to evenhand_finder using (true);
create policy finder on accounts for select to evenhand_finder using (true);
create policy finder on persons for select to evenhand_finder using (true);
create policy finder on cases for select to evenhand_finder using (true);
grant select on case_words, accounts, persons, cases to evenhand_finder;

-- Cases about these words, of a person with this name or address, or with this number; at most n of each.
create function find_cases(words text, n int) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with mine as materialized (select public.current_org() as org),
  by_words as materialized (
    select w.case_id from public.case_words w
    where w.tsv operator(pg_catalog.@@) pg_catalog.plainto_tsquery('simple', words) and w.org_id = (select org from mine)
    limit n
  ),
  by_account as (
    select c.id from public.accounts a
    join public.cases c on c.org_id = a.org_id and c.person_id = a.person_id
    where a.org_id = (select org from mine)
      and pg_catalog.starts_with(a.address_key, 'email::' operator(pg_catalog.||) pg_catalog.lower(words))
    limit n
  ),
  by_number as (
    select c.id from public.cases c
    where c.org_id = (select org from mine)
      and c.number = case when words operator(pg_catalog.~) '^[0-9]{1,15}$' then words::bigint end
  )
  select case_id from by_words union select id from by_account union select id from by_number
$$;
revoke all on function find_cases(text, int) from public;
grant create on schema public to evenhand_finder;
alter function find_cases(text, int) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function find_cases(text, int) to evenhand_app;
grant usage on schema public to evenhand_app, evenhand_worker, evenhand_finder;
