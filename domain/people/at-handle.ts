/** A handle as everybody reads it, however it was handed over: `@ada.example`, `@ada@fjord.example`. */
export const atHandle = (handle: string): string => `@${handle.replace(/^@/, '')}`
