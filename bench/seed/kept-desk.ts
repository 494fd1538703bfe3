import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedApart } from './seed-apart.ts'

/** How many cases the growth of a benchmark is measured over. */
export const sizes = [10_000, 100_000, 1_000_000] as const

/** What is open in a kept database falls due after weeks: before that it is made anew. */
const keptForDays = 7

/**
 * A data folder with so many cases, kept between runs in the folder for temporary files: made when there is none that
 * these migrations and this seeding would make, or when it has grown old. Others of this size are taken away.
 */
export async function keptDesk(cases: number, tell: (line: string) => void): Promise<string> {
  const folder = join(tmpdir(), `evenhand-seeded-${cases}-${await fingerprint()}`)
  if (await isFresh(folder)) return folder
  for (const name of await readdir(tmpdir()))
    if (name.startsWith(`evenhand-seeded-${cases}-`)) await rm(join(tmpdir(), name), { recursive: true })
  tell(`Seeding ${cases} cases into ${folder}; the next run finds them there.`)
  const making = `${folder}-making`
  await mkdir(making)
  // Started by root, the database runs as another user, who has to come in.
  await chmod(making, 0o755)
  await seedApart(making, cases, tell)
  await rename(making, folder)
  return folder
}

async function isFresh(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false
  const { birthtimeMs } = await stat(folder)
  return Date.now() - birthtimeMs < keptForDays * 24 * 3600_000
}

/** Changes with whatever decides what is in a seeded database. */
async function fingerprint(): Promise<string> {
  const digest = createHash('sha256')
  const here = new URL('.', import.meta.url)
  for (const place of [new URL('../../migrations/', here), here])
    for (const name of (await readdir(place)).toSorted())
      if (!name.endsWith('.test.ts')) digest.update(name).update(await readFile(new URL(name, place)))
  for (const name of ['../vocabulary.ts', '../zipf.ts']) digest.update(await readFile(new URL(name, here)))
  return digest.digest('hex').slice(0, 12)
}
