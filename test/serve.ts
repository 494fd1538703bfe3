import { readConfig } from '#server/config.ts'
import { say, tellFault, writeLog } from '#server/log.ts'
import { startDesk } from '#server/start-desk.ts'

// A desk without its screens, as a process that a test can kill: it ends on SIGTERM as `evenhand serve` does.
const config = readConfig(process.env)
writeLog(config.EVENHAND_LOG, { pid: process.pid, role: config.EVENHAND_ROLE.join(',') })
const desk = await startDesk(config)
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
