import { fileTypeFromBuffer } from 'file-type'
import { Refusal } from '#domain/refusal.ts'
import { safeName } from '#server/channels/email/attachment.ts'

/**
 * A file as it may go out: with a name that every file system bears, and the type that its content tells. What a
 * program claims to be does not count; a program is refused, because mail programs refuse it too.
 */
export async function fileOf(uploaded: {
  name: string
  bytes: Uint8Array
}): Promise<{ name: string; type: string }> {
  const name = safeName(uploaded.name) || 'file'
  if (uploaded.bytes.byteLength === 0) throw new Refusal('invalid', `“${name}” is empty.`)
  const found = await fileTypeFromBuffer(uploaded.bytes)
  const type = found?.mime ?? textTypeOf(name, uploaded.bytes)
  if (programTypes.test(type) || programNames.test(name) || isScript(uploaded.bytes))
    throw new Refusal(
      'invalid',
      `“${name}” is a program, or could be taken for one: mail programs refuse it. Send a document or a picture.`,
    )
  return { name, type }
}

/** What content without a signature of its own is: text if it reads as text, and of which kind only where that is harmless. */
function textTypeOf(name: string, bytes: Uint8Array): string {
  const head = bytes.subarray(0, 4096)
  if (head.includes(0)) return 'application/octet-stream'
  try {
    // A letter may be cut in two at the end of what is looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return 'application/octet-stream'
  }
  const [, ending = ''] = /\.([^.]+)$/.exec(name.toLowerCase()) ?? []
  return textTypes[ending] ?? 'text/plain'
}

const textTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ics: 'text/calendar',
  vcf: 'text/vcard',
}

/** Machine code, installers and shortcuts, as their first bytes tell them. */
const programTypes =
  /^application\/(?:x-msdownload|x-ms-shortcut|x-elf|x-mach-binary|x-executable|java-archive|java-vm|wasm|x-apple-diskimage|x-rpm|x-deb|vnd\.android\.package-archive|x-ms-installer|x-msi|x-chrome-extension)$/

/** Endings under which an operating system runs a file: what the large mail services refuse. */
const programNames =
  /\.(?:ade|adp|apk|app|appx|bat|cab|chm|cmd|com|command|cpl|dll|dmg|exe|hta|ins|isp|iso|jar|js|jse|lib|lnk|mde|msc|msi|msix|msp|mst|nsh|pif|ps1|psm1|reg|scr|sct|sh|sys|url|vb|vbe|vbs|vxd|wsc|wsf|wsh)$/i

const isScript = (bytes: Uint8Array) => bytes[0] === 0x23 && bytes[1] === 0x21
