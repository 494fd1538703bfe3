/** What a colleague may say of an account: that several share it, and who; or that it is one person's after all. */
export const sharings = ['family', 'office', 'other', 'one-person'] as const

export type Sharing = (typeof sharings)[number]

/** Whether an account is known to be shared: it identifies nobody then, and speaks for nothing. */
export const isShared = ({ sharing }: { sharing: string | null }): boolean =>
  sharing !== null && sharing !== 'one-person'
