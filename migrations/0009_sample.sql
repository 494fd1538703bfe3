-- While the weeks of the sample company are being lived through, the running desk's clock leaves it alone:
-- its dates lie in the past and ring one after the other, each at its own time.
alter table organisations add column is_loading boolean not null default false;
grant select (is_loading) on organisations to evenhand_worker;

-- Takes everything of an organisation away: one whose past was not lived through to its end.
create procedure guard.remove_organisation(gone uuid) language plpgsql as $$
declare t text;
begin
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'org_id' and table_type = 'BASE TABLE'
  loop
    execute format('delete from %I where org_id = $1', t) using gone;
  end loop;
  delete from organisations where id = gone;
end $$;
