import type { Dice } from './seeded.ts'

/** What somebody wrote, before a mail program makes a mail of it. */
export type Written = {
  name: string
  address: string
  /** Which of the mail programs below. */
  program: number
  subject: string
  body: string
  /** Its place among all letters. */
  number: number
  /** The letters before it in its thread, the oldest first. */
  thread: readonly number[]
}

/** The mail as it arrives: the program's head and body, under what the servers on its way have added. */
export function mailOf(written: Written, to: string, dice: Dice): string {
  const program = programs[written.program]
  if (!program) throw new RangeError('There is no such mail program.')
  const { head, body } = program(written, dice)
  const lines = [
    ...traceOf(written, to, dice),
    `From: "${written.name}" <${written.address}>`,
    `To: <${to}>`,
    `Subject: ${written.subject}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${keyOf(written.number, written)}`,
    ...threadOf(written),
    'MIME-Version: 1.0',
    ...head,
    '',
    body,
  ]
  return `${lines.join('\n').replaceAll('\n', '\r\n')}\r\n`
}

const keyOf = (number: number, { address }: Written) => `<${number}.${fingerprint(number)}.${address}>`

const fingerprint = (number: number) => Math.imul(number, 0x9e3779b1).toString(16).replace('-', '')

function threadOf(written: Written): string[] {
  const keys = written.thread.map((number) => keyOf(number, written))
  const last = keys.at(-1)
  return last === undefined ? [] : [`In-Reply-To: ${last}`, `References: ${keys.join('\n ')}`]
}

/** Two hops, a spam verdict and a signature of the sender's domain: more than half of what a short mail weighs. */
function traceOf({ address, number }: Written, to: string, dice: Dice): string[] {
  const domain = address.slice(address.indexOf('@') + 1)
  const at = new Date().toUTCString().replace('GMT', '+0000')
  const letters = (length: number) => Array.from({ length }, () => dice.oneOf(base64)).join('')
  const folded = Array.from({ length: 5 }, () => letters(68)).join('\n        ')
  return [
    `Received: from mx.${domain} (mx.${domain} [192.0.2.${number % 250}])`,
    `\tby mail.desk.example with ESMTPS id ${letters(12)}`,
    `\tfor <${to}>; ${at}`,
    `Received: from [198.51.100.${number % 250}] by smtp.${domain} with ESMTPSA id ${letters(20)}`,
    `\t(version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); ${at}`,
    `Authentication-Results: mail.desk.example; dkim=pass header.i=@${domain}; spf=pass smtp.mailfrom=${address}`,
    `X-Spam-Status: No, score=-0.${number % 10} required=5.0 tests=DKIM_SIGNED,DKIM_VALID,SPF_PASS`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1;`,
    `        h=from:to:subject:date:message-id:mime-version:content-type;`,
    `        bh=${letters(43)}=;`,
    `        b=${folded}==`,
  ]
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('')

type Made = { head: string[]; body: string }

/** By the first name alone: a whole signature would make short letters of one person look like one matter. */
const signed = (name: string) => name.split(' ', 1).join('')

const programs: readonly ((written: Written, dice: Dice) => Made)[] = [desktop, webMail, phone, office]

/** Plain text with flowed lines (RFC 3676), as Thunderbird sends it. */
function desktop({ body, name }: Written): Made {
  return {
    head: [
      'User-Agent: Mozilla Thunderbird',
      'Content-Language: en-GB',
      'Content-Type: text/plain; charset=UTF-8; format=flowed',
      'Content-Transfer-Encoding: 7bit',
    ],
    body: `Hello,\n\n${wrapped(body, 72, ' ')}\n\nKind regards\n${signed(name)}`,
  }
}

/** Text and HTML side by side, as Gmail sends them. */
function webMail({ body, name }: Written, dice: Dice): Made {
  const paragraphs = body.split('\n\n').map((paragraph) => `<div>${paragraph}</div><div><br></div>`)
  return alternative(
    dice,
    [],
    ['Content-Type: text/plain; charset="UTF-8"', '', wrapped(`Hello,\n\n${body}\n\n${signed(name)}`, 76)],
    [
      'Content-Type: text/html; charset="UTF-8"',
      '',
      `<div dir="ltr">${paragraphs.join('\n')}<div>${signed(name)}</div></div>`,
    ],
  )
}

/** A short note, as a telephone sends it. */
function phone({ body, name }: Written): Made {
  return {
    head: [
      'X-Mailer: iPhone Mail (23B85)',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
    ],
    body: `${quoted(`${body}\n\n${signed(name)}`)}\n\nSent from my iPhone`,
  }
}

/** Text and styled HTML, both in quoted-printable, as Outlook sends them. */
function office({ body, name }: Written, dice: Dice): Made {
  const paragraphs = body.split('\n\n').map((paragraph) => `<p class="MsoNormal">${paragraph}<o:p></o:p></p>`)
  const page = `<html><head><style>p.MsoNormal{margin:0;font-size:11.0pt;font-family:"Calibri",sans-serif}</style></head><body lang="EN-GB"><div class="WordSection1">${paragraphs.join('')}<p class="MsoNormal">${signed(name)}</p></div></body></html>`
  return alternative(
    dice,
    ['X-Mailer: Microsoft Outlook 16.0', 'Thread-Index: AdwzX1k2', 'Accept-Language: en-GB, en-US'],
    [
      'Content-Type: text/plain; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      quoted(`${body}\n\n${signed(name)}`),
    ],
    [
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      quoted(page),
    ],
  )
}

function alternative(dice: Dice, head: string[], ...parts: string[][]): Made {
  const boundary = `----=_Part_${dice.between(100_000, 999_999)}_${dice.between(1_000_000, 9_999_999)}`
  const written = parts.map((lines) => `--${boundary}\n${lines.join('\n')}`)
  return {
    head: [...head, `Content-Type: multipart/alternative;\n boundary="${boundary}"`],
    body: `${written.join('\n\n')}\n\n--${boundary}--`,
  }
}

/** Lines of at most so many letters, parted at spaces; `tail` stays at the end of a line that goes on. */
const wrapped = (text: string, width: number, tail = '') =>
  text.replaceAll(new RegExp(`(.{1,${width}})(?: |$)`, 'gm'), (_, line: string, at: number, whole: string) =>
    whole[at + line.length] === ' ' ? `${line}${tail}\n` : line,
  )

/** Quoted-printable (RFC 2045 section 6.7) of text that is plain ASCII. */
const quoted = (text: string) =>
  text
    .replaceAll('=', '=3D')
    .split('\n')
    .map((line) => line.match(/(?:=3D|[^=]){1,70}/g)?.join('=\n') ?? '')
    .join('\n')
