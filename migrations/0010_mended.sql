-- Whoever writes counts down takes old ones away, and leaves those that somebody else is taking away or counting: two who
-- tried at once could each wait for the other.
create or replace function write_attempts(keys bytea[], counts int[], at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from guard.attempts a where a.key = any (keys);
  delete from guard.attempts a where a.key in (
    select o.key from guard.attempts o where o.newest_at < at - interval '2 days' order by o.newest_at limit 20
    for update skip locked
  );
  insert into guard.attempts (key, failures, newest_at)
  select given.k, given.n, at from unnest(keys, counts) as given (k, n) where given.n > 0
  on conflict (key) do update set failures = excluded.failures, newest_at = excluded.newest_at;
$$;
