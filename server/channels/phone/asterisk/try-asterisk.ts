import { once } from 'node:events'
import type { Trial } from '../../email/try-mailbox.ts'
import { askAsterisk, openEvents, type AsteriskAt } from './ask-asterisk.ts'
import { troubleWords } from './watch-asterisk.ts'

type Steps = Trial<'sign-in' | 'events'>[]

const notTried = { step: 'events', state: 'not-tried', says: 'Not tried: nobody is signed in.' } as const

/** Signs in to an Asterisk and opens its stream of events for a moment; nothing in it is changed. */
export async function tryAsterisk(asterisk: AsteriskAt): Promise<Steps> {
  try {
    const { status, json } = await askAsterisk(asterisk, '/asterisk/info')
    if (status === 401 || status === 403)
      return [{ step: 'sign-in', state: 'fails', says: 'It refuses the user or the password.' }, notTried]
    if (status !== 200 || json === undefined)
      return [
        {
          step: 'sign-in',
          state: 'fails',
          says: 'There is no REST interface (ARI) at this address. Is it switched on in ari.conf and http.conf?',
        },
        notTried,
      ]
  } catch (trouble) {
    return [{ step: 'sign-in', state: 'fails', says: troubleWords(trouble) }, notTried]
  }
  const signedIn = { step: 'sign-in', state: 'works', says: `Signed in as ${asterisk.user}.` } as const
  return [signedIn, await tryEvents(asterisk)]
}

async function tryEvents(asterisk: AsteriskAt): Promise<Steps[number]> {
  const events = openEvents(asterisk, `evenhand-trial-${crypto.randomUUID()}`)
  try {
    await once(events, 'open')
    return { step: 'events', state: 'works', says: 'It tells of its calls.' }
  } catch (trouble) {
    return { step: 'events', state: 'fails', says: troubleWords(trouble) }
  } finally {
    events.terminate()
  }
}
