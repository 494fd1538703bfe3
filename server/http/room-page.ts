import type { Said } from '#domain/case/customers-word.ts'
import type { ClockKind } from '#domain/case/deadline.ts'
import { linkMark } from '#domain/room/invitation.ts'
import type { InRoom } from '#server/desk/rooms/show-room.ts'
import { html, type Html } from './html.ts'
import { rungWords, type RoomLanguage, type SayInRoom } from './room-words.ts'

/** What came of what was just sent, for the page to say, and what was typed. */
export type Told =
  | { kind: 'sent' | 'said' | 'felt' | 'kept' }
  | {
      kind: 'fault'
      word: string
      file?: string
      typed?: string
      /** By how much it is too long, and how much is taken. */
      counts?: { over: number; most: number }
    }

export type RoomShown = {
  say: SayInRoom
  language: RoomLanguage
  /** A path of the room, in the language that was chosen on its page. */
  to: (path: string) => string
  inRoom: InRoom
  stamp: string
  told: Told | null
}

/** The main part of a room: how the matter stands, what was said, a place to say more, and whether it is settled. */
export function roomMain(shown: RoomShown): Html {
  const { say, to, inRoom, told } = shown
  const { number, name } = inRoom
  return html`<a class="skip" href="#messages">${say('skip')}</a>
    ${told?.kind === 'fault' && html`<div class="fault" role="alert"><p>${faultWords(shown, told)}</p></div>`}
    ${told && told.kind !== 'fault' && html`<div class="note" role="status"><p>${toldWords(shown)}</p></div>`}
    <h1>${titleOf(shown)}</h1>
    <p class="lead">${name === null ? say('leadNoName', { number }) : say('lead', { number, name })}</p>
    ${advice(shown)}${standing(shown)}${promises(shown)}${talk(shown)}${settled(shown)}${felt(shown)}${wishes(shown)}
    <section>
      <form method="post" action="${to('/room/leave')}">
        ${stampOf(shown)}<button class="quiet" type="submit">${say('leave')}</button>
      </form>
    </section>
    <footer>
      <p>${say('stays')}</p>
      <p>${say('privacy')}</p>
    </footer>`
}

function faultWords(
  { say, language }: RoomShown,
  { word, file = '', counts }: Extract<Told, { kind: 'fault' }>,
) {
  const written = (count?: number) => count?.toLocaleString(localeOf(language)) ?? ''
  return say(word, { file, over: written(counts?.over), most: written(counts?.most) })
}

/** How a matter stands to whoever complained: what it is called, and what they can do, where it is theirs to do something. */
const stands = {
  closed: { title: 'titleClosed', help: 'helpClosed' },
  settled: { title: 'titleSaysSettled', help: 'helpSettled' },
  asked: { title: 'titleAsked', help: 'helpAsked' },
  told: { title: 'titleTold', help: 'helpTold' },
  theirs: { title: 'titleTheirs', help: 'helpTheirs' },
  ours: { title: 'titleOpen', help: null },
} as const

function standOf({ state, turn, word, attempts = [], toldNo }: InRoom['kase']): keyof typeof stands {
  if (state !== 'open') return 'closed'
  if (word?.says === 'settled') return 'settled'
  if (attempts.length > 0) return 'asked'
  if (toldNo && toldNo.dispute === undefined && !toldNo.isPast) return 'told'
  return turn === 'customers' ? 'theirs' : 'ours'
}

/** What the page is called: how the matter stands, in a few words. */
export const titleOf = ({ say, inRoom }: Pick<RoomShown, 'say' | 'inRoom'>): string =>
  say(stands[standOf(inRoom.kase)].title)

function advice({ say, inRoom }: RoomShown) {
  const { help } = stands[standOf(inRoom.kase)]
  if (help === null) return false
  const [place, word] = help === 'helpTheirs' ? ['messages', 'messages'] : ['settled', 'settledTitle']
  return html`<p>${say(help)} <a href="#${place}">${say(word)}</a></p>`
}

const stampOf = ({ stamp }: RoomShown) => html`<input type="hidden" name="stamp" value="${stamp}" />`

function toldWords({ say, told, inRoom: { owner } }: RoomShown): string {
  switch (told?.kind) {
    case 'sent':
      return say('sent', { owner: owner.name })
    case 'said':
      return say('saidTitle')
    case 'felt':
      return say('feltThanks')
    default:
      return say('wishSaved')
  }
}

