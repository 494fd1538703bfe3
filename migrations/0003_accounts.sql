-- Sign-in, teams, tokens.

-- Whom somebody may see the cases of: of every team, or of their own only.
create table teams (
  org_id uuid not null,
  id text not null,
  name text not null,
  sees text not null check (sees in ('all', 'own')),
  created_at timestamptz not null,
  primary key (org_id, id)
);
create unique index teams_by_name on teams (org_id, lower(name));
call guard.wall_in('teams', 'update, delete');

alter table members add column email text;
create unique index members_by_email on members (org_id, lower(email)) where email is not null and ended_at is null;
create index members_signing_in on members (lower(email)) where email is not null and ended_at is null;

-- How a colleague signs in: a digest of their password that says how it was made, and the sealed secret of their second
-- step, with the newest step of time whose code was taken.
create table credentials (
  org_id uuid not null,
  member text not null,
  password text,
  password_at timestamptz,
  sealed_secret bytea,
  wrapped_key bytea,
  second_step_at timestamptz,
  newest_step bigint not null default 0,
  primary key (org_id, member)
);
call guard.wall_in('credentials', 'update, delete');

create table recovery_codes (
  org_id uuid not null,
  member text not null,
  digest bytea not null,
  used_at timestamptz,
  primary key (org_id, member, digest)
);
call guard.wall_in('recovery_codes', 'update, delete');

alter table passes
  add column id uuid not null default gen_random_uuid(),
  -- What a token is called, what a link is for, and what a session was opened by.
  add column name text,
  -- What a token may be used for; none where it may do whatever its holder may.
  add column scopes text[],
  add column last_used_at timestamptz,
  add column address text,
  add column browser text,
  add column system text;
create unique index passes_by_id on passes (org_id, id);
create index passes_of_member on passes (org_id, member, kind) where ended_at is null;
create index passes_of_kind on passes (org_id, created_at desc, id) where kind = 'token' and ended_at is null;

create index cases_by_team on cases (org_id, team) where team is not null;
create index cases_by_owner on cases (org_id, owner, id) where state = 'open';

-- In which organisations somebody with this e-mail signs in: nobody knows the organisation yet, so this looks over the
-- wall, for an address that the asker must know already, and gives back no more than whose door to knock at.
create policy finder on members for select to evenhand_finder using (true);
grant select (org_id, handle, email, ended_at, created_at) on members to evenhand_finder;
create function who_signs_in(address text) returns table (org_id uuid, handle text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.org_id, m.handle from public.members m
  where m.email is not null and m.ended_at is null and pg_catalog.lower(m.email) = pg_catalog.lower(address)
  order by m.created_at, m.org_id limit 10
$$;
revoke all on function who_signs_in(text) from public;
grant create on schema public to evenhand_finder;
alter function who_signs_in(text) owner to evenhand_finder;
revoke create on schema public from evenhand_finder;
grant execute on function who_signs_in(text) to evenhand_worker;

-- How often somebody has failed to sign in. Of no organisation, as nobody knows yet which: keyed digests and counts, that
-- no role can reach but through these functions.
create table guard.attempts (
  key bytea primary key,
  failures int not null,
  newest_at timestamptz not null
);
create index attempts_by_age on guard.attempts (newest_at);

-- Counts that are held until the transaction ends, so that two who try at once are counted both.
create function hold_attempts(keys bytea[]) returns table (key bytea, failures int, newest_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(pg_catalog.encode(wanted, 'hex'), 46))
    from (select wanted from pg_catalog.unnest(keys) wanted order by wanted) sorted;
  return query select a.key, a.failures, a.newest_at from guard.attempts a where a.key = any (keys);
end $$;

create function write_attempts(keys bytea[], counts int[], at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from guard.attempts where key = any (keys) or key in (
    select key from guard.attempts where newest_at < at - interval '2 days' order by newest_at limit 20
  );
  insert into guard.attempts (key, failures, newest_at)
  select given.k, given.n, at from unnest(keys, counts) as given (k, n) where given.n > 0;
$$;
revoke all on function hold_attempts(bytea[]), write_attempts(bytea[], int[], timestamptz) from public;
grant execute on function hold_attempts(bytea[]), write_attempts(bytea[], int[], timestamptz) to evenhand_worker;
