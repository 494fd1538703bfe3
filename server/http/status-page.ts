import type { Said } from '#domain/case/customers-word.ts'
import type { ClockKind } from '#domain/case/deadline.ts'
import type { Added } from '#server/desk/forms/add-to-status.ts'
import type { Status } from '#server/desk/forms/show-status.ts'
import { html, type Html } from './html.ts'
import type { PageWord, SayOnPage } from '#server/desk/forms/page-words.ts'

type Shown = {
  status: Status
  say: SayOnPage
  token: string
  stamp: string
  /** What came of adding something, or of saying how it stands, just now, and what was typed. */
  added?: Added | 'said'
  typed?: string
}

/** The main part of a status page: how the matter stands, in plain words, and a place to say more. */
export function statusMain(shown: Shown): Html {
  const { status, say } = shown
  const date = dateWords(status.receivedAt, status)
  switch (status.known) {
    case 'received':
      return html`<h1>${say('statusTitleNone')}</h1>
        <p>${say('statusReceived', { date })}</p>
        <p>${say('statusSoon')}</p>`
    case 'joined':
      return html`<h1>${say('statusTitleNone')}</h1>
        <p>${say('statusJoined', { date, number: caseName(status.number) })}</p>
        ${thanks(shown)}${addBox(shown)}`
    case 'case':
      return html`<h1>${say('statusTitle', { number: caseName(status.number) })}</h1>
        ${thanks(shown)}
        <p>
          ${!isContent(status) && stateWords(say, status)}
          ${status.state === 'open' && say('statusOwner', { owner: status.owner })}
        </p>
        ${status.state === 'open' && !isAnswered(status) && !isContent(status) && html`<p>${say('statusNext')}</p>`}
        ${status.state === 'open' && isStillToCome(status) && whenNext(say, status)}
        ${
          status.writtenOn.length > 0 &&
          html`<p class="soft">${say('statusWritten')}</p>
            <ul class="plain">
              ${status.writtenOn.map((at) => html`<li>${dateWords(at, status)}</li>`)}
            </ul>
            <p class="hint">${say('statusPrivate')}</p>`
        }
        ${isAnswered(status) && settled(shown, status)}${addBox(shown)}`
  }
}

type OfCase = Extract<Status, { known: 'case' }>

/** Whether there is anything to be content with, or not: an answer of ours, or the end of the case. */
const isAnswered = ({ state, writtenOn }: OfCase) => state === 'closed' || writtenOn.length > 0

/** Whether they say that it is settled: then nobody works on it any more, and no answer is to come. */
const isContent = ({ state, word }: OfCase) => state === 'open' && word?.says === 'settled'

/** What was promised is done all the same. */
const isStillToCome = (status: OfCase) => !isContent(status) || status.next?.kind === 'promise'

/** By when something happens; where our answer was due before now, that it is late. */
function whenNext(say: SayOnPage, status: OfCase) {
  const { next } = status
  if (next) {
    const word = nextWord[next.kind] ?? 'nextUpdate'
    return html`<p><strong>${say(word, { date: dateWords(next.dueAt, status) })}</strong></p>`
  }
  return !isAnswered(status) && html`<p><strong>${say('nextLate')}</strong></p>`
}

const thanks = ({ say, added }: Shown) =>
  (added === 'taken' || added === 'said') &&
  html`<div class="note" role="status"><p>${say(added === 'said' ? 'saidDone' : 'addDone')}</p></div>`

const sayings: readonly { says: Said; word: PageWord; said: PageWord }[] = [
  { says: 'settled', word: 'saySettled', said: 'saidSettled' },
  { says: 'not-settled', word: 'sayNot', said: 'saidNot' },
  { says: 'disagree', word: 'sayDisagree', said: 'saidDisagree' },
  { says: 'nobody-answers', word: 'sayNobody', said: 'saidNobody' },
]

/** Whether it is settled: what they said last, and a button for each thing that they can say. */
function settled({ say, token, stamp, status: { language } }: Shown, status: OfCase): Html {
  const { word } = status
  const last = sayings.find(({ says }) => says === word?.says)
  return html`<h2>${say('settledTitle')}</h2>
    ${word && last && html`<p>${say(last.said, { date: dateWords(word.at, status) })}</p>`}
    <form class="says" method="post" action="/s/${token}?lang=${language}">
      <input type="hidden" name="stamp" value="${stamp}" />
      ${sayings.map(({ says, word: words }) => html`<button type="submit" name="says" value="${says}">${say(words)}</button>`)}
    </form>`
}

/** What a case is called, here as in every mail about it. */
export const caseName = (number: number): string => `EH-${number}`

/** Who has it, and by when what happens: what somebody is told who has just complained. */
export const firstNews = (say: SayOnPage, status: Status) =>
  status.known === 'case' &&
  html`<p>${say('statusOwner', { owner: status.owner })}</p>
    ${whenNext(say, status)}`

function stateWords(say: SayOnPage, { state, turn }: OfCase): string {
  if (state === 'closed') return say('statusClosed')
  return say(turn === 'customers' ? 'statusTheirs' : 'statusOpen')
}

const nextWord: Partial<Record<ClockKind, PageWord>> = {
  'acknowledge-by': 'nextAnswer',
  'act-by': 'nextAct',
  'next-update-by': 'nextUpdate',
  promise: 'nextPromise',
}

const faults: Partial<Record<Added | 'said', PageWord>> = {
  missing: 'missingWords',
  'too-long': 'tooLong',
  old: 'old',
  'too-many': 'tooMany',
}

function addBox({ say, token, stamp, added, typed, status: { language } }: Shown): Html {
  const fault = added && faults[added]
  return html`<h2>${say('addMore')}</h2>
    <form method="post" action="/s/${token}?lang=${language}" novalidate>
      <input type="hidden" name="stamp" value="${stamp}" />
      <p class="trap" aria-hidden="true">
        <label for="website">${say('trap')}</label
        ><input id="website" name="website" tabindex="-1" autocomplete="off" />
      </p>
      <div class="field">
        <label for="words">${say('addLabel')}</label>
        <p class="hint" id="words-hint">${say('addHint')}</p>
        <textarea
          id="words"
          name="words"
          rows="4"
          dir="auto"
          required
          aria-describedby="words-hint words-fault"
          ${fault && html` aria-invalid="true"`}
        >
${fault ? (typed ?? '') : ''}</textarea>
        <div id="words-fault">${fault && html`<p class="fault" role="alert">${say(fault)}</p>`}</div>
      </div>
      <p><button type="submit" data-sending="${say('sending')}">${say('addSend')}</button></p>
    </form>`
}

/** A moment in the customer's language and zone, which is named. */
const dateWords = (at: Temporal.Instant, { language, zone }: Status): string =>
  at.toZonedDateTimeISO(zone).toLocaleString(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
