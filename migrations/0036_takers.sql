-- The few cases of an owner for which nothing is left to do but to wait until somebody takes them: counted on every screen.
create index cases_done_and_offered on cases (org_id, owner, next_due_at, id)
  where state = 'open' and offered_to is not null and stage = 'action-done';
