-- What was found by measuring: the key of a message is asked by its message when a reply leaves, a post is shown, or somebody is
-- erased, and without this each of them walked through the keys of all messages there are.
create index thread_keys_of_message on thread_keys (org_id, message_id);
