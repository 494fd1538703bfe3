import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

type Account = { id: string; handle: string; name: string; followers: number }
type Wavelet = {
  number: number
  by: Account
  words: string | null
  answers: number | null
  at: string
  toUs: boolean
}

const New = z.object({ words: z.string(), answers: z.int() })

/** A server of the made-up network Wave, on loopback: what the tests of the channel's rules talk to. */
export async function startWave() {
  const waves: Wavelet[] = []
  const accounts: Account[] = [{ id: 'w1', handle: 'aldera', name: 'Aldera', followers: 7 }]
  const us = accounts[0] ?? { id: '', handle: '', name: '', followers: 0 }
  let losesAnswers = false
  let counted = 1

  const answer = async (asked: IncomingMessage, response: ServerResponse) => {
    const url = new URL(asked.url ?? '/', 'http://wave')
    const say = (body: unknown, status = 200) => response.writeHead(status).end(JSON.stringify(body))
    if (asked.headers.authorization !== 'Bearer right') return say({}, 401)
    const ids = (url.searchParams.get('ids') ?? '').split(',')
    const of = new Set((url.searchParams.get('of') ?? '').split(',').map(Number))
    switch (url.pathname) {
      case '/me':
        return say(us)
      case '/to-me': {
        const after = Number(url.searchParams.get('after'))
        return say(waves.filter(({ number, toUs, words }) => toUs && words !== null && number > after))
      }
      case '/states':
        return say(waves.filter(({ number }) => of.has(number)))
      case '/accounts':
        return say(accounts.filter(({ id }) => ids.includes(id)))
      case '/waves': {
        const { words, answers } = New.parse(JSON.parse(await text(asked)))
        write(us, words, answers, false)
        return losesAnswers ? response.destroy() : say({})
      }
      default:
        return say({}, 404)
    }
  }
  const write = (by: Account, words: string, answers: number | null, toUs: boolean) => {
    const wave = { number: waves.length + 1, by, words, answers, at: Temporal.Now.instant().toString(), toUs }
    waves.push(wave)
    return wave.number
  }
  const server = createServer((asked, response) => void answer(asked, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    join: (name: string): Account => {
      const account = { id: `w${(counted += 1)}`, handle: name, name, followers: 12 }
      accounts.push(account)
      return account
    },
    us,
    write: (by: Account, words: string, answers: number | null = null) => write(by, words, answers, true),
    remove: (number: number) => {
      const wave = waves[number - 1]
      if (wave) wave.words = null
    },
    /** What stands below a post, by us. */
    below: (number: number) =>
      waves.flatMap((wave) => (wave.answers === number && wave.by === us ? [wave.words] : [])),
    /** Takes what is posted, and hangs up before it says so. */
    loseAnswers: () => {
      losesAnswers = true
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
