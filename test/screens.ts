import { mkdir } from 'node:fs/promises'
import { prepareFront } from './browser/front.ts'
import { startCamera } from './browser/start-chromium.ts'
import { folder, openStudio } from './pictures/studio.ts'
import { takeCase } from './pictures/take-case.ts'
import { takeDesk } from './pictures/take-desk.ts'
import { takeFirstVisit } from './pictures/take-first-visit.ts'
import { takeLine } from './pictures/take-line.ts'
import { takeOwn } from './pictures/take-own.ts'
import { takePublic } from './pictures/take-public.ts'
import { takeRoom } from './pictures/take-room.ts'
import { takePolicy, takeSettings } from './pictures/take-settings.ts'
import { takeSettling } from './pictures/take-settling.ts'

// The reference pictures of every screen in docs/screens: `npm run screens`, or `npm run screens desk case` for some.

const front = prepareFront({}, startCamera)
await front.start()
await mkdir(folder, { recursive: true })
const studio = openStudio(front, process.argv.slice(2))
try {
  await takeFirstVisit(studio)
  const sol = await front.exploreSample('agent')
  const boss = await front.exploreSample('admin')
  await takeDesk(studio, sol, boss)
  await takeCase(studio, sol, boss)
  await takeLine(studio, sol, boss)
  await takeSettings(studio, boss)
  await takePolicy(studio, boss)
  await takePublic(studio, boss)
  await takeSettling(studio, sol)
  await takeRoom(studio, boss)
  await takeOwn(studio)
} finally {
  await front.close()
}
