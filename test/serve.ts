import { readConfig } from '#server/config.ts'
import { tellFault } from '#server/log.ts'
import { startDesk } from '#server/start-desk.ts'

// A desk without its screens, as a process that a test can kill: it ends on SIGTERM as `evenhand serve` does.
const desk = await startDesk(readConfig(process.env))
process.once('SIGTERM', () => {
  desk.stop().then(
    () => process.exit(0),
    (fault: unknown) => {
      tellFault('stop', fault)
      process.exit(1)
    },
  )
})
process.stdout.write(`Evenhand is ready at ${desk.url}\n`)
