-- Work says what it is.

-- An answer that a colleague gives waits as a mail does, and leaves by nobody: it is work of a kind of its own.
alter table work drop constraint work_kind_check;
alter table work add constraint work_kind_check check (kind in ('send-reply', 'give-reply'));
update work set kind = 'give-reply' where key like 'give-reply:%';
create index work_to_give on work (due_at) where state = 'queued' and kind = 'give-reply';
grant select (kind) on work to evenhand_worker;
