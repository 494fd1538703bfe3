import type { Network } from '../network.ts'
import { look } from './look.ts'
import { urlOfPost } from './post-url.ts'
import { read } from './read.ts'
import { recheck } from './recheck.ts'
import { send } from './send.ts'
import { signInAnew } from './session.ts'
import { signInThere } from './sign-in-there.ts'
import { tidOf } from './tid.ts'
import { understand } from './understand.ts'

/**
 * Bluesky, over the AT Protocol (atproto.com, docs.bsky.app): public posts that mention, answer or quote our account, and our
 * answers in their threads. Its direct messages are not read: their server is not one that can be run and tried.
 */
export const network: Network = {
  name: 'bluesky',
  title: 'Bluesky',
  channel: 'social',
  asks: [
    { name: 'handle', label: { en: 'Handle', de: 'Handle' } },
    {
      name: 'password',
      isSecret: true,
      label: { en: 'App password', de: 'App-Passwort' },
      help: {
        en: 'Make one in Bluesky under Settings, Privacy and security, App passwords. It is not the password of the account.',
        de: 'Wird in Bluesky unter Einstellungen, Privatsphäre und Sicherheit, App-Passwörter angelegt. Es ist nicht das Passwort des Kontos.',
      },
    },
    {
      name: 'service',
      label: { en: 'Server of the account', de: 'Server des Kontos' },
      preset: 'https://bsky.social',
    },
  ],
  // app.bsky.feed.post: at most 300 graphemes and 3,000 bytes.
  room: { characters: 300, bytes: 3000 },
  mostParts: 5,
  every: Temporal.Duration.from({ seconds: 5 }),
  async signIn(line) {
    const { did, handle } = await signInAnew(line)
    return { id: did, handle, url: `https://bsky.app/profile/${did}` }
  },
  read,
  understand,
  keysOf: ({ id, at, us, count }) =>
    Array.from({ length: count }, (_, part) => `at://${us.id}/app.bsky.feed.post/${tidOf(id, at, part)}`),
  send,
  recheck,
  look,
  urlOf: urlOfPost,
  signInThere,
}
