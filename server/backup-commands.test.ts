import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { aDeskAlone } from '#test/desk.ts'
import { restoreBackup } from './backup-commands.ts'
import { backUp } from './store/backup.ts'

test('a restore without the key of the backup, or of one that is damaged, refuses before anything is made', async () => {
  const desk = await aDeskAlone()
  const place = await mkdtemp(join(tmpdir(), 'evenhand-restore-'))
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await rm(place, { recursive: true })
  })
  const [folder, data] = [join(place, 'backup'), join(place, 'data')]
  await backUp(desk.database, folder, desk.now())
  vi.stubEnv('EVENHAND_DATA', data)
  vi.stubEnv('EVENHAND_MASTER_KEY', undefined)
  vi.stubEnv('DATABASE_URL', undefined)

  await expect(restoreBackup([folder])).rejects.toThrow('belongs to a master key that is not here')
  expect(existsSync(data)).toBe(false)

  vi.stubEnv('EVENHAND_MASTER_KEY', 'ab'.repeat(32))
  await expect(restoreBackup([folder])).rejects.toThrow('belongs to a master key that is not here')
  await expect(restoreBackup([join(place, 'nowhere')])).rejects.toThrow('holds no whole backup')
  expect(existsSync(data)).toBe(false)

  vi.stubEnv('EVENHAND_MASTER_KEY', desk.database.masterKey.toString('hex'))
  const cases = join(folder, 'cases.copy.zst')
  const bytes = await readFile(cases)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  await writeFile(cases, bytes)
  await rm(join(folder, 'work.copy.zst'))
  await expect(restoreBackup([folder])).rejects.toThrow(
    'cases.copy.zst, work.copy.zst of this backup is missing, was changed, or is damaged. Nothing was restored',
  )
  expect(existsSync(data)).toBe(false)
})
