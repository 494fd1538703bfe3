-- Of an item that a colleague set aside although it was a case: which case, who did it and when. Whoever looks at what was set
-- aside reads it there, whatever was decided about the item since.
alter table items add column was_case jsonb;

-- They stand in the sample of the week in which they were set aside, however long ago they came.
create index items_were_cases on items (org_id, received_at)
  where outcome = 'set-aside' and looked_at is null and was_case is not null;
