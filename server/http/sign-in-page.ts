import { atHandle } from '#domain/people/at-handle.ts'
import type { SignInDoor } from '#server/desk/sign-in/sign-in-door.ts'
import { html, type Html } from './html.ts'
import type { SayInRoom } from './room-words.ts'

/** What came of it the last time that somebody went to sign in by a link. */
export const tellings = ['elsewhere', 'refused', 'away', 'unknown'] as const

export type Telling = (typeof tellings)[number]

/** Whose account it is about, as everybody on the network knows it. */
export const namedAt = ({ named, network }: Pick<SignInDoor, 'named' | 'network'>): string =>
  `${atHandle(named.handle)} (${network.title})`

type Shown = { say: SayInRoom; door: SignInDoor; token: string; until: string; told: Telling | null }

/** What a link shows by which somebody shows that an account is theirs: what is asked, what is not, and the way there. */
export function signInMain({ say, door, token, until, told }: Shown): Html {
  const { organisation, network } = door
  const who = namedAt(door)
  switch (door.stands) {
    case 'shown':
      return plain(say('signInShownTitle', { who }), say('signInShown'))
    case 'elsewhere':
      return plain(say('signInEndedTitle'), say('signInEnded', { who }))
    case 'over':
      return plain(say('signInOverTitle'), say('signInOver'))
    case 'open':
      return html`<h1>${say('signInTitle', { who })}</h1>
        ${told && html`<div class="note" role="status"><p>${say(words[told], { who })}</p></div>`}
        <p>${say('signInWhat', { organisation, who })}</p>
        <ul>
          <li>${say('signInAsks')}</li>
          <li>${say('signInPassword')}</li>
          <li>${say('signInNothing')}</li>
        </ul>
        <p>${say('signInOwed')}</p>
        <form method="post" action="/c/${token}">
          <button class="go" type="submit">${say('signInGo', { network: network.title })}</button>
        </form>
        <p class="hint">${say('signInCare', { organisation })} ${say('signInUntil', { date: until })}</p>`
  }
}

const words: Readonly<Record<Telling, string>> = {
  elsewhere: 'signInElsewhere',
  refused: 'signInRefused',
  away: 'signInAway',
  unknown: 'signInUnknown',
}

/** What somebody sees who brings back what was not begun here. */
export const strayMain = (say: SayInRoom): Html => plain(say('signInStrayTitle'), say('signInStray'))

const plain = (title: string, text: string): Html =>
  html`<h1>${title}</h1>
    <p role="status">${text}</p>`