const nextWords: Partial<Record<ClockKind, string>> = {
  'acknowledge-by': 'nextAnswer',
  'act-by': 'nextAct',
  promise: 'nextPromise',
}

function standing(shown: RoomShown): Html {
  const { say, language, inRoom } = shown
  const { owner, next, isLate, above, kase } = inRoom
  const rung = (title: string) => rungWords(language, title)
  const isOpen = kase.state === 'open'
  return html`<section class="card" aria-label="${say('now')}">
    <p>
      <strong>${owner.name}</strong> ${say(isOpen ? 'ownerIs' : 'ownerWas')}<br /><span class="hint"
        >${rung(owner.role).called}</span
      >
    </p>
    ${
      isOpen &&
      (next || isLate || kase.turn === 'ours') &&
      html`<dl>
        ${
          next &&
          html`<div>
            <dt>${say('next')}</dt>
            <dd>${say(nextWords[next.kind] ?? 'nextUpdate')}</dd>
          </div>`
        }
        <div>
          <dt>${say('by')}</dt>
          <dd>
            ${next ? html`<strong>${when(shown, next.dueAt)}</strong>` : isLate ? html`<span class="late">${say('byLate')}</span>` : say('byNone')}
          </dd>
        </div>
        ${
          above !== null &&
          next &&
          html`<div>
            <dt>${say('ifMissed')}</dt>
            <dd>${say('ifMissedText', { above: rung(above).to })}</dd>
          </div>`
        }
      </dl>`
    }
  </section>`
}

const promiseWords = {
  running: 'promiseRunning',
  paused: 'promisePaused',
  met: 'promiseMet',
  missed: 'promiseMissed',
}

const promises = (shown: RoomShown) =>
  shown.inRoom.promises.length > 0 &&
  html`<section>
    <h2>${shown.say('promises')}</h2>
    <ol class="steps">
      ${shown.inRoom.promises.map(
        ({ what, dueAt, state }) =>
          html`<li>
            ${what !== null && html`<p class="text" dir="auto">${what}</p>`}
            <p class="hint">${shown.say(promiseWords[state], { date: when(shown, dueAt) })}</p>
          </li>`,
      )}
    </ol>
  </section>`

function talk(shown: RoomShown): Html {
  const { say, to, inRoom, told } = shown
  const typed = told?.kind === 'fault' ? (told.typed ?? '') : ''
  return html`<section id="messages">
    <h2>${say('messages')}</h2>
    ${
      inRoom.messages.length === 0
        ? html`<p class="hint">${say('noMessages')}</p>`
        : html`<ul class="talk">
            ${inRoom.messages.map((message) => oneMessage(shown, message))}
          </ul>`
    }
    <form method="post" action="${to('/room/say')}" enctype="multipart/form-data">
      ${stampOf(shown)}
      <div class="field">
        <label for="words">${say('write', { owner: inRoom.owner.name })}</label>
        <textarea id="words" name="words" rows="4" dir="auto" aria-describedby="words-hint">
${typed}</textarea>
        <p class="hint" id="words-hint">${say('writeHint')}</p>
      </div>
      <div class="field">
        <label for="files">${say('files')}</label>
        <input
          id="files"
          name="files"
          type="file"
          multiple
          accept="image/*,application/pdf,text/plain,audio/*,video/*"
          aria-describedby="files-hint"
        />
        <p class="hint" id="files-hint">${say('filesHint')}</p>
      </div>
      <button class="go" type="submit">${say('send')}</button>
    </form>
  </section>`
}

function oneMessage(shown: RoomShown, message: InRoom['messages'][number]): Html {
  const { say } = shown
  const who = message.by ?? say('you')
  const kind = message.by === null ? 'theirs' : 'ours'
  return html`<li>
    <article class="${message.isPublic ? `${kind} public` : kind}">
      <p class="by">${who}, ${when(shown, message.at)}${message.isPublic && html` (${say('isPublic')})`}</p>
      <p class="text" dir="auto">${wordsOf(say, message)}</p>
      ${
        message.files.length > 0 &&
        html`<ul class="plain">
          ${message.files.map((file) => html`<li><a href="/room/files/${message.id}/${file.part}">${file.name}</a></li>`)}
        </ul>`
      }
    </article>
  </li>`
}

function wordsOf(say: SayInRoom, { text, by }: InRoom['messages'][number]): string {
  if (text === null) return say('erased')
  return by === null ? text : text.replaceAll(linkMark, say('linkHere'))
}

