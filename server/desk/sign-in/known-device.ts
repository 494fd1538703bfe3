import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'

/** A cookie that says: on this device somebody has signed in to this account before. */
export type DeviceMark = { name: string; value: string }

const nameFor = (desk: Desk, email: string) =>
  `evenhand-device-${keyedDigest(desk.masterKey, `device of ${email}`).toString('hex').slice(0, 16)}`

const codeOf = (desk: Desk, email: string, mark: string) =>
  keyedDigest(desk.masterKey, `device ${mark} of ${email}`).toString('base64url')

/** Marks a device on which somebody has signed in, for their account alone. */
export function markDevice(desk: Desk, email: string): DeviceMark {
  const mark = randomBytes(16).toString('base64url')
  return { name: nameFor(desk, email), value: `${mark}.${codeOf(desk, email, mark)}` }
}

/** The mark of a device that has signed in to this account before; undefined where it has not. */
export function knownDevice(
  desk: Desk,
  email: string,
  cookies: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const [mark = '', code = ''] = cookies[nameFor(desk, email)]?.split('.') ?? []
  const expected = Buffer.from(codeOf(desk, email, mark))
  const given = Buffer.from(code)
  return given.length === expected.length && timingSafeEqual(given, expected) ? mark : undefined
}
