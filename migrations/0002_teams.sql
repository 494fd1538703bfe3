-- Teams may be told apart: whoever belongs to some, and to no team that sees all, sees the cases of those.

-- Behind the wall like every table before it: only rows of the organisation of this transaction.
create procedure guard.wall_in(t text, also text default '') language plpgsql as $$
begin
  execute format('alter table %I enable row level security', t);
  execute format('alter table %I force row level security', t);
  execute format('create policy owner on %I to %I using (true) with check (true)', t, current_user);
  execute format(
    'create policy app on %I to evenhand_app using (org_id = (select current_org())) with check (org_id = (select current_org()))', t);
  execute format('grant select, insert on %I to evenhand_app', t);
  if also <> '' then execute format('grant %s on %I to evenhand_app', also, t); end if;
end $$;

alter table connections add column team text;
-- The team whose connection the case came in by; none where every team may see it.
alter table cases add column team text;
alter table members add column teams text[] not null default '{}';
