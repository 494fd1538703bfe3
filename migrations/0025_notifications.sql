-- What colleagues are told of, when and how; who is called at night for a danger; and that evidence was looked at.

-- How far the changes of an organisation have been read for what somebody has to be told.
create table notice_cursors (
  org_id uuid primary key,
  position bigint not null,
  at timestamptz not null
);
call guard.wall_in('notice_cursors', 'update');
create policy worker on notice_cursors for select to evenhand_worker using (true);
grant select (org_id, position) on notice_cursors to evenhand_worker;

-- When and how a colleague wants to be told. Without a row: in the hours of their rota, by whatever they have.
create table notice_settings (
  org_id uuid not null,
  member text not null,
  -- {"zone": "Europe/Berlin", "lines": [{"days": ["mon"], "from": "08:00", "to": "16:00"}]}; null: as the rota says.
  hours json,
  -- The kinds that only the digest tells.
  only_digest text[] not null,
  by_mail boolean not null,
  language text not null check (language in ('en', 'de')),
  changed_at timestamptz not null,
  primary key (org_id, member)
);
call guard.wall_in('notice_settings', 'update');

-- One thing that one colleague is told of one case: codes, numbers and dates, and nobody's words.
create table notices (
  org_id uuid not null,
  id uuid not null,
  member text not null,
  case_id uuid not null,
  kind text not null,
  about json not null,
  -- The event that it follows from, and whom it tells: asked twice, it is one notice.
  key text not null,
  happened_at timestamptz not null,
  -- When it is to be told: at once within somebody's working time, else when it begins.
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'telling', 'told', 'in-digest', 'withdrawn')),
  because text,
  digest_id uuid,
  settled_at timestamptz,
  primary key (org_id, id),
  unique (org_id, key)
);
create index notices_due on notices (due_at) where state = 'waiting';
create index notices_of_member on notices (org_id, member, happened_at desc);
create index notices_settled on notices (org_id, settled_at) where settled_at is not null;
call guard.wall_in('notices', 'update, delete');
create policy worker on notices for select to evenhand_worker using (true);
grant select (org_id, id, state, due_at) on notices to evenhand_worker;

-- What waited while somebody was off, told at once.
create table digests (
  org_id uuid not null,
  id uuid not null,
  member text not null,
  at timestamptz not null,
  notices int not null,
  primary key (org_id, id)
);
create index digests_of_member on digests (org_id, member, at desc);
call guard.wall_in('digests', 'delete');

-- A danger for which somebody is called until somebody has it.
create table pages (
  org_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- The rung that is asked first.
  rung text not null,
  opened_at timestamptz not null,
  state text not null check (state in ('calling', 'unanswered', 'answered', 'over')),
  -- When somebody is called next.
  next_at timestamptz,
  answered_by text,
  answered_at timestamptz,
  primary key (org_id, id)
);
create unique index pages_of_case on pages (org_id, case_id) where state in ('calling', 'unanswered');
create index pages_by_time on pages (org_id, opened_at desc);
create index pages_due on pages (next_at) where state in ('calling', 'unanswered');
call guard.wall_in('pages', 'update');
create policy worker on pages for select to evenhand_worker using (true);
grant select (org_id, id, state, next_at) on pages to evenhand_worker;

create table page_calls (
  org_id uuid not null,
  page_id uuid not null,
  nth int not null,
  member text not null,
  rung text not null,
  round int not null,
  at timestamptz not null,
  primary key (org_id, page_id, nth)
);
call guard.wall_in('page_calls');

-- What is to leave by push, by mail or to a pager, each under a key: asked twice, it leaves once.
create table notice_sends (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  way text not null check (way in ('push', 'mail', 'hook')),
  -- Null for the pager.
  member text,
  subscription_id uuid,
  notice_id uuid,
  page_id uuid,
  content json not null,
  state text not null check (state in ('queued', 'doing', 'sent', 'refused', 'withdrawn')),
  due_at timestamptz not null,
  attempts int not null default 0,
  -- Until then whoever took it has it to themselves; after that it is somebody else's to do.
  doing_until timestamptz,
  because text,
  made_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  unique (org_id, key)
);
create index notice_sends_due on notice_sends (due_at) where state = 'queued';
create index notice_sends_doing on notice_sends (doing_until) where state = 'doing';
create index notice_sends_of_notice on notice_sends (org_id, notice_id) where notice_id is not null;
create index notice_sends_of_page on notice_sends (org_id, page_id) where page_id is not null;
create index notice_sends_settled on notice_sends (org_id, settled_at) where settled_at is not null;
call guard.wall_in('notice_sends', 'update, delete');
create policy worker on notice_sends for select to evenhand_worker using (true);
grant select (org_id, id, state, due_at, doing_until) on notice_sends to evenhand_worker;

-- By what push services know an organisation (RFC 8292).
create table push_keys (
  org_id uuid primary key,
  public_key text not null,
  sealed_private bytea not null,
  wrapped_key bytea not null,
  made_at timestamptz not null
);
call guard.wall_in('push_keys');

-- The browsers that somebody wants to be told in. Where they are reached is sealed: whoever knows it could write to them.
create table push_subscriptions (
  org_id uuid not null,
  id uuid not null,
  member text not null,
  endpoint_digest bytea not null,
  sealed bytea not null,
  wrapped_key bytea not null,
  browser text,
  system text,
  made_at timestamptz not null,
  last_sent_at timestamptz,
  primary key (org_id, id),
  unique (org_id, endpoint_digest)
);
create index push_subscriptions_of_member on push_subscriptions (org_id, member, made_at);
call guard.wall_in('push_subscriptions', 'update, delete');

-- The gateway that rings pagers and telephones.
create table pager_hooks (
  org_id uuid primary key,
  url text not null,
  sealed_secret bytea not null,
  wrapped_key bytea not null,
  is_on boolean not null,
  last_at timestamptz,
  last_trouble text,
  changed_at timestamptz not null,
  changed_by text not null
);
call guard.wall_in('pager_hooks', 'update');

-- Cases in which somebody has spoken of a danger before say so too.
update cases set fold = fold || '{"spokeOfDanger": true}'
where (org_id, id) in (
  select org_id, case_id from events
  where type = 'danger-proposed'
    or type in ('case-opened', 'facts-entered') and data->'facts'->>'harm' = 'safety'
);
