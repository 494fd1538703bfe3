import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Unicode-3.0',
  'Unlicense',
])

const Asked = z.record(z.string(), z.string()).default({})
const Package = z.object({ dependencies: Asked, devDependencies: Asked, optionalDependencies: Asked })
const Locked = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().default('none'),
      dev: z.boolean().default(false),
    }),
  ),
})

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')
const { packages } = Locked.parse(JSON.parse(await read('package-lock.json')))
const asked = Package.parse(JSON.parse(await read('package.json')))

/** The licence in an SPDX expression may be chosen where it says OR, and all must be kept where it says AND. */
const isAllowed = (licence: string) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => allowed.has(name)))

test('everything we ship has a licence that lets us ship it', () => {
  const forbidden = Object.entries(packages)
    .filter(([path, { dev, license }]) => path !== '' && !dev && !isAllowed(license))
    .map(([path, { license }]) => `${path}: ${license}`)
  expect(forbidden).toEqual([])
})

test('every package we ask for is written down, with the version and licence it has', async () => {
  const page = await read('docs/dependencies.md')
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  const written = new Set(rows.map(([, name, version, licence]) => `${name} ${version} ${licence}`))
  const names = Object.keys({
    ...asked.dependencies,
    ...asked.devDependencies,
    ...asked.optionalDependencies,
  })
  const installed = names.map((name) => {
    const { version, license } = packages[`node_modules/${name}`] ?? {}
    return `${name} ${version} ${license}`
  })
  expect(installed.filter((row) => !written.has(row))).toEqual([])
})

test('every package we ask for is pinned to one version', () => {
  const ranges = Object.entries({
    ...asked.dependencies,
    ...asked.devDependencies,
    ...asked.optionalDependencies,
  }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
  expect(ranges).toEqual([])
})
