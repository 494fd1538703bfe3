import { readFileSync, watchFile } from 'node:fs'
import { readConfig } from '#server/config.ts'
import { say, tellFault, writeLog } from '#server/log.ts'
import { startDesk } from '#server/start-desk.ts'
import { clockSays } from './clock-says.ts'

// A desk without its screens, as a process that a test can kill: it ends on SIGTERM as `evenhand serve` does.
const config = readConfig(process.env)
writeLog(config.EVENHAND_LOG, { pid: process.pid, role: config.EVENHAND_ROLE.join(',') })
const desk = await startDesk(config, laterBy(process.env['EVENHAND_TEST_LATER']))
process.once('SIGTERM', () => {
  desk.stop().then(
    () => process.exit(0),
    (fault: unknown) => {
      tellFault('stop', fault)
      process.exit(1)
    },
  )
})
say(`Evenhand is ready at ${desk.url}`)

/** The clock of this process, later by as long as a file says; a test writes it there to let time pass. */
function laterBy(file: string | undefined): () => Temporal.Instant {
  let later = Temporal.Duration.from({ seconds: 0 })
  if (file !== undefined)
    watchFile(file, { interval: 100, persistent: false }, ({ size }) => {
      // It is not there until time passes.
      if (size === 0) return
      later = Temporal.Duration.from(readFileSync(file, 'utf8'))
      say(clockSays(later))
    })
  return () => Temporal.Instant.fromEpochMilliseconds(Date.now()).add(later)
}
