-- What a template asks of the replies that are made of it, and texts that wait for somebody's name.

-- Of failure, owner, act and date those that have to be said.
alter table templates add column demands text[] not null default '{}';
-- What becomes of a reply that is the template word for word.
alter table templates add column unchanged text not null default 'ask' check (unchanged in ('refuse', 'ask', 'allow'));

-- A reply that waits for somebody's name. Sent, declined or taken back it is gone from here.
create table signings (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- Under whose name it is to go out.
  signer text not null,
  wrote text not null,
  edited text[] not null default '{}',
  is_public boolean not null,
  asks boolean not null,
  body text not null,
  salt bytea not null,
  -- Each change of its words counts on; only the version that was approved may go out.
  version int not null default 1,
  approved_version int,
  asked_at timestamptz not null,
  primary key (org_id, id)
);
create index signings_of_case on signings (org_id, case_id, asked_at);
call guard.wall_in('signings', 'update, delete');

-- Of a reply under the name of somebody who approved it: whose hands it went through, as its event says too.
alter table messages add column provenance json;
