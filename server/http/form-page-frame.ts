import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { html, type Html } from './html.ts'
import { pageScript } from './form-page-script.ts'
import { pageStyle } from './form-page-style.ts'
import { roomStyle } from './room-style.ts'

const named = (text: string, ending: string) =>
  `page-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${ending}`

/** What the pages load, by names that change with the content. */
export const pageAssets: Readonly<Record<string, { type: string; text: string }>> = {
  [named(pageStyle, 'css')]: { type: 'text/css; charset=utf-8', text: pageStyle },
  [named(pageScript, 'js')]: { type: 'text/javascript; charset=utf-8', text: pageScript },
  [named(roomStyle, 'css')]: { type: 'text/css; charset=utf-8', text: roomStyle },
}

/** Where the style of rooms is. */
export const roomAsset = `/f/-/${named(roomStyle, 'css')}`

type Page = {
  language: string
  title: string
  /** Whose page it is; within a page of theirs that is not said again. */
  organisation?: string
  isEmbedded?: boolean
  /** Sites that may show the page inside theirs. */
  origins?: readonly string[]
  main: Html
}

/** A whole public page around its main part. */
function frame({ language, title, organisation = '', isEmbedded = false, origins = [], main }: Page): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${organisation && ` · ${organisation}`}</title>
<link rel="stylesheet" href="/f/-/${named(pageStyle, 'css')}">
<script src="/f/-/${named(pageScript, 'js')}" defer></script>
</head>
<body${isEmbedded ? html` class="embedded"` : ''} data-origins="${origins.join(' ')}">
${organisation !== '' && !isEmbedded && html`<header>${organisation}</header>`}
<main>${main}</main>
</body>
</html>
`.html
}

/** Sends a public page under a policy of its own: nothing but our style and script, framed by whom its form allows. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  const { origins = [] } = page
  const ancestors = ["'self'", ...origins].join(' ')
  // Older browsers know no list of sites: to them it is either our own or any.
  if (origins.length > 0) void reply.removeHeader('x-frame-options')
  else void reply.header('x-frame-options', 'SAMEORIGIN')
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
      // It holds what somebody wrote, or how their matter stands.
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    })
    .send(frame(page))
}
