import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Static imports and re-exports, over one line or several, and `import('…')`. */
const importStatement =
  /^(?:import|export)\s+(?:[\w\s{},*$]+?\s+from\s+)?'(?<fixed>[^']+)'|\bimport\('(?<lazy>[^']+)'\)/gm

/** A file of our own code. `part` is the smallest fenced place that it stands in: `domain`, `server/store`, `web/ui`. */
export type Source = { path: string; part: string; isTest: boolean; lines: readonly string[] }

/** One import as it is written, with the part or the package it leads to. */
export type Import = { from: Source; line: number; written: string; to: string }

/** Every file of our own code, by path from the root of the repository. */
export const sources: readonly Source[] = globSync('{domain,contract,server,web,bench,test}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['**/node_modules/**'],
})
  .toSorted()
  .map((path) => ({
    path,
    part: partOf(path),
    isTest: /\.test\.tsx?$/.test(path),
    lines: readFileSync(posix.join(root, path), 'utf8').split('\n'),
  }))

/** Every import in them. */
export const imports: readonly Import[] = sources.flatMap(importsOf)

/** Every place where a file's own code, not its comments, matches. */
export function placesOf(pattern: RegExp, files: readonly Source[]): string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) => {
      const isComment = /^\s*(?:\/\/|\/\*|\*)/.test(line)
      return !isComment && pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []
    }),
  )
}

function importsOf(source: Source): Import[] {
  const text = source.lines.join('\n')
  return [...text.matchAll(importStatement)].map((match) => {
    const written = match.groups?.fixed ?? match.groups?.lazy ?? ''
    const line = text.slice(0, match.index).split('\n').length
    return { from: source, line, written, to: leadsTo(source.path, written) }
  })
}

function leadsTo(path: string, written: string): string {
  if (written.startsWith('#')) return partOf(written.slice(1))
  if (written.startsWith('.')) return partOf(posix.join(posix.dirname(path), written))
  if (written.startsWith('node:')) return 'node'
  return written
}

function partOf(path: string): string {
  const [area = '', folder = '', noun = '', ...deeper] = path.split('/')
  if (area !== 'server' && area !== 'web') return area
  if (noun === '') return area
  return folder === 'features' && deeper.length > 0 ? `${area}/${folder}/${noun}` : `${area}/${folder}`
}
