/** What a token may be used for: to read, to act on cases, to hand over items, to change settings. */
export const scopes = ['read', 'cases', 'items', 'settings'] as const

export type Scope = (typeof scopes)[number]
