import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { freePort } from './peers/loopback.ts'

/** Several processes of one desk: one database, one address for people, one for mail. */
export type SeveralDesks = {
  /** The first of them, which knows the data folder and prints tokens. */
  first: DeskProcess
  processes: readonly DeskProcess[]
  start(): Promise<void>
  /** What all of them have said, each line that is told more than once as often. */
  said(): string[]
  remove(): Promise<void>
}

/** Prepares one process for each set of roles, all on one data folder. Those who do the same share their ports. */
export async function severalDesks(
  roles: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<SeveralDesks> {
  const shared = { ...settings, EVENHAND_SHARE_PORTS: '1' }
  const processes: DeskProcess[] = []
  for (const role of roles) {
    const [first] = processes
    // Who answers no people answers those who watch, at a port of their own.
    const port = role.includes('web') && first ? first.env['PORT'] : undefined
    const PORT = port ?? String(await freePort())
    const desk = await deskProcess({
      ...shared,
      EVENHAND_ROLE: role,
      PORT,
      ...(first && { EVENHAND_DATA: first.folder, SMTP_PORT: String(first.smtpPort) }),
    })
    processes.push({ ...desk, url: `http://127.0.0.1:${PORT}` })
  }
  const [first] = processes
  if (!first?.env['EVENHAND_ROLE']?.includes('web')) throw new RangeError('The first one answers people.')
  return {
    first,
    processes,
    async start() {
      const ready = await Promise.all(processes.map((desk) => desk.start()))
      const silent = processes.find((_, nth) => !ready[nth])
      if (silent) throw new Error(`A process does not start:\n${silent.said.slice(-20).join('\n')}`)
    },
    said: () => processes.flatMap(({ said }) => said),
    async remove() {
      await Promise.all(processes.slice(1).map((desk) => desk.remove()))
      await first.remove()
    },
  }
}
