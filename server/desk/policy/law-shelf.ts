import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { readBusinessCalendar } from '#domain/policy/law/business-calendar.ts'
import { readRegime } from '#domain/policy/law/regime.ts'
import type { LawShelf } from '#domain/policy/law/shelf.ts'

const shelf = new URL('../../../packs/law/', import.meta.url)

/** The law as far as it has been written down under `packs/law`. */
export async function readLawShelf(): Promise<LawShelf> {
  const [regimes, calendars] = await Promise.all([documentsIn('regimes/'), documentsIn('calendars/')])
  return { regimes: regimes.map(readRegime), calendars: calendars.map(readBusinessCalendar) }
}

async function documentsIn(folder: string): Promise<unknown[]> {
  const names = (await readdir(new URL(folder, shelf))).filter((name) => name.endsWith('.yaml'))
  return Promise.all(
    names
      .toSorted()
      .map(async (name): Promise<unknown> => parse(await readFile(new URL(folder + name, shelf), 'utf8'))),
  )
}
