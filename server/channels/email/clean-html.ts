import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html'
import { isTooDeep, wordsOf } from './html-depth.ts'

/** How a mail's HTML may be shown. */
type CleanOptions = {
  /** Whether pictures are fetched from the sender's server, which tells them that and when they are read. */
  remoteImages: boolean
  /** Where the picture with this Content-ID is served from; without one it keeps only `data-cid`. */
  cidUrl?: (contentId: string) => string | undefined
}

/** HTML that may stand in our page, and how many remote pictures were left out of it. */
type CleanHtml = { html: string; imagesLeftOut: number }

/**
 * Makes a stranger's HTML safe to stand in our page: text, lists, tables, links and pictures are left; no
 * script, style, form, frame, drawing, class or id, so nothing can run, cover the page or pretend to be us.
 */
export function cleanHtml(html: string, { remoteImages, cidUrl }: CleanOptions): CleanHtml {
  if (isTooDeep(html)) return { html: `<p>${escapedHtml(wordsOf(html))}</p>`, imagesLeftOut: 0 }
  let imagesLeftOut = 0
  const showImage = (attributes: Attributes): Attributes => {
    const image = imageFrom(attributes.src ?? '')
    if (image.kind === 'remote' && !remoteImages) imagesLeftOut++
    return { ...described(attributes), ...sourceOf(image, remoteImages, cidUrl) }
  }
  const clean = sanitizeHtml(html, {
    ...safe,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: linkOut(attributes) }),
      img: (tagName, attributes) => ({ tagName, attribs: showImage(attributes) }),
    },
  })
  return { html: clean, imagesLeftOut }
}

const safe: IOptions = {
  allowedTags: (
    'p div span br hr h1 h2 h3 h4 h5 h6 blockquote pre address center ' +
    'b strong i em u s del ins small sub sup code q cite abbr font ' +
    'ul ol li dl dt dd a img table caption thead tbody tfoot tr th td'
  ).split(' '),
  allowedAttributes: {
    '*': ['dir', 'lang'],
    a: ['href', 'title', 'target', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height', 'data-cid', 'data-left-out'],
    ol: ['start'],
    td: ['colspan', 'rowspan', 'align', 'valign'],
    th: ['colspan', 'rowspan', 'align', 'valign'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // What reaches `src` has been chosen by `sourceOf`: our own path, a picture in the mail, or https.
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'title'],
  // Deeper than any letter; browsers grow slow on thousands.
  nestingLimit: 100,
}

/** Text as it may stand in a page. */
export const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const linkOut = ({ href, title }: Attributes): Attributes => ({
  ...(href && { href, target: '_blank', rel: 'noopener noreferrer nofollow' }),
  ...(title && { title }),
})

type Image = { kind: 'cid'; id: string } | { kind: 'inline' | 'remote' | 'none'; src: string }

function imageFrom(src: string): Image {
  const bare = src.trim()
  if (/^cid:/i.test(bare)) return { kind: 'cid', id: decoded(bare.slice(4)) }
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i.test(bare))
    return { kind: 'inline', src: bare }
  if (/^https?:\/\//i.test(bare)) return { kind: 'remote', src: bare }
  return bare.startsWith('//') ? { kind: 'remote', src: `https:${bare}` } : { kind: 'none', src: '' }
}

function sourceOf(image: Image, remoteImages: boolean, cidUrl: CleanOptions['cidUrl']): Attributes {
  if (image.kind === 'cid') {
    const src = cidUrl?.(image.id)
    return { 'data-cid': image.id, ...(src && { src }) }
  }
  if (image.kind === 'remote' && !remoteImages) return { 'data-left-out': 'remote' }
  return image.kind === 'none' ? {} : { src: image.src }
}

function described({ alt, title, width, height }: Attributes): Attributes {
  return {
    ...(alt && { alt }),
    ...(title && { title }),
    ...(isSize(width) && { width }),
    ...(isSize(height) && { height }),
  }
}

const isSize = (size: string | undefined): size is string => size !== undefined && /^\d{1,4}$/.test(size)

/** A cid URL is percent-encoded (RFC 2392 section 2); one that is badly encoded stands for itself. */
function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}
