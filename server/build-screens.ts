import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
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

/**
 * Builds the web when its sources changed since the last build; an unchanged one costs a few milliseconds. Where only the
 * times of change differ, as after a copy into an image, the files are read, and nothing is built.
 */
export async function buildScreens(say: (line: string) => void): Promise<void> {
  const stampFile = join(root, 'dist', 'web.stamp')
  const files = await filesOf(sources)
  const touched = await touchOf(files)
  const [touchedThen, saidThen] = (await readFile(stampFile, 'utf8').catch(() => '')).split('\n')
  if (touchedThen === touched) return
  const said = await wordsOf(files)
  // Whoever only runs the desk may be unable to write here: then it reads the files at the next start too.
  const keep = () => writeFile(stampFile, `${touched}\n${said}\n`)
  if (saidThen === said) return keep().catch(() => undefined)
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
  await keep()
}

/** Every file that the screens are made of, as a path from our root, in order. */
async function filesOf(names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map(async (name) => {
      if (!(await stat(join(root, name))).isDirectory()) return [name]
      const inside = await readdir(join(root, name), { recursive: true, withFileTypes: true })
      return inside
        .filter((one) => one.isFile())
        .map((one) => relative(root, join(one.parentPath, one.name)))
        .toSorted()
    }),
  )
  return found.flat()
}

/** Names, sizes and times of change: where these are as they were, nothing was touched. */
async function touchOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = await stat(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Names and contents. */
async function wordsOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}
