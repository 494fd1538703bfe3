import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedPeople } from './seed-people.ts'

/** A data folder with so many people, kept between runs: made where there is none that these migrations would make. */
export async function keptPeople(people: number, tell: (line: string) => void): Promise<string> {
  const folder = join(tmpdir(), `evenhand-people-${people}-${await fingerprint()}`)
  if (existsSync(folder)) return folder
  for (const name of await readdir(tmpdir()))
    if (name.startsWith(`evenhand-people-${people}-`)) await rm(join(tmpdir(), name), { recursive: true })
  tell(`Seeding ${people} people with three accounts each into ${folder}; the next run finds them there.`)
  const making = `${folder}-making`
  await mkdir(making)
  // Started by root, the database runs as another user, who has to come in.
  await chmod(making, 0o755)
  await seedPeople(making, people, tell)
  await rename(making, folder)
  return folder
}

/** Changes with whatever decides what is in a seeded database. */
async function fingerprint(): Promise<string> {
  const digest = createHash('sha256')
  const here = new URL('.', import.meta.url)
  for (const place of [new URL('../../migrations/', here), here])
    for (const name of (await readdir(place)).toSorted())
      digest.update(name).update(await readFile(new URL(name, place)))
  return digest.digest('hex').slice(0, 12)
}
