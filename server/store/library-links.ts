import { readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import { errorCode } from './error-code.ts'

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Makes the short names of PostgreSQL's libraries, which an npm package cannot hold, from the list in it.
 * So an install without scripts is enough; any number of processes may make them at once.
 */
export function makeLibraryLinks(root: string, packageName: string) {
  for (const { source, target } of linksOf(root)) {
    const link = join(root, target)
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue
      throw new Refusal(
        'conflict',
        `PostgreSQL's libraries are not complete, and ${dirname(link)} cannot be written. ` +
          `Run \`npm rebuild ${packageName}\` as the user who installed Evenhand.`,
      )
    }
  }
}

const linksOf = (root: string) =>
  Links.parse(JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')))
