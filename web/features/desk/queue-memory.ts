/** Where somebody was in a view of the queue when they left it. */
export type Left = { chosen: string | null; offset: number; rect: Rect }

/** How large the list was, so that it can be drawn before the page has laid itself out. */
export type Rect = { width: number; height: number }

const left = new Map<string, Left>()

/** Whoever comes back from a case finds the queue as they left it; after a reload it begins at its beginning. */
export const whereLeft = (view: string): Left | undefined => left.get(view)

export const leaveAt = (view: string, place: Left): unknown => left.set(view, place)
