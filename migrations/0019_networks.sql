-- Networks on which people write in public: what has become of their posts, and what the desk posts itself.

alter table connections add column is_network boolean generated always as (settings ? 'network') stored;
grant select (is_network) on connections to evenhand_worker;

-- A message that is a post: how its network calls it, where people read it, and whether it is still there.
create table posts (
  org_id uuid not null,
  message_id uuid not null,
  connection_id uuid not null,
  key text not null,
  url text,
  -- Of ours: the key of the post that it answers.
  answers text,
  state text not null default 'there' check (state in ('there', 'edited', 'deleted')),
  changed_at timestamptz,
  -- When it is looked at next; never for what is ours, is gone, or is old.
  look_at timestamptz,
  primary key (org_id, message_id)
);
create index posts_to_look_at on posts (org_id, connection_id, look_at) where look_at is not null;
call guard.wall_in('posts', 'update, delete');

-- A reply that the desk posts itself where everybody reads it.
alter table work drop constraint work_kind_check;
alter table work add constraint work_kind_check check (kind in ('send-reply', 'give-reply', 'send-post'));
create index work_to_post on work (due_at) where state = 'queued' and kind = 'send-post';
