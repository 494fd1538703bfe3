import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What `bin/evenhand check-policy` says of a file, and with which code it ends. */
const check = (file: string, ...options: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    execFile(join(root, 'bin/evenhand'), ['check-policy', file, ...options], (fault, out, err) =>
      resolve({ code: fault ? Number(fault.code) : 0, said: `${out}${err}` }),
    )
  })

const fixture = (name: string) => join(root, 'test/fixtures/policies', name)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policies-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a sound policy ends with code 0 and says so', async () => {
  const { code, said } = await check(fixture('sound.yaml'))
  expect([code, said]).toEqual([0, 'Nothing is wrong with this policy: every proof holds.\n'])
})

test('a price list by followers is refused, naming both paths and where they stand', async () => {
  const { code, said } = await check(fixture('price-list.yaml'))
  expect(code).toBe(1)
  expect(said).toMatch(/price-list\.yaml:\d+ visibility-leak: .*from repair to replacement.*quarter-million/)
  expect(said).toMatch(
    /price-list\.yaml:\d+ visibility-leak: .*donation goes from false to true.*half-a-million/,
  )
})

test('a weekend taken out of a rota names the hours without anybody', async () => {
  const { code, said } = await check(fixture('no-weekend.yaml'))
  expect(code).toBe(1)
  expect(said).toContain('front promises hours in which nobody is there: Saturday to Sunday 08:00 to 20:00.')
})

const Told = z.object({
  findings: z.array(
    z.object({
      kind: z.string(),
      table: z.string().nullable(),
      rows: z.array(z.string()),
      facts: z.record(z.string(), z.unknown()),
      message: z.string(),
    }),
  ),
})

test('a remedy that leaks through rung and authority is found, as data too', async () => {
  const { code, said } = await check(fixture('leak-by-authority.yaml'), '--json')
  const { findings } = Told.parse(JSON.parse(said))
  expect(code).toBe(1)
  expect(findings).toMatchObject([{ kind: 'visibility-leak', table: 'remedy', rows: ['small', 'large'] }])
  expect(findings[0]?.message).toContain('by way of attention → authority → remedy')
})

test('what cannot be read is refused with its line', async () => {
  const file = join(folder, 'bad.yaml')
  await writeFile(
    file,
    'evenhand: policy/1\nname: x\nfacts:\n  loss: { type: amount }\ntables: []\nladder: []\n',
  )
  const { code, said } = await check(file)
  expect(code).toBe(1)
  expect(said).toContain('Line 4')
})
