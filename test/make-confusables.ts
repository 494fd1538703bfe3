import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'

// Run as `node test/make-confusables.ts FILE`, once for each new version of Unicode's confusables: FILE is `confusables.txt`
// (https://www.unicode.org/Public/security/), or the same mapping as one JSON object. Kept is what looks like letters and
// digits of a handle and does not become them by NFKC alone.

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Name the file of confusables.')

const pairsIn = (text: string): [string, string][] =>
  text.startsWith('{')
    ? Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text)))
    : text.split('\n').flatMap((line): [string, string][] => {
        const [source, target] = (line.split('#')[0] ?? '').split(';').map((part) => part.trim())
        return source && target ? [[fromCodes(source), fromCodes(target)]] : []
      })

const fromCodes = (codes: string) =>
  String.fromCodePoint(...codes.split(/\s+/).map((code) => Number.parseInt(code, 16)))

const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{Mark}/gu, '')

const kept = pairsIn(await readFile(path, 'utf8'))
  .map(([source, target]): [string, string] => [source, bare(target)])
  .filter(([source, target]) => source !== target && /^[A-Za-z0-9._-]+$/.test(target))
  .filter(
    ([source, target]) =>
      /^[\p{Letter}\p{Number}_]/u.test(source) && bare(source.normalize('NFKC')) !== target,
  )

const byTarget = Map.groupBy(kept, ([, target]) => target)
const lines = [...byTarget]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([target, pairs]) => `  ['${target}', '${pairs.map(([source]) => source).join('')}'],`)

await writeFile(
  new URL('../domain/people/confusables.ts', import.meta.url),
  `/**
 * What each of these letters is taken for by the eye, as [letters, characters that look like them]: Unicode's confusables
 * (Unicode Technical Standard #39, version 13.0.0, licence Unicode-3.0), cut down to letters and digits of handles by
 * \`node test/make-confusables.ts\`.
 */
export const confusables: readonly (readonly [string, string])[] = [
${lines.join('\n')}
]
`,
)
