import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Network } from './network.ts'

/** The networks that a folder has folders for, by their names: `bluesky/bluesky.ts` gives the one that is called bluesky. */
export async function networksIn(folder: string): Promise<Network[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(fileOf(folder, entry.name)))
    .map(({ name }) => name)
  const found: (Network | undefined)[] = []
  for (const name of names.toSorted()) {
    const given: { network?: Network } = await import(pathToFileURL(fileOf(folder, name)).href)
    found.push(given.network)
  }
  return found.filter((network) => network !== undefined)
}

/** The networks that come with the desk. */
export const ownNetworks = (): Promise<Network[]> => networksIn(import.meta.dirname)

const fileOf = (folder: string, name: string) => join(folder, name, `${name}.ts`)
