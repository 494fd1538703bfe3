/**
 * That a mail server let us in. On the machine of the desk it may be spoken to in the clear: whoever chose STARTTLS is told
 * that none was offered.
 */
export const signedIn = (host: string, { isEncrypted }: { isEncrypted: boolean }): string =>
  isEncrypted
    ? `Signed in at ${host}.`
    : `Signed in at ${host}, in the clear: it offers no STARTTLS, and what is said to it stays on this machine.`
