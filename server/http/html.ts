/** A piece of HTML in which everything that somebody else said is escaped. */
export type Html = { readonly html: string }

type Part = string | number | Html | readonly Html[] | null | false | undefined

/** Writes HTML: what stands in the text is ours, what is filled in is escaped unless it is HTML of ours already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((ours, n) => ours + written(parts[n])).join('') }
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map((piece) => piece.html).join('')
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters have no place in a page, and some end an attribute in odd readers. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
