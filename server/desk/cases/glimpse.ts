import { HandedOver } from '#server/channels/handed-over.ts'

/** From whom a raw item is and what it is called, as far as its beginning tells: enough for a list. */
export function glimpseOf(
  form: 'mail' | 'json' | 'headers' | null,
  head: Buffer | null,
): { from: string; subject: string } {
  if (!head) return { from: '', subject: '' }
  const text = head.toString('utf8').replaceAll('\0', '\uFFFD')
  if (form === 'json') {
    // Files come last, and the beginning may end among them; a quotation mark within words is written otherwise.
    const [words = text] = text.split(',"files":[')
    const given = HandedOver.safeParse(parsed(text) ?? parsed(`${words}}`)).data
    const { name, email, phone, handle } = given?.from ?? {}
    return {
      from: name ?? email ?? phone ?? handle ?? '',
      subject: (given?.subject ?? given?.body ?? '').slice(0, 200),
    }
  }
  const header = (name: string) =>
    (new RegExp(`^${name}:((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(text)?.[1] ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 200)
  return { from: header('from'), subject: header('subject') }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
