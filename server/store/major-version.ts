import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'

/** Refuses a data folder that another major version of PostgreSQL has written, and says how to carry it over. */
export async function refuseOtherMajor(cluster: string, major: number) {
  const written = Number.parseInt(await readFile(join(cluster, 'PG_VERSION'), 'utf8'), 10)
  if (written === major) return
  throw new Refusal(
    'conflict',
    `The database in ${cluster} was written by PostgreSQL ${written}; this Evenhand brings PostgreSQL ${major}. ` +
      `Run \`evenhand backup\` with the Evenhand that wrote it, move the folder away, ` +
      `and run \`evenhand restore\` with this one.`,
  )
}
