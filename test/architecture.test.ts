import { expect, test } from 'vitest'
import { imports, placesOf, sources, type Import } from './sources.ts'

// The rules of ARCHITECTURE.md, read off the source. Tests may import what they test; everything else obeys.

const code = sources.filter(({ isTest }) => !isTest)
const said = imports.filter(({ from }) => !from.isTest)

const areas = new Set(['domain', 'contract', 'server', 'web', 'test', 'bench'])
const areaOf = (part: string) => part.split('/')[0] ?? part
const isOurs = ({ to }: Import) => areas.has(areaOf(to))

/** What the files of some parts import besides those parts and what is allowed them, as `file:line → import`. */
function strays(parts: RegExp, isAllowed: (to: string, stray: Import) => boolean): string[] {
  return said
    .filter((found) => parts.test(found.from.part) && !parts.test(found.to) && !isAllowed(found.to, found))
    .map(show)
}

const show = ({ from, line, written }: Import) => `${from.path}:${line} → ${written}`

const ours =
  (...parts: string[]) =>
  (to: string, stray: Import) =>
    !isOurs(stray) || parts.includes(to)

test('what the desk knows imports only itself and zod', () => {
  expect(strays(/^domain$/, (to) => to === 'zod')).toEqual([])
})

test('what the desk knows reads no clock and throws no dice', () => {
  const impure = /Date\.now|new Date\(\)|Math\.random|Temporal\.Now|performance\.now|\bcrypto\./
  expect(
    placesOf(
      impure,
      code.filter(({ part }) => part === 'domain'),
    ),
  ).toEqual([])
})

test('what can be asked imports only itself, what the desk knows, and zod', () => {
  expect(strays(/^contract$/, (to) => to === 'domain' || to === 'zod')).toEqual([])
})

test('what people see never imports what the desk does, nor Node', () => {
  const allowed = ours('domain', 'contract')
  expect(strays(/^web/, (to, stray) => to !== 'node' && allowed(to, stray))).toEqual([])
})

test('what the desk does never imports what people see', () => {
  const inside = ['server/store', 'server/channels', 'server/desk', 'server/http', 'server/work']
  expect(strays(/^server/, ours('domain', 'contract', ...inside))).toEqual([])
})

test('the store knows only what the desk knows', () => {
  expect(strays(/^server\/store$/, ours('domain'))).toEqual([])
})

test('a channel knows only what the desk knows', () => {
  expect(strays(/^server\/channels$/, ours('domain'))).toEqual([])
})

test('only the desk and its workers join the store and the channels; what people ask goes through the desk', () => {
  const joining = ['server/store', 'server/channels']
  expect(strays(/^server\/desk$/, ours('domain', 'contract', ...joining))).toEqual([])
  expect(strays(/^server\/work$/, ours('domain', 'server/desk', ...joining))).toEqual([])
  expect(strays(/^server\/http$/, ours('domain', 'contract', 'server/desk'))).toEqual([])
})

test('features never import each other', () => {
  const between = said.filter(
    ({ from, to }) =>
      from.part.startsWith('web/features/') && to.startsWith('web/features/') && from.part !== to,
  )
  expect(between.map(show)).toEqual([])
})

test('the pieces that screens are made of know no word of the trade', () => {
  expect(strays(/^web\/ui$/, ours('web/words'))).toEqual([])
})

test('nothing that runs at the desk imports a test or a benchmark', () => {
  expect(strays(/^(?:domain|contract|server|web)/, (to) => to !== 'test' && to !== 'bench')).toEqual([])
})

test('an import that crosses areas says so with a #, and one that stays does not', () => {
  const crossing = imports.filter(
    (found) => found.written.startsWith('.') && areaOf(found.to) !== areaOf(found.from.part),
  )
  // The tests' own folders may reach across each other either way.
  const staying = imports.filter(
    (found) => found.written.startsWith('#') && found.to === found.from.part && found.to !== 'test',
  )
  expect([...crossing, ...staying].map(show)).toEqual([])
})

test('every export has a name, but for what a tool or a channel folder demands', () => {
  const demanded = /^server\/channels\/[^/]+\/|^test\/global-setup\.ts$/
  const nameless = placesOf(
    /^export default|\bas default\b/,
    sources.filter(({ path }) => !demanded.test(path)),
  )
  expect(nameless).toEqual([])
})

test('every file is named after the one thing it gives', () => {
  const nameless = /(?:^|\/)(?:utils?|helpers?|common|misc|types?|constants?|index)(?:\.test)?(?:\.tsx?$|\/)/
  expect(sources.map(({ path }) => path).filter((path) => nameless.test(path))).toEqual([])
})

test('a place to write in never cuts what is put there', () => {
  const cuts = /<Textarea\b(?:(?!\/>)[^])*?maxLength/
  const cutting = code.filter(({ part, lines }) => part.startsWith('web') && cuts.test(lines.join('\n')))
  expect(cutting.map(({ path }) => path)).toEqual([])
})
