import { say } from '#web/words/say.ts'
import sheet from './letter.css?url'
import classes from './Letter.module.css'

/**
 * A customer's formatting, cleaned by the server, in a frame that may do nothing: no scripts, no forms, no origin of
 * ours, nothing from anywhere but pictures that came inside the letter.
 */
export function Letter({ html }: { html: string }) {
  const { origin } = window.location
  const policy = `default-src 'none'; img-src data:; style-src ${origin}`
  const page = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="${new URL(sheet, origin).href}"><base target="_blank"></head><body>${html}</body></html>`
  return (
    <iframe className={classes['letter']} title={say('The original formatting')} sandbox="" srcDoc={page} />
  )
}
