import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the screens are made of. */
const sources = [
  'web',
  'domain',
  'contract',
  'packs/law',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
]

/** Builds the web when its sources changed since the last build; an unchanged one costs a few milliseconds. */
export async function buildScreens(say: (line: string) => void): Promise<void> {
  const stampFile = join(root, 'dist', 'web.stamp')
  const stamp = await stampOf(sources)
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return
  say('Building the screens…')
  const { build } = await import('vite')
  // Whoever builds, the screens are those that people get: what runs the tests would have them built for developing.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ root, logLevel: 'error' })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
  await writeFile(stampFile, stamp)
}

/** Names, sizes and times of change of all sources: enough to know that nothing was touched. */
async function stampOf(names: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of names) {
    const path = join(root, name)
    const found = await stat(path).catch(() => undefined)
    const files = found?.isDirectory() ? await readdir(path, { recursive: true }) : ['']
    for (const file of files.toSorted()) {
      const { size, mtimeMs } = await stat(join(path, file)).catch(() => ({ size: 0, mtimeMs: 0 }))
      hash.update(`${name}/${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}
