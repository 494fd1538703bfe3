/** What can be done to several cases at once. */
export type BulkTask = 'assign' | 'snooze' | 'note' | 'escalate' | 'set-aside'
