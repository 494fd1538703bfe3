import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { aDeskAlone } from '#test/desk.ts'
import { rehearseFile } from './rehearse-command.ts'

test('a rehearsal in a terminal begins with those on the rota who are nobody at this desk', async () => {
  const desk = await aDeskAlone()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-rehearse-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const lines: string[] = []
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
  onTestFinished(() => stdout.mockRestore())
  const rehearsed = async (text: string) => {
    const file = join(folder, 'policy.yaml')
    await writeFile(file, text)
    await rehearseFile([file], (act) => act(desk))
    return lines.splice(0)
  }
  const text = stringify(aPolicy())

  expect((await rehearsed(text))[0]).toContain('past cases')
  const [first, second] = await rehearsed(text.replaceAll('who: ann', 'who: anna'))
  expect(first).toBe('anna stands on the rung front and is no member of this desk.\n')
  expect(second).toContain('past cases')
})
