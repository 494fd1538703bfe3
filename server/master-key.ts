import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'

/**
 * The installation's master key: 32 bytes from EVENHAND_MASTER_KEY (hex), else from a file in the data folder
 * that only its owner may read, made at the first start. Every other secret is wrapped by it or follows from it.
 */
export async function readMasterKey(dataFolder: string, given: string | undefined): Promise<Buffer> {
  if (given !== undefined) return parse(given, 'EVENHAND_MASTER_KEY')
  const path = join(dataFolder, 'master.key')
  await mkdir(dataFolder, { recursive: true })
  try {
    // Fails when the file is there: of two desks that start at once, one makes the key and both read it.
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return parse(await readFile(path, 'utf8'), path)
}

function parse(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length !== 32)
    throw new Refusal('invalid', `${where} does not hold a master key: 64 hexadecimal digits are expected.`)
  return key
}
