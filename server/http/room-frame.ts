import type { FastifyReply } from 'fastify'
import { roomAsset } from './form-page-frame.ts'
import { html, type Html } from './html.ts'
import { roomVoice, type RoomLanguage } from './room-words.ts'

/** A page of a room: whose it is, in which language, how large, and its main part. */
export type RoomPage = {
  language: RoomLanguage
  organisation: string
  title: string
  isLarge?: boolean
  /** Where the same page is in the other language; null where there is no going back to it. */
  here: string | null
  /** What is sent from it is answered by leading on to another site. */
  leadsOn?: boolean
  main: Html
}

function frame({ language, organisation, title, isLarge = false, here, main }: RoomPage): string {
  const say = roomVoice(language)
  const other = language === 'en' ? 'de' : 'en'
  return html`<!doctype html>
    <html lang="${language}" ${isLarge ? html` class="large"` : ''}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}${organisation ? ` · ${organisation}` : ''}</title>
        <link rel="stylesheet" href="${roomAsset}" />
      </head>
      <body>
        <header>
          ${organisation}${here !== null && html`<a href="${here}?lang=${other}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a>`}
        </header>
        <main>${main}</main>
      </body>
    </html> `.html
}

/** A safe page leads on to safe ones only. */
const onwards = ({ request }: FastifyReply) => (request.protocol === 'https' ? 'https:' : 'https: http:')

/**
 * Sends a page of a room under a policy of its own: our style and nothing else, no script at all, in nobody's frame, and
 * kept by nobody. Its address goes to no other site; our own is told, so that what is sent from it is known to be.
 */
export const sendRoomPage = (reply: FastifyReply, status: number, page: RoomPage): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self'${page.leadsOn ? ` ${onwards(reply)}` : ''}; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    })
    .send(frame(page))
