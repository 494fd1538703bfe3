import { reckon } from './black-hole/reckon.ts'
import { runBlackHole } from './black-hole/run.ts'
import { runSeveral } from './black-hole/several.ts'
import { settleDoubts } from './black-hole/settle-doubts.ts'
import { tell } from './black-hole/tell.ts'

// The black hole at full length: `npm run chaos [-- --kills N --items N --replies N --seed N]`. With `--processes N` the
// desk is that many processes, one of which dies every five seconds for two minutes (`--seconds N`).
const asked = new Map<string, number>()
for (const [index, word] of process.argv.entries())
  if (word.startsWith('--')) asked.set(word.slice(2), Number(process.argv[index + 1]))

const say = (line: string) => process.stdout.write(`${line}\n`)
const processes = asked.get('processes') ?? 1
const seed = asked.get('seed') ?? Date.now() % 1_000_000
const ran =
  processes > 1
    ? await runSeveral({
        processes,
        items: asked.get('items') ?? 5000,
        replies: asked.get('replies') ?? 1500,
        lasts: Temporal.Duration.from({ seconds: asked.get('seconds') ?? 120 }),
        every: Temporal.Duration.from({ seconds: 5 }),
        restartsDatabase: true,
        isStormy: true,
        seed,
        say,
      })
    : await runBlackHole({
        items: asked.get('items') ?? 10_000,
        replies: asked.get('replies') ?? 2000,
        kills: asked.get('kills') ?? 100,
        seed,
        say,
      })
try {
  const reckoning = await reckon(ran)
  for (const line of tell(ran, reckoning)) say(line)
  const { again, arrived } = await settleDoubts(ran, reckoning.inDoubt)
  if (again)
    say(`Sent again: received ${again.before} times before and ${again.after} after, now ${again.state}.`)
  if (arrived) say(`Said to have arrived: received ${arrived.after} times, now ${arrived.state}.`)
  if (reckoning.faults.length > 0) process.exitCode = 1
} finally {
  await ran.close()
}
