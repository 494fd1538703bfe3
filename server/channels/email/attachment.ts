import type { Attachment } from '../channel.ts'
import type { MimePart } from './mime-parts.ts'
import { oneLine } from './storable.ts'

const longestName = 150

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/pgp-signature': 'asc',
  'application/pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
}

/** A part of a mail as a file that may be kept and offered: a name without a path, a type that is one. */
export function attachmentFrom(part: MimePart, at: number): Attachment {
  const type = /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(part.type) ? part.type : 'application/octet-stream'
  const contentId = oneLine(part.contentId, 250).replace(/^<|>$/g, '')
  return {
    name: safeName(part.filename) || `attachment-${at + 1}.${extensions[type] ?? 'bin'}`,
    type,
    bytes: part.bytes,
    ...(contentId && { contentId }),
  }
}

/**
 * A name as a file system and a reader can bear it: no folders, no leading dots, no marks that turn the
 * direction of writing ("photo<U+202E>gpj.exe" shows as "photoexe.jpg"); a long one keeps its ending.
 */
export function safeName(written: string): string {
  const name = oneLine(written, 1000)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/^.*[\\/]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (name.length <= longestName) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, longestName - ending.length)}${ending}`.toWellFormed()
}
