-- What PostgreSQL lets every role do and no role of ours needs. The wall goes by organisation, but all organisations are
-- asked for by one role: what belongs to the role alone, such as large objects, would be a way from one to another, and
-- whoever may end their own connections may end everybody's.
--
-- Where the owner does not own the system's functions either, as at many hosts, this is for the host to take away.
do $$
declare
  taken text;
begin
  for taken in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite', 'pg_terminate_backend', 'pg_cancel_backend'))
  loop
    begin
      execute format('revoke execute on function %s from public', taken);
    exception when insufficient_privilege then
      raise warning 'The right to call % stays with everybody.', taken;
    end;
  end loop;
end $$;
