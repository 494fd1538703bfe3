import type { Fault, Field, Filled, PublicForm } from '#server/desk/forms/submit-form.ts'
import type { WaitingFile } from '#server/desk/replies/waiting-files.ts'
import { html, type Html } from './html.ts'
import type { PageWord, SayOnPage } from '#server/desk/forms/page-words.ts'
import { caseName } from './status-page.ts'

/** A form as it is shown: empty, or with what was filled in and what is wrong with it. */
export type Shown = {
  form: PublicForm['form']
  say: SayOnPage
  language: string
  stamp: string
  isEmbedded: boolean
  isPreview: boolean
  filled?: Filled
  faults?: readonly Fault[]
  kept?: readonly WaitingFile[]
}

/** The main part of a form's page. */
export function formMain(shown: Shown): Html {
  const { form, say, language, stamp, isEmbedded, isPreview, filled, faults = [] } = shown
  const query = new URLSearchParams({ lang: language, ...(isEmbedded && { embed: '' }) })
  const nonce = stamp.split('.')[1] ?? ''
  return html`<h1>${form.title}</h1>
    ${isPreview && html`<div class="note"><p>${say('previewText')}</p></div>`}
    ${form.intro !== '' && html`<p class="intro">${form.intro}</p>`} ${faults.length > 0 && summary(shown)}
    <form
      method="post"
      action="/f/${form.slug}?${query.toString()}"
      enctype="multipart/form-data"
      novalidate
      data-nonce="${nonce}"
      data-bits="${form.difficulty}"
    >
      <input type="hidden" name="stamp" value="${stamp}" />
      <input type="hidden" name="proof" value="${filled?.proof ?? ''}" />
      <input type="hidden" name="zone" value="${filled?.zone ?? ''}" />
      <p class="trap" aria-hidden="true">
        <label for="website">${say('trap')}</label
        ><input id="website" name="website" tabindex="-1" autocomplete="off" />
      </p>
      ${field(shown, 'words', { label: 'words', hint: 'wordsHint' }, (given) => html`<textarea id="words" name="words" rows="7" dir="auto" required${given}>${filled?.words ?? ''}</textarea>`)}
      ${form.topics.length > 0 && topics(shown)}
      ${form.asks_order && field(shown, 'order', { label: 'order', isOptional: true }, (given) => html`<input id="order" name="order" autocomplete="off" maxlength="100" value="${filled?.order ?? ''}" ${given} />`)}
      ${field(shown, 'files', { label: 'files', hint: 'filesHint', isOptional: true }, (given) => html`${kept(shown)}<input id="files" name="files" type="file" multiple accept="image/*,application/pdf,text/plain,audio/*,video/*" ${given} />`)}
      ${field(shown, 'name', { label: 'name' }, (given) => html`<input id="name" name="name" autocomplete="name" required value="${filled?.name ?? ''}" ${given} />`)}
      ${field(shown, 'email', { label: 'email', hint: 'emailHint' }, (given) => html`<input id="email" name="email" type="email" inputmode="email" autocomplete="email" required value="${filled?.email ?? ''}" ${given} />`)}
      ${form.asks_phone && field(shown, 'phone', { label: 'phone', isOptional: true }, (given) => html`<input id="phone" name="phone" type="tel" autocomplete="tel" value="${filled?.phone ?? ''}" ${given} />`)}
      <p>
        <button type="submit" data-sending="${say('sending')}" ${isPreview && html` disabled`}>
          ${say('send')}
        </button>
      </p>
    </form>
    <footer>${say('privacy')}</footer>`
}

type Question = { label: PageWord; hint?: PageWord; isOptional?: boolean }

/** One question: its label, its hint, its box, and what is wrong with it, told to those who cannot see it too. */
function field(
  { say, faults = [] }: Shown,
  id: string,
  { label, hint, isOptional = false }: Question,
  box: (given: Html) => Html,
): Html {
  const wrong = faults.filter((fault) => fault.field === id)
  const described = [...(hint ? [`${id}-hint`] : []), ...(wrong.length > 0 ? [`${id}-fault`] : [])]
  const given = html`${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${wrong.length > 0 && html` aria-invalid="true"`}`
  return html`<div class="field">
    <label for="${id}">${say(label)}${isOptional && html` <span>(${say('optional')})</span>`}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${say(hint)}</p>`} ${box(given)}
    ${wrong.length > 0 && html`<div id="${id}-fault">${wrong.map((fault) => html`<p class="fault">${faultWords(say, fault)}</p>`)}</div>`}
  </div>`
}

const topics = (shown: Shown) =>
  field(
    shown,
    'topic',
    { label: 'topic', isOptional: true },
    (given) =>
      html`<select id="topic" name="topic" ${given}>
        <option value="">${shown.say('topicNone')}</option>
        ${shown.form.topics.map((topic) => html`<option value="${topic}" ${shown.filled?.topic === topic && html` selected`}>${topic}</option>`)}
      </select>`,
  )

/** Files that came with an earlier try: nobody chooses them again. */
const kept = ({ say, kept: files = [] }: Shown) =>
  files.length > 0 &&
  html`<p class="hint">${say('filesKept')}</p>
    <ul class="plain">
      ${files.map(({ name }) => html`<li>${name}</li>`)}
    </ul>`

/** All that is wrong, on top, each leading to its place. */
function summary({ say, faults = [] }: Shown): Html {
  return html`<div class="faults" role="alert" tabindex="-1">
    <p><strong>${say('again')}</strong></p>
    <ul>
      ${faults.map((fault) => html`<li>${fault.field === 'page' ? faultWords(say, fault) : html`<a href="#${fault.field}">${faultWords(say, fault)}</a>`}</li>`)}
    </ul>
  </div>`
}

const missing = { name: 'missingName', email: 'missingEmail', words: 'missingWords' } as const

function faultWords(say: SayOnPage, { field: where, what, file = '' }: Fault): string {
  switch (what) {
    case 'missing':
      return say(isAsked(where) ? missing[where] : 'again')
    case 'wrong':
      return say(where === 'phone' ? 'wrongPhone' : 'wrongEmail')
    case 'too-long':
      return say('tooLong')
    case 'refused-file':
      return say('refusedFile', { file })
    case 'too-large':
      return say('tooLarge', { file })
    case 'old':
      return say('old')
    case 'too-many':
      return say('tooMany')
  }
}

const isAsked = (where: Field): where is keyof typeof missing => Object.hasOwn(missing, where)

type Taken = { say: SayOnPage; number: number | null; email: string; link: string; news: Html | false }

/** The main part of the page that says that we have it. */
export const takenMain = ({ say, number, email, link, news }: Taken): Html =>
  html`<h1>${say('takenTitle')}</h1>
    <p>
      ${number === null ? say('takenWaiting', { email }) : say('takenNumber', { number: caseName(number), email })}
    </p>
    ${news}
    <p><a class="button" href="${link}" target="_blank" rel="noopener">${say('takenLink')}</a></p>
    <p class="hint">${say('takenLinkHint')}</p>
    <p class="link">${link}</p>
    <p class="soft">${say('takenUrgent')}</p>`

/** The main part of a page that only says one thing. */
export const plainMain = (title: string, text: string): Html =>
  html`<h1>${title}</h1>
    <p>${text}</p>`
