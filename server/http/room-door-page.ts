import type { Door } from '#server/desk/rooms/room-door.ts'
import { html, type Html } from './html.ts'
import type { SayInRoom } from './room-words.ts'

/** `knocksAt` is where whoever stands here shows who they are. */
type AtDoor = { say: SayInRoom; door: Door; knocksAt: string; who: string; typed?: string | null }

/** What a link shows, with the other address that was typed, before anybody has shown who they are: whose page it is, and nothing of the matter. */
export function doorMain({ say, door, knocksAt, who, typed = null }: AtDoor): Html {
  const { organisation } = door
  return door.link.needs === 'handle'
    ? html`<h1>${say('doorTitle')}</h1>
        <p>${say('doorHandle', { organisation, who })}</p>
        <form method="post" action="${knocksAt}">
          <button class="go" type="submit">${say('doorHandleBegin')}</button>
        </form>
        <p class="hint">${say('doorNothing')}</p>`
    : html`<h1>${say('doorTitle')}</h1>
        <p>${say('doorAddress', { organisation })}</p>
        <form method="post" action="${knocksAt}">
          <div class="field">
            <label for="address">${say('doorAddressLabel')}</label>
            <input
              id="address"
              name="address"
              type="email"
              inputmode="email"
              autocomplete="email"
              required
              ${typed !== null && html`value="${typed}" aria-invalid="true" aria-describedby="address-fault"`}
            />
            ${typed !== null && html`<p class="fault" id="address-fault" role="alert">${say('doorAddressWrong')}</p>`}
          </div>
          <button class="go" type="submit">${say('doorAddressOpen')}</button>
        </form>
        <p class="hint">${say('doorNothing')}</p>`
}

/** Whether a new link was asked for just now, and whether this one is over because others were guessed at it. */
type Over = { isAsked: boolean; byGuesses: boolean }

/** What a link shows that leads nowhere any more: how to get another, which goes to the same account and nowhere else. */
export const overMain = (say: SayInRoom, asksAt: string, { isAsked, byGuesses }: Over): Html =>
  html`<h1>${say('overTitle')}</h1>
    ${
      isAsked
        ? html`<div class="note" role="status"><p>${say('overAsked')}</p></div>`
        : html`<p>${say(byGuesses ? 'overWrong' : 'overText')}</p>
            <form method="post" action="${asksAt}">
              <button class="go" type="submit">${say('overAsk')}</button>
            </form>`
    }`

/** `provesAt` is where whoever has posted the code says so. */
type Showing = {
  say: SayInRoom
  who: string
  code: string
  until: string
  stamp: string
  isEarly: boolean
  provesAt: string
}

/** What somebody at the door has to do: post a code from the account that the room is bound to. */
export const codeMain = ({ say, who, code, until, stamp, isEarly, provesAt }: Showing): Html =>
  html`<h1>${say('codeTitle', { who })}</h1>
    ${isEarly && html`<div class="note" role="status"><p>${say('codeNotYet', { who })}</p></div>`}
    <ol class="do">
      <li>${say('codeFirst')} <strong class="code" translate="no">${code}</strong></li>
      <li><p>${say('codeSecond', { who })}</p></li>
      <li><p>${say('codeThird')}</p></li>
    </ol>
    <form method="post" action="${provesAt}">
      <input type="hidden" name="stamp" value="${stamp}" />
      <button class="go" type="submit">${say('codeDone')}</button>
    </form>
    <p class="hint">${say('codeUntil', { date: until })} ${say('codeCare')}</p>`

/** What somebody at the door is told whose code has run out: where another is to be had. */
export const codeOverMain = (say: SayInRoom, who: string, again: string): Html =>
  html`<h1>${say('codeTitle', { who })}</h1>
    <div class="note" role="status"><p>${say('codeOver')}</p></div>
    <p><a href="${again}">${say('codeAgain')}</a></p>`

/** What a browser sees that nobody has let in. */
export const outMain = (say: SayInRoom): Html =>
  html`<h1>${say('outTitle')}</h1>
    <p>${say('outText')}</p>`

/** A page that only says one thing. */
export const oneLineMain = (text: string): Html => html`<p role="status">${text}</p>`
