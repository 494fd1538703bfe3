-- What customers say that can be verified. What became of it is in the case's own chain; here are their words.

create table claims (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- As a colleague wrote it down, and the account or the domain that it is about.
  said text not null,
  network text,
  handle text,
  -- The key under which we know the account, where we do: it stays when a handle is changed.
  account_key text,
  domain text,
  salt bytea not null,
  primary key (org_id, id)
);
create index claims_of_case on claims (org_id, case_id);
call guard.wall_in('claims', 'delete');

-- One-time codes: what is kept is a digest that only this installation can compute.
create table claim_codes (
  org_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  digest bytea not null,
  until_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, id)
);
create unique index claim_codes_by_digest on claim_codes (org_id, digest);
create index claim_codes_of_claim on claim_codes (org_id, claim_id);
call guard.wall_in('claim_codes', 'update, delete');

-- What is to be looked at for a claim, by a worker: a code that came in, or the site that is to hold one. Gone when it was.
create table claim_checks (
  org_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  how text not null check (how in ('code', 'site')),
  -- Of a code that came in: from which account, when, and whether everybody could read it.
  code_id uuid,
  network text,
  handle text,
  account_key text,
  is_public boolean not null default false,
  at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  primary key (org_id, id)
);
create index claim_checks_due on claim_checks (due_at);
create index claim_checks_of_claim on claim_checks (org_id, claim_id);
call guard.wall_in('claim_checks', 'update, delete');
create policy worker on claim_checks for select to evenhand_worker using (true);
grant select (org_id, id, due_at) on claim_checks to evenhand_worker;
