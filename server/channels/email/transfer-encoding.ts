/** The bytes of a part as they were before their transfer encoding (RFC 2045 section 6); others are as they are. */
export function transferDecoded(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return base64Decoded(bytes)
  return encoding === 'quoted-printable' ? quotedPrintableDecoded(bytes) : bytes
}

/** Some mailers pad every line: each stretch up to its padding is decoded by itself. */
function base64Decoded(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const padding = text.indexOf('=')
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(text, 'base64')
  return Buffer.concat(text.split(/=+/).map((stretch) => Buffer.from(stretch, 'base64')))
}

const equals = 0x3d

function quotedPrintableDecoded(bytes: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const escaped = byte === equals ? escapeAt(bytes, at + 1) : undefined
    if (escaped === undefined) decoded[length++] = byte
    else {
      at += escaped.skip
      if (escaped.byte !== undefined) decoded[length++] = escaped.byte
    }
  }
  return decoded.subarray(0, length)
}

/** What stands behind an equals sign: a byte in hex, or a line end that is none (after blanks, at the most ten). */
function escapeAt(bytes: Buffer, at: number): { skip: number; byte?: number } | undefined {
  const high = hexDigit(bytes[at])
  const low = hexDigit(bytes[at + 1])
  if (high >= 0 && low >= 0) return { skip: 2, byte: high * 16 + low }
  for (let skip = 0; skip < 10; skip++) {
    const byte = bytes[at + skip]
    if (byte === undefined || byte === 0x0a) return { skip: skip + 1 }
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return undefined
  }
  return undefined
}

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
