import sanitizeHtml from 'sanitize-html'
import { isTooDeep, wordsOf } from './html-depth.ts'

const paragraphs = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'pre', 'blockquote']
const lines = [
  'div',
  'li',
  'dt',
  'dd',
  'tr',
  'address',
  'center',
  'section',
  'article',
  'header',
  'footer',
  'body',
]
const cells = ['td', 'th']
const kept = new Set([...paragraphs, ...lines, ...cells, 'br', 'hr', 'img'])

/** Deeper quotations are told as if they were this deep. */
const deepestQuote = 10

/**
 * The text of a mail that has only HTML: paragraphs, lines and points of a list as a reader would type them,
 * quotations marked with ">" so that they fold like those of a plain mail, pictures by their description.
 */
export function textFromHtml(html: string): string {
  if (isTooDeep(html)) return wordsOf(html)
  // The cleaner's parser is the one that decides what is a tag; what it gives back can be read with a pattern.
  const plain = sanitizeHtml(html, {
    allowedTags: [...kept],
    allowedAttributes: { img: ['alt'] },
    nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'title'],
  })
  const writer = newWriter()
  for (const [, tag, text] of plain.matchAll(/<([^>]*)>|([^<]+)/g)) {
    if (tag === undefined) writer.write(unescaped(text ?? ''))
    else writeTag(writer, tag)
  }
  return writer.finish()
}

type Writer = ReturnType<typeof newWriter>

function writeTag(writer: Writer, tag: string) {
  const isClosing = tag.startsWith('/')
  const name = /^\/?([a-z0-9]+)/.exec(tag)?.[1] ?? ''
  if (name === 'img') return writer.write(unescaped(/ alt="([^"]*)"/.exec(tag)?.[1] ?? ''))
  if (name === 'br') return writer.endLine()
  if (cells.includes(name)) return writer.write(isClosing ? ' ' : '')
  if (paragraphs.includes(name)) writer.endParagraph()
  else writer.startLine()
  if (name === 'blockquote') writer.quote(isClosing ? -1 : 1)
  if (name === 'pre') writer.keepLines(!isClosing)
  if (name === 'li' && !isClosing) writer.write('- ')
  if (name === 'hr') {
    writer.write('----------')
    writer.endLine()
  }
}

/** Writes lines one after the other, never two empty ones, each behind the marks of its quotation. */
function newWriter() {
  const done: string[] = []
  let line = ''
  let depth = 0
  let isParagraphDue = false
  let areLinesKept = false

  const endLine = () => {
    const words = line.replace(/[ \t\r\n\f\u00a0]+/g, ' ').trim()
    const marks = '> '.repeat(Math.min(depth, deepestQuote))
    const last = done.at(-1)
    if (words !== '' || (last !== undefined && !/^[> ]*$/.test(last))) done.push(`${marks}${words}`.trimEnd())
    line = ''
  }
  const startLine = () => {
    if (line.trim() !== '') endLine()
  }
  return {
    write(text: string) {
      if (isParagraphDue && text.trim() !== '') {
        endLine()
        isParagraphDue = false
      }
      const [before = '', ...after] = areLinesKept ? text.split('\n') : [text]
      line += before
      for (const next of after) {
        endLine()
        line = next
      }
    },
    keepLines(areKept: boolean) {
      areLinesKept = areKept
    },
    endLine,
    startLine,
    endParagraph() {
      startLine()
      line = ''
      isParagraphDue = done.length > 0
    },
    quote(by: 1 | -1) {
      depth = Math.max(0, depth + by)
    },
    finish() {
      startLine()
      return done.join('\n').trim()
    },
  }
}

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
