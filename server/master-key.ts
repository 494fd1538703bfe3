import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'
import { errorCode } from './store/error-code.ts'

/**
 * The installation's master key: 32 bytes from EVENHAND_MASTER_KEY (hex), else from a file in the data folder
 * that only its owner may read, made at the first start. Every other secret is wrapped by it or follows from it.
 */
export async function readMasterKey(dataFolder: string, given: string | undefined): Promise<Buffer> {
  if (given !== undefined) return parse(given, 'EVENHAND_MASTER_KEY')
  const path = join(dataFolder, 'master.key')
  await mkdir(dataFolder, { recursive: true })
  await makeUnlessThere(path)
  return parse(await readFile(path, 'utf8'), path)
}

/** The key that `readMasterKey` would answer; none where it would have to make one. Makes nothing. */
export async function masterKeyThere(
  dataFolder: string,
  given: string | undefined,
): Promise<Buffer | undefined> {
  const path = join(dataFolder, 'master.key')
  return given === undefined && !existsSync(path) ? undefined : readMasterKey(dataFolder, given)
}

/** Whole or not at all, under its name: of several processes that start at once one makes the key and all read it. */
async function makeUnlessThere(path: string) {
  if (existsSync(path)) return
  const making = `${path}.${process.pid}`
  await writeFile(making, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    await link(making, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await rm(making)
  }
}

function parse(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length !== 32)
    throw new Refusal('invalid', `${where} does not hold a master key: 64 hexadecimal digits are expected.`)
  return key
}
