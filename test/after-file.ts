const leaving: (() => Promise<void>)[] = []

/** Notes how to leave what the tests of a file share: they are done with it when the last of them has run. */
export function afterFile(leave: () => Promise<void>): void {
  leaving.push(leave)
}

/** Leaves all of it, the last first: the next file begins anew, also where it shares a process and what that has loaded. */
export async function leaveFile(): Promise<void> {
  for (const leave of leaving.splice(0).toReversed()) await leave()
}
