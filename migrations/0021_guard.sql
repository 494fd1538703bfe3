-- What the guard of replies knows of a company: how it writes its own numbers, its hashtags, and what of its own everybody may read.

create table guard_rules (
  org_id uuid not null,
  -- [{"name": "Order number", "shape": "AL-\\d{6}"}]
  patterns jsonb not null,
  hashtags text[] not null,
  ours text[] not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (org_id)
);
call guard.wall_in('guard_rules', 'update');
