const utf8 = new TextDecoder('utf-8', { fatal: true })
const forgivingUtf8 = new TextDecoder('utf-8')
const windows1252 = new TextDecoder('windows-1252')

/** Names that mailers use for encodings which the standard calls otherwise. */
const otherNames: Record<string, string> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'shift-jisx0213': 'shift_jis',
  'windows-31j': 'shift_jis',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-2022-jp-2': 'iso-2022-jp',
}

/**
 * Bytes of which nobody said how they are written: UTF-8 if they are, or mostly are with a broken letter here
 * and there; else Windows-1252, which never fails.
 */
function decodedAnyhow(bytes: Uint8Array): string {
  const text = strictUtf8(bytes)
  if (text !== undefined) return text
  const broken = forgivingUtf8.decode(bytes)
  return isMostlySound(broken) || hasHalfPair(bytes) ? broken : windows1252.decode(bytes)
}

/** More letters came out whole than broken: of Latin-1 read as UTF-8 hardly one does. */
function isMostlySound(text: string): boolean {
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  const sound = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0
  return sound > broken
}

/** Half a surrogate pair in the clothes of UTF-8, as some telephones cut an emoji; letters never look so. */
const hasHalfPair = (bytes: Uint8Array) =>
  /\u00ed[\u00a0-\u00bf][\u0080-\u00bf]/.test(Buffer.from(bytes).toString('latin1'))

/**
 * Text as its sender wrote it, whatever the label says. Old mailers label UTF-8 as Latin-1, Latin-1 as UTF-8,
 * and both as ASCII; bytes that are UTF-8 throughout are nothing else by chance. Other labels are believed
 * (https://encoding.spec.whatwg.org/#names-and-labels) unless the bytes contradict them.
 */
export function decodedText(bytes: Uint8Array, label: string): string {
  const decoder = decoderFor(label)
  if (!decoder || decoder.encoding === 'utf-8' || decoder.encoding === 'windows-1252')
    return decodedAnyhow(bytes)
  const text = decoder.decode(bytes)
  return text.includes('\uFFFD') ? (strictUtf8(bytes) ?? text) : text
}

/** A line of a head with 8-bit letters: they should be encoded words or UTF-8 (RFC 6532), but are what they are. */
export function decodedLine(latin1: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape sequences of ISO-2022-JP begin with one
  if (/\u001b[$(]/.test(latin1)) return decodedText(Buffer.from(latin1, 'latin1'), 'iso-2022-jp')
  return /[\u0080-\u00ff]/.test(latin1) ? decodedAnyhow(Buffer.from(latin1, 'latin1')) : latin1
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

function decoderFor(label: string): TextDecoder | undefined {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^['"]|['"]$/g, '')
  if (name === '') return undefined
  try {
    return new TextDecoder(otherNames[name] ?? name)
  } catch {
    return undefined
  }
}
