import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldQuotes } from './fold-quotes.ts'

/** What a reader sees first: the said pieces, trimmed. */
const said = (text: string) =>
  foldQuotes(text)
    .filter((piece) => piece.kind === 'said')
    .map((piece) => piece.text.trim())

const kinds = (text: string) => foldQuotes(text).map((piece) => piece.kind)

test.each([
  'On Mon, 2 Nov 2026 at 10:15, Help Desk <help@desk.example> wrote:',
  'On Mon, 2 Nov 2026 at 10:15, Help Desk\n<help@desk.example>\nwrote:',
  'On Mon, Nov 2, 2026 at 10:15 AM Help Desk <help@desk.example>wrote:',
  'Am Mo., 2. Nov. 2026 um 10:15 Uhr schrieb Help Desk <help@desk.example>:',
  'Help Desk <help@desk.example> schrieb am Mo., 2. Nov. 2026, 10:15:',
  'Le lun. 2 nov. 2026 à 10:15, Help Desk <help@desk.example> a écrit :',
  'El lun, 2 nov 2026 a las 10:15, Help Desk (<help@desk.example>) escribió:',
  'Il giorno lun 2 nov 2026 alle ore 10:15 Help Desk <help@desk.example> ha scritto:',
  'Em seg., 2 de nov. de 2026 às 10:15, Help Desk <help@desk.example> escreveu:',
  'Op ma 2 nov 2026 om 10:15 schreef Help Desk <help@desk.example>:',
  'Den mån 2 nov. 2026 kl 10:15 skrev Help Desk <help@desk.example>:',
  'pon., 2 lis 2026 o 10:15 Help Desk <help@desk.example> napisał(a):',
  'po 2. 11. 2026 v 10:15 odesílatel Help Desk <help@desk.example> napsal:',
  'ma 2. marrask. 2026 klo 10.15 Help Desk (help@desk.example) kirjoitti:',
  'Help Desk <help@desk.example> ezt írta (időpont: 2026. nov. 2., H, 10:15):',
  'пн, 2 нояб. 2026 г. в 10:15, Help Desk <help@desk.example> пишет:',
  'Στις Δευ 2 Νοε 2026 στις 10:15 π.μ., ο χρήστης Help Desk <help@desk.example> έγραψε:',
  '2 Kas 2026 Pzt, saat 10:15 tarihinde Help Desk <help@desk.example> şunu yazdı:',
  '2026年11月2日(月) 10:15 Help Desk <help@desk.example>:',
  'Help Desk <help@desk.example> 於 2026年11月2日 週一 上午10:15寫道：',
  '2026년 11월 2일 (월) 오전 10:15, Help Desk <help@desk.example>님이 작성:',
])('folds away what stands under "%s"', (attribution) => {
  const text = `It still leaks.\n\n${attribution}\n\n> Is it settled?\n> Kim\n`

  expect(said(text)).toEqual(['It still leaks.'])
  expect(kinds(text)).toEqual(['said', 'quoted'])
})

test.each([
  ['From: Help Desk', 'Sent: Monday, November 2, 2026 10:15 AM', 'To: Ada Example', 'Subject: Your washer'],
  ['*From:* Help Desk', '*Sent:* Monday', '*To:* Ada', '*Cc:* Kim', '*Subject:* Your washer'],
  ['Von: Help Desk', 'Gesendet: Montag, 2. November 2026 10:15', 'An: Ada', 'Betreff: Ihre Waschmaschine'],
  ['De : Help Desk', 'Envoyé : lundi 2 novembre 2026 10:15', 'À : Ada', 'Objet : Votre lave-linge'],
  ['De: Help Desk', 'Enviado el: lunes, 2 de noviembre de 2026', 'Para: Ada', 'Asunto: Su lavadora'],
  ['Da: Help Desk', 'Inviato: lunedì 2 novembre 2026 10:15', 'A: Ada', 'Oggetto: La sua lavatrice'],
  ['Van: Help Desk', 'Verzonden: maandag 2 november 2026', 'Aan: Ada', 'Onderwerp: Uw wasmachine'],
  ['Od: Help Desk', 'Wysłano: poniedziałek', 'Do: Ada', 'Temat: Pralka'],
  ['От: Help Desk', 'Отправлено: понедельник', 'Кому: Ada', 'Тема: Стиральная машина'],
  ['发件人: Help Desk', '发送时间: 2026年11月2日', '收件人: Ada', '主题: 洗衣机'],
])('folds away an earlier mail under a head that begins with "%s"', (...head) => {
  const text = `It still leaks.\n\n${head.join('\n')}\n\nIs it settled?\n`

  expect(said(text)).toEqual(['It still leaks.'])
})

test.each([
  '-----Original Message-----',
  '-------- Original Message --------',
  '-----Ursprüngliche Nachricht-----',
  "-----Message d'origine-----",
  '-----Mensaje original-----',
  '----- Messaggio originale -----',
  '##- Please type your reply above this line -##',
])('folds away everything under "%s"', (mark) => {
  expect(said(`It still leaks.\n\n${mark}\nIs it settled?\n`)).toEqual(['It still leaks.'])
})

