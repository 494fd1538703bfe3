import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ownNetworks } from '#server/channels/networks.ts'
import { network as wave } from './wave/wave.ts'

// docs/add-a-channel.md says what is so.

const page = fileURLToPath(new URL('../../docs/add-a-channel.md', import.meta.url))
const text = readFileSync(page, 'utf8')
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('every file that the page leads to is there', () => {
  const paths = [...text.matchAll(/\]\((\.\.[^)#]+)\)/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(8)
  expect(paths.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([])
})

test('the page tells of everything that a network has to give, and of nothing else', () => {
  const table = text.slice(text.indexOf('| it gives'), text.indexOf('A `Line`'))
  const told = table
    .split('\n')
    .filter((row) => !row.includes('may be left out'))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)/g)].map(([, name = '']) => name))
  expect(told.toSorted()).toEqual(Object.keys(wave).toSorted())
})

test('each rule of the page is tried over all channels', () => {
  const rules = [...text.matchAll(/^\d+\. \*\*(.+?)\*\*/gm)]
  expect(rules).toHaveLength(10)
  const names = [...read('every-channel.test.ts').matchAll(/^ {2}test\('(.+)'/gm)]
  expect(names.length).toBeGreaterThanOrEqual(rules.length)
})

test('each network of the desk stands in a folder of its name, asks for one secret, and has a rig', async () => {
  const networks = await ownNetworks()
  expect(networks.map(({ name }) => name)).toContain('bluesky')
  for (const { name, asks } of [...networks, wave]) {
    expect(asks.filter(({ isSecret }) => isSecret)).toHaveLength(1)
    expect(read('channel-rig.ts')).toContain(`  ${name}: ${name}Rig,`)
  }
})

test('nothing of the desk outside its folder names a network', () => {
  expect(wave.name).toBe('wave')
  expect(read('../../server/channels/networks.ts')).not.toMatch(/import .*bluesky/)
})