const sayings: readonly { says: Said; word: string; said: string }[] = [
  { says: 'settled', word: 'saySettled', said: 'saidSettled' },
  { says: 'not-settled', word: 'sayNot', said: 'saidNot' },
  { says: 'disagree', word: 'sayDisagree', said: 'saidDisagree' },
  { says: 'nobody-answers', word: 'sayNobody', said: 'saidNobody' },
]

function settled(shown: RoomShown): Html {
  const { say, to, inRoom } = shown
  const { word } = inRoom.kase
  const last = sayings.find(({ says }) => says === word?.says)
  return html`<section id="settled">
    <h2>${say('settledTitle')}</h2>
    <p class="lead">${word && last ? say(last.said, { date: when(shown, word.at) }) : say('settledLead')}</p>
    ${word?.says === 'disagree' && afresh(shown)}
    <form class="card" method="post" action="${to('/room/settled')}">
      ${stampOf(shown)}
      ${sayings.map(({ says, word: words }) => html`<button type="submit" name="says" value="${says}">${say(words)}</button>`)}
    </form>
  </section>`
}

/** What follows from a disagreement: by when somebody else takes it up, and where they can go who do not wait for us. */
const afresh = (shown: RoomShown) => {
  const { say, inRoom } = shown
  const { afreshBy, elsewhere } = inRoom
  return html`${afreshBy !== null && html`<p>${say('afreshBy', { date: when(shown, afreshBy) })}</p>`}
  ${
    elsewhere !== null &&
    html`<p>${say('elsewhereLead')}</p>
      <p class="text" dir="auto">${elsewhere}</p>`
  }`
}

const questions = [
  { feeling: 'listened', word: 'feltListened' },
  { feeling: 'respected', word: 'feltRespected' },
] as const

/** One question is one tap: each answer is sent by the button that says it. */
const felt = (shown: RoomShown) =>
  html`<section>
    <h2>${shown.say('feltTitle')}</h2>
    <p class="hint">${shown.say('feltLead')}</p>
    ${questions.map(({ feeling, word }) => {
      const { say, inRoom } = shown
      const given = inRoom.kase.felt?.[feeling]?.is
      return html`<form method="post" action="${shown.to('/room/felt')}">
        <fieldset>
          <legend>${say(word)}</legend>
          ${stampOf(shown)}<input type="hidden" name="feeling" value="${feeling}" />
          ${given !== undefined && html`<p class="hint">${say(given ? 'feltYes' : 'feltNo')}</p>`}
          <div class="pair">
            <button type="submit" name="is" value="yes" ${given === true && html` aria-pressed="true"`}>
              ${say('yes')}
            </button>
            <button type="submit" name="is" value="no" ${given === false && html` aria-pressed="true"`}>
              ${say('no')}
            </button>
          </div>
        </fieldset>
      </form>`
    })}
  </section>`

const ways = [
  { wish: 'room', word: 'wayRoom' },
  { wish: 'email', word: 'wayEmail' },
  { wish: 'phone', word: 'wayPhone' },
  { wish: 'letter', word: 'wayLetter' },
] as const

function wishes(shown: RoomShown): Html {
  const { say, language, inRoom } = shown
  const chosen = html` selected`
  return html`<section>
    <h2>${say('wishesTitle')}</h2>
    <form method="post" action="/room/wishes">
      ${stampOf(shown)}
      <div class="field">
        <label for="language">${say('wishLanguage')}</label>
        <select id="language" name="language">
          <option value="en" lang="en" ${language === 'en' && chosen}>English</option>
          <option value="de" lang="de" ${language === 'de' && chosen}>Deutsch</option>
        </select>
      </div>
      <div class="field">
        <label for="wish">${say('wishWay')}</label>
        <select id="wish" name="wish">
          ${ways.map(({ wish, word }) => html`<option value="${wish}" ${(inRoom.wish ?? 'room') === wish && chosen}>${say(word)}</option>`)}
        </select>
      </div>
      <label class="check"
        ><input
          type="checkbox"
          name="large"
          value="yes"
          ${inRoom.isLarge && html` checked`}
        />${say('wishLarge')}</label
      >
      <button type="submit">${say('wishSave')}</button>
    </form>
  </section>`
}

const localeOf = (language: RoomLanguage) => (language === 'en' ? 'en-GB' : 'de')

/** A moment in the customer's language and zone, which is named. */
const when = ({ language, inRoom }: Pick<RoomShown, 'language' | 'inRoom'>, at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(inRoom.zone).toLocaleString(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
