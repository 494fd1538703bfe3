-- Links by which somebody signs in with the network of their account, to show that it is theirs. Of a link a digest is kept.
create table claim_links (
  org_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  digest bytea not null,
  until_at timestamptz not null,
  -- How often a sign-in was begun by it, and when one of them decided.
  begun int not null default 0,
  used_at timestamptz,
  primary key (org_id, id)
);
create unique index claim_links_by_digest on claim_links (digest);
create index claim_links_of_claim on claim_links (org_id, claim_id);
call guard.wall_in('claim_links', 'update, delete');
create policy worker on claim_links for select to evenhand_worker using (true);
grant select (org_id, digest) on claim_links to evenhand_worker;

-- Sign-ins under way: from when a browser leaves us until it comes back, by the digests of the state that it brings and of
-- the cookie that it was given. Gone with the first that comes back.
create table claim_sign_ins (
  org_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  claim_id uuid not null,
  state bytea not null,
  browser bytea not null,
  until_at timestamptz not null,
  -- What is needed to ask the network who it was, sealed.
  secret bytea not null,
  key bytea not null,
  primary key (org_id, id)
);
create unique index claim_sign_ins_by_state on claim_sign_ins (state);
create index claim_sign_ins_of_link on claim_sign_ins (org_id, link_id);
create index claim_sign_ins_of_claim on claim_sign_ins (org_id, claim_id);
create index claim_sign_ins_over on claim_sign_ins (org_id, until_at);
call guard.wall_in('claim_sign_ins', 'delete');
create policy worker on claim_sign_ins for select to evenhand_worker using (true);
grant select (org_id, state) on claim_sign_ins to evenhand_worker;