test.each([
  'Sent from my iPhone',
  'Sent from my Samsung Galaxy smartphone.',
  'Sent from Outlook for Android',
  'Get Outlook for iOS<https://example.com/o>',
  'Von meinem iPhone gesendet',
  'Gesendet mit der Posthorn Mail App',
  'Envoyé de mon iPhone',
  'Enviado desde mi iPhone',
  'Inviato da iPhone',
  'Verstuurd vanaf mijn iPad',
  'Skickat från min iPhone',
  'Отправлено с iPhone',
  '发自我的 iPhone',
  'iPhoneから送信',
])('takes "%s" for a signature', (line) => {
  expect(foldQuotes(`It still leaks.\n\n${line}\n`)).toEqual([
    { kind: 'said', text: 'It still leaks.\n\n' },
    { kind: 'signature', text: `${line}\n` },
  ])
})

test('keeps answers between quoted questions in their places', () => {
  const text = 'Kim wrote:\n> Which model?\nThe A-100.\n> Since when?\n\nSince May.\n\n> Thanks\n> Kim\n'

  expect(foldQuotes(text).map((piece) => [piece.kind, piece.text.trim()])).toEqual([
    ['quoted', 'Kim wrote:\n> Which model?'],
    ['said', 'The A-100.'],
    ['quoted', '> Since when?'],
    ['said', 'Since May.'],
    ['quoted', '> Thanks\n> Kim'],
  ])
})

test.each([
  [
    'a sentence that begins like an attribution',
    'On 3 May your driver wrote:\n\nNobody at home.\n\nI was at home.',
  ],
  [
    'a sentence that ends like an attribution',
    'On 3 May 2026 I wrote to <help@desk.example>, in vain, so again:\n\nIt leaks.',
  ],
  ['a German sentence of the same kind', 'Am 3. Mai schrieb ich an <help@desk.example>:\n\nSie tropft.'],
  [
    'a dividing line above the complaint',
    'Order 4711\n--\nThe machine is broken and I want my money back.\nPlease answer.',
  ],
  ['a point of a list set off by a dash', 'I want:\n\n-Full Refund'],
  ['a list of points', 'Faults:\n-Leaking Door\n-Broken Lamp'],
  [
    'a line about a telephone',
    'It still leaks.\n\nSent from my desk, where I have waited all day for your call.',
  ],
  [
    'a forwarded letter',
    'See below.\n\n---------- Forwarded message ---------\nFrom: Bo\nDate: 2 Nov\nSubject: x\nTo: Ada\n\nIt leaks.',
  ],
  ['an angry face', '>:( I am done with you.\n>:('],
  [
    'a form that names its writer',
    'A new message:\n\nFrom: Ada\nTo: Desk\nSubject: Washer\n\nIt still leaks.',
  ],
  ['a head of a mail alone', 'From: the depot\nthe washer was sent on Monday.'],
])('takes nothing away from %s', (_, text) => {
  expect(foldQuotes(text)).toEqual([{ kind: 'said', text }])
})

test('a mail that only quotes says what it quotes', () => {
  expect(kinds('On 2 Nov 2026 Kim <kim@desk.example> wrote:\n> Is it settled?\n')).toEqual(['said'])
  expect(kinds('> Is it settled?\n\nSent from my iPhone\n')).toEqual(['said', 'signature'])
  expect(kinds('Sent from my iPhone')).toEqual(['said'])
})

test('an empty text has no pieces', () => {
  expect(foldQuotes('')).toEqual([])
})

test('loses nothing: the pieces together are the text', () => {
  const line = fc.oneof(
    fc.constantFrom('> quoted', '>', '-- ', '--', '', 'Sent from my iPhone', '-Grace Hopper', '____________'),
    fc.constantFrom(
      'On 2 Nov 2026 Kim <kim@desk.example> wrote:',
      'Kim wrote:',
      '-----Original Message-----',
    ),
    fc.constantFrom('From: Kim', 'Sent: today', 'To: Ada', 'Subject: x', 'https://lists.example/unsubscribe'),
    fc.string({ unit: 'binary' }),
  )
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '')))
    .map((all) => all.flat().join(''))

  fc.assert(
    fc.property(text, (given) => {
      const pieces = foldQuotes(given)
      expect(pieces.map((piece) => piece.text).join('')).toBe(given)
      expect(given.trim() === '' || pieces.some((p) => p.kind === 'said' && p.text.trim() !== '')).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('a text made to be slow is folded in no time', () => {
  const hostile = [
    '> \n'.repeat(50_000),
    'On 1 '.repeat(50_000),
    'On 1 a\n'.repeat(50_000),
    'From: a\n'.repeat(50_000),
    'x\n-- \n'.repeat(50_000),
    `${'>'.repeat(50_000)}\n`.repeat(4),
    '\n'.repeat(200_000),
    'Sent from my a\n'.repeat(20_000),
  ]
  const before = performance.now()
  for (const text of hostile) foldQuotes(text)

  expect(performance.now() - before).toBeLessThan(3000)
})
