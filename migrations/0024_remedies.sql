-- What customers are given: the cases tell it in their chains; here are its books.

-- Where a remedy is told of, and who is asked to sign it while it waits.
create table remedies (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  asked_of text,
  sign_by timestamptz,
  primary key (org_id, id)
);
create index remedies_waiting on remedies (org_id, sign_by, id) where asked_of is not null;
create index remedies_asked on remedies (org_id, asked_of) where asked_of is not null;
create index remedies_of_case on remedies (org_id, case_id);
call guard.wall_in('remedies', 'update');

-- The ledger: a line for every event that moves an amount. Lines are added and never changed.
create table remedy_ledger (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  remedy_id uuid not null,
  at timestamptz not null,
  entry text not null check (entry in ('approved', 'given', 'withdrawn', 'reversed')),
  sort text not null check (sort in ('entitlement', 'gesture')),
  what text not null,
  currency text not null,
  -- In the smallest unit of the currency: what counts below the caps, and what was given in money.
  committed bigint not null,
  given bigint not null,
  rung text not null,
  -- Whose authority it was signed by, and who signed.
  authority text not null,
  signer text not null,
  policy int,
  rule text,
  primary key (org_id, id)
);
create index remedy_ledger_by_time on remedy_ledger (org_id, at desc, id desc);
create index remedy_ledger_of_remedy on remedy_ledger (org_id, remedy_id);
create index remedy_ledger_of_case on remedy_ledger (org_id, case_id);
create index remedy_ledger_by_authority on remedy_ledger (org_id, authority, at);
call guard.wall_in('remedy_ledger');

-- Caps and budgets that are not policy. Each change is a row of its own; the newest one holds.
create table remedy_rules (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  by text not null,
  currency text not null,
  gesture_month bigint,
  gesture_member_month bigint,
  gesture_person bigint,
  gesture_case bigint,
  owed_member_month bigint,
  owed_person_alone bigint,
  primary key (org_id, id)
);
create index remedy_rules_by_time on remedy_rules (org_id, at desc, id desc);
call guard.wall_in('remedy_rules');

-- Who made a token: what it does is done by their hand as well, where two people have to agree.
alter table passes add column made_by text;
