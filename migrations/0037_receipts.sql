-- Whoever complains by a form is told by mail that it has arrived, and where they see how it stands.

alter table forms add column sends_receipt boolean not null default true;

-- What leaves for a customer leaves as what leaves for colleagues: once under its key. Whose form it was is an item and an
-- account: the address stays where it is erased with its person, and the way to the status page is made when it leaves.
alter table notice_sends drop constraint notice_sends_way_check;
alter table notice_sends add constraint notice_sends_way_check check (way in ('push', 'mail', 'hook', 'receipt'));
alter table notice_sends add column item_id uuid, add column account_id uuid;
create index notice_sends_to_account on notice_sends (org_id, account_id, made_at) where account_id is not null;

-- A number that somebody has given in a form says so: it stands in no signature.
alter table account_hints drop constraint account_hints_how_check;
alter table account_hints add constraint account_hints_how_check check (how in ('signature', 'form', 'words'));
update account_hints h set how = 'form' from messages m
where m.org_id = h.org_id and m.id = h.message_id and m.channel = 'web' and h.how = 'signature';
