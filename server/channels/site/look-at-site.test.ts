import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openNameServer } from '#test/name-server.ts'
import type { Reach } from '../find-peer.ts'
import { lookAtSite } from './look-at-site.ts'

const code = 'K7R-XM4-9ZQW'
const reach: Reach = { loopback: true, trusted: [] }
let names: Awaited<ReturnType<typeof openNameServer>>

beforeAll(async () => {
  names = await openNameServer({
    '_evenhand.famous.example': `evenhand=${code}`,
    '_evenhand.others.example': 'evenhand=333-333-3333',
    '_evenhand.bare.example': code,
  })
})

afterAll(() => names.close())

const look = (parts: Partial<Parameters<typeof lookAtSite>[0]>, may = reach) =>
  lookAtSite(
    { domain: 'famous.example', network: null, handle: null, code, ...parts },
    { reach: may, nameServers: [names.address] },
  )

/** A site of this machine. */
async function site(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `localhost:${typeof address === 'object' ? address?.port : ''}`
}

const page =
  (body: string): RequestListener =>
  (_, response) =>
    response.setHeader('content-type', 'text/html').end(body)

const bluesky = { network: 'bluesky', handle: 'famous.example' }
const link = '<a class="x" href="https://bsky.app/profile/famous.example" rel="nofollow me">Bluesky</a>'

describe('in the DNS of a domain', () => {
  test('the code shows whose domain it is', async () => {
    expect(await look({})).toEqual({ found: 'code', method: 'dns' })
  })

  test('and whose handle, where the handle is the domain', async () => {
    expect(await look(bluesky)).toEqual({ found: 'code', method: 'dns' })
  })

  test.each([
    ['another code', 'others.example'],
    ['a code that is not said to be ours', 'bare.example'],
    ['no record', 'nothing.example'],
  ])('%s shows nothing', async (_, domain) => {
    expect(await look({ domain })).toEqual({ found: 'nothing', method: 'dns' })
  })

  test('of another account nothing is shown by it alone', async () => {
    const found = await look({ network: 'x', handle: 'famous' })
    expect(found).toEqual({ found: 'nothing', method: 'dns' })
  })

  test('nobody is found to answer for it when no name server does', async () => {
    const silent = { reach, nameServers: ['127.0.0.1:9'] }
    const asked = { domain: 'famous.example', network: null, handle: null, code }
    expect(await lookAtSite(asked, silent)).toEqual({ found: 'unreachable', method: 'site' })
  }, 20_000)
})

describe('on the first page of a site', () => {
  test.each([
    ['in its text', `<p>My code is <b>${code}</b></p>`, 'code'],
    ['in its head', `<head><meta name="evenhand" content="${code}"></head>`, 'code'],
    ['below much else', `<p>${'So much to say. '.repeat(400)}</p><footer>${code}</footer>`, 'code'],
    ['behind a program', `<script>var x = 1</script><p>${code}</p>`, 'code'],
    ['in a program of the page only', `<script>var x = "${code}"</script>`, 'nothing'],
    ['in a program that is not closed', `<script>var x = "${code}"`, 'nothing'],
    ['not at all', '<p>Welcome</p>', 'nothing'],
  ])('the code is found %s', async (_, body, found) => {
    const domain = await site(page(body))
    expect(await look({ domain })).toEqual({ found, method: 'site' })
  })

  test.each([
    ['with a link to the profile that says it is theirs', `${code} ${link}`, 'code'],
    ['with a link that does not say so', `${code} ${link.replace(' me"', '"')}`, 'nothing'],
    [
      'with a link to somebody else',
      `${code} ${link.replace('famous.example', 'famοus.example')}`,
      'nothing',
    ],
    ['without a link', code, 'nothing'],
    [
      'with a link in the head',
      `<head><link rel=me href=https://bsky.app/profile/famous.example></head>${code}`,
      'code',
    ],
  ])('it speaks for an account %s', async (_, body, found) => {
    const domain = await site(page(body))
    expect(await look({ domain, ...bluesky })).toEqual({ found, method: 'site' })
  })

  test.each([
    ['x', 'famous', 'https://x.com/Famous'],
    ['instagram', '@famous', 'https://www.instagram.com/famous/'],
    ['mastodon', 'ada@social.example', 'https://social.example/@ada'],
  ])('a profile on %s is known', async (network, handle, href) => {
    const domain = await site(page(`${code}<a rel="me" href="${href}">me</a>`))
    expect(await look({ domain, network, handle })).toEqual({ found: 'code', method: 'site' })
  })

  test('what leads on within the site is followed, and only so far', async () => {
    const short = await site((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/home' }).end() : response.end(code),
    )
    const endless = await site((_, response) => response.writeHead(302, { location: '/' }).end())
    expect(await look({ domain: short })).toMatchObject({ found: 'code' })
    expect(await look({ domain: endless })).toMatchObject({ found: 'nothing' })
  })

  test('a page without end is read only so far', async () => {
    const domain = await site((_, response) => {
      const more = () =>
        void (response.write('x'.repeat(64 * 1024)) ? setImmediate(more) : response.once('drain', more))
      response.on('close', () => response.removeAllListeners('drain'))
      more()
    })
    expect(await look({ domain })).toMatchObject({ found: 'nothing' })
  })

  test.each(['<', '<a ', '<a rel=me ', '<script ', '<style></scrip', 'content="', ' rel='])(
    'a page that is made to keep a reader busy, of nothing but "%s", is read at once',
    async (piece) => {
      const domain = await site(page(piece.repeat(256 * 1024).slice(0, 256 * 1024)))
      expect(await look({ domain, ...bluesky })).toEqual({ found: 'nothing', method: 'site' })
    },
  )

  test('this machine is not asked unless this desk may reach it', async () => {
    const requests: string[] = []
    const domain = await site((request, response) => {
      requests.push(request.url ?? '')
      response.end(code)
    })
    const away = await site((_, response) => response.writeHead(302, { location: inside }).end())
    const inside = `https://${domain.replace('localhost', '127.0.0.1')}/`
    const outside = { loopback: false, trusted: [] }
    for (const one of [domain, '127.0.0.1', '169.254.169.254', '[::1]', '10.0.0.1', '192.168.1.1'])
      expect(await look({ domain: one }, outside)).not.toMatchObject({ found: 'code' })
    // Neither does a site that may be asked lead there.
    expect(await look({ domain: away }, { loopback: false, trusted: ['localhost'] })).toMatchObject({
      found: 'nothing',
    })
    expect(requests).toEqual([])
  })
})
