-- The life of a policy: written, checked, approved by somebody else, in force from a date, followed by another. What was
-- published stays in `policies`, which nobody can change; beside it stands how it came to be, and what is said about it.
create table policy_versions (
  org_id uuid not null,
  version int not null,
  name text not null,
  -- What its author calls the change, and which version they began with.
  purpose text not null,
  based_on int,
  state text not null check (state in ('draft', 'submitted', 'approved', 'on-trial', 'withdrawn')),
  -- As it was written, comments and all. It never changes once it is approved.
  written text not null,
  document json not null,
  -- Counts what was saved, so that nobody writes over somebody else's work.
  revision int not null default 1,
  author text not null,
  -- Everybody who wrote in it: none of them approves it.
  writers text[] not null,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  effective_at timestamptz,
  withdrawn_at timestamptz,
  -- Published in spite of a finding, it is in force no longer than somebody answers for that.
  until_at timestamptz,
  -- When the clock wrote down that it is in force.
  took_effect_at timestamptz,
  lapsed_at timestamptz,
  -- What was found in it, and in which revision.
  findings json,
  checked_revision int,
  -- Who answers for each of its rules: whoever last changed it, by `table.row`.
  owners json not null default '{}',
  primary key (org_id, version)
);
call guard.wall_in('policy_versions', 'update');

-- What happened to a version, in order.
create table policy_events (
  org_id uuid not null,
  -- In which order.
  place bigint generated always as identity,
  version int not null,
  kind text not null check (kind in ('drafted', 'saved', 'submitted', 'sent-back', 'approved', 'took-effect', 'superseded',
    'withdrawn', 'overridden', 'override-ended', 'lapsed', 'taken-over', 'trial-started', 'trial-ended')),
  at timestamptz not null,
  by text not null,
  words text,
  primary key (org_id, version, place)
);
call guard.wall_in('policy_events');

-- An executive answers by name for findings in a policy, until a day.
create table policy_overrides (
  org_id uuid not null,
  id uuid not null,
  version int not null,
  -- As the executive has read it; what is written later, nobody has answered for.
  revision int not null,
  executive text not null,
  because text not null,
  given_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  -- The findings that it is about, as they were found, with what tells each from any other.
  findings json not null,
  covers text[] not null,
  primary key (org_id, id)
);
create index policy_overrides_of_version on policy_overrides (org_id, version, given_at);
call guard.wall_in('policy_overrides', 'update');

create table policy_comments (
  org_id uuid not null,
  id uuid not null,
  version int not null,
  table_id text not null,
  row_id text,
  case_id uuid,
  by text not null,
  at timestamptz not null,
  body text not null,
  -- Whom it reached: the owner of the rule at that time.
  owner text not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (org_id, id)
);
create index policy_comments_of_version on policy_comments (org_id, version, at desc, id);
create index policy_comments_waiting on policy_comments (org_id, owner, at) where answered_at is null;
create index policy_comments_by on policy_comments (org_id, by, at desc);
call guard.wall_in('policy_comments', 'update');

-- A version takes the open cases over, some at a time. It goes on where it stood, whichever process does.
create table policy_take_overs (
  org_id uuid not null,
  id uuid not null,
  version int not null,
  asked_by text not null,
  because text not null,
  asked_at timestamptz not null,
  -- Up to which case it has come, by their ids.
  after_case uuid,
  taken int not null default 0,
  finished_at timestamptz,
  primary key (org_id, id)
);
create unique index policy_take_overs_going on policy_take_overs (org_id) where finished_at is null;
create index policy_take_overs_of_version on policy_take_overs (org_id, version, asked_at desc);
call guard.wall_in('policy_take_overs', 'update');
create policy worker on policy_take_overs for select to evenhand_worker using (true);
grant select (org_id, id, finished_at) on policy_take_overs to evenhand_worker;
create index cases_by_policy on cases (org_id, policy, id) where state = 'open';

-- What the policy could know about a case, each time that this changed: what a rehearsal asks again. Ids and codes only.
create table asked_facts (
  org_id uuid not null,
  case_id uuid not null,
  seq int not null,
  at timestamptz not null,
  policy int not null,
  facts text not null,
  -- Equal facts are decided once.
  vector bigint not null generated always as (hashtextextended(facts, 0)) stored,
  primary key (org_id, case_id, seq)
);
call guard.wall_in('asked_facts');
-- Events hold what was known when a duty changed; of the time before, that is all there is.
insert into asked_facts (org_id, case_id, seq, at, policy, facts)
select org_id, case_id, seq, at, (data->>'policy')::int, data->>'facts' from events where type = 'duties-changed';

create table rehearsals (
  org_id uuid not null,
  id uuid not null,
  -- What is rehearsed: a version as it was written then; none where it is only a text.
  version int,
  written text not null,
  against int not null,
  asked json not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'going', 'done', 'failed')),
  progress real not null default 0,
  beat_at timestamptz,
  result json,
  because text,
  primary key (org_id, id)
);
create index rehearsals_newest on rehearsals (org_id, asked_at desc, id);
create index rehearsals_waiting on rehearsals (asked_at) where state in ('waiting', 'going');
call guard.wall_in('rehearsals', 'update');
create policy worker on rehearsals for select to evenhand_worker using (true);
grant select (org_id, id, state, asked_at, beat_at) on rehearsals to evenhand_worker;

-- New cases are split between the version in force and another, until a day that was set before it began.
create table policy_trials (
  org_id uuid not null,
  id uuid not null,
  version int not null,
  against int not null,
  -- Of a thousand new cases, how many the version on trial judges.
  share int not null check (share between 1 and 999),
  measure text not null,
  guardrails json not null,
  started_by text not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  read_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  because text,
  -- What was read out, once.
  verdict json,
  primary key (org_id, id)
);
create unique index policy_trials_going on policy_trials (org_id) where ended_at is null;
create index policy_trials_newest on policy_trials (org_id, started_at desc);
call guard.wall_in('policy_trials', 'update');
create policy worker on policy_trials for select to evenhand_worker using (true);
grant select (org_id, id, ended_at, read_at) on policy_trials to evenhand_worker;

-- The clock looks for versions whose date has come, and for those that nobody answers for any longer.
create policy worker on policy_versions for select to evenhand_worker using (true);
grant select (org_id, version, state, effective_at, took_effect_at, until_at, lapsed_at) on policy_versions to evenhand_worker;
create index policy_versions_to_switch on policy_versions (effective_at) where state = 'approved' and took_effect_at is null;
create index policy_versions_to_lapse on policy_versions (until_at) where state = 'approved' and lapsed_at is null;
