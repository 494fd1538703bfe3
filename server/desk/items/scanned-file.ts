import { Refusal } from '#domain/refusal.ts'
import { scanFile } from '#server/channels/clamd/scan-file.ts'
import { acceptedFile } from './accepted-file.ts'
import type { Desk } from '../desk.ts'

/**
 * A file that is taken: by what it is, and, where a scanner is configured, when that has found nothing in it. A scanner that
 * does not answer lets nothing through.
 */
export async function scannedFile(
  { place: { scanner } }: Pick<Desk, 'place'>,
  uploaded: { name: string; bytes: Uint8Array },
) {
  const file = await acceptedFile(uploaded)
  if (scanner === undefined) return file
  const scanned = await scanFile(scanner, file.bytes)
  if (scanned.found === 'harm')
    throw new Refusal('invalid', `“${file.name}” was not taken: our virus scanner found something in it.`, {
      scan: 'harm',
    })
  if (scanned.found === 'no-answer')
    throw new Refusal(
      'invalid',
      `“${file.name}” was not taken: files are scanned for viruses first, and the scanner does not answer just now.`,
      { scan: 'no-answer' },
    )
  return file
}
