import type { SendOutcome } from '../channel.ts'

/** What went wrong in an SMTP conversation, as nodemailer tells it: `response` is the relay's own answer. */
export type Trouble = Error & {
  code?: string | undefined
  originalCode?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
}

type Login = { user: string; pass: string }

/**
 * What a trouble means for the mail. Once its content has begun only a clear "no" to the final dot says that it
 * was not taken; before that it surely was not, and a 5xx is the relay's last word on it (RFC 5321, 4.2.1).
 */
export function outcomeOf(trouble: Trouble, began: boolean, login: Login | undefined): SendOutcome {
  if (began && !isAnswerToContent(trouble)) {
    return {
      outcome: 'in-doubt',
      because: `The connection ended (${codeOf(trouble)}) before the relay said whether it has the mail.`,
    }
  }
  if (isHopeless(trouble))
    return { outcome: 'refused', because: `The mail cannot be sent: ${quoted(trouble, login)}` }
  if (trouble.response)
    return { outcome: 'try-later', because: `The relay did not take the mail: ${quoted(trouble, login)}` }
  return { outcome: 'try-later', because: 'Nobody answers at the relay. It is tried again by itself.' }
}

const isAnswerToContent = ({ code, responseCode = 0 }: Trouble) =>
  code === 'EMESSAGE' && responseCode >= 400 && responseCode < 600

/** Whether an answer says that the connection must be encrypted, or somebody signed in, first (RFC 3207, 4; RFC 4954, 6). */
export const wantsTls = (responseCode: number | undefined): boolean =>
  responseCode === 530 || responseCode === 538

/**
 * A greeting or a farewell (`CONN`), a login that is not let in, and one that is asked for first are about us and the
 * relay, not about this mail.
 */
function isHopeless({ code, command, responseCode }: Trouble) {
  if (code === 'EAUTH' || wantsTls(responseCode)) return false
  if (responseCode !== undefined) return responseCode >= 500 && command !== 'CONN'
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}

const codeOf = ({ originalCode, code }: Trouble) => originalCode ?? code ?? 'no reason given'

/** The relay's own words, short and in one line. A relay that echoes the login must not carry it into a case. */
function quoted({ response, message }: Trouble, login: Login | undefined) {
  const words = (response ?? message).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  const hidden = login?.pass ? [base64(`\0${login.user}\0${login.pass}`), base64(login.pass), login.pass] : []
  return hidden.reduce((text, word) => text.replaceAll(word, '…'), words).slice(0, 300)
}

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')
