import { expect, test } from 'vitest'
import { findTelephone } from '#server/channels/phone/telephone-host.ts'
import { findMailHost } from '#server/channels/email/mail-host.ts'
import { placesOf, sources } from '#test/sources.ts'

// Somebody who may name a server would have the desk knock at doors that only it can reach.

/** A desk on the open net, which reaches mail servers of the world and nothing of its own. */
const world = { loopback: false, trusted: [] }

test.each([
  ['where clouds keep their secrets', '169.254.169.254'],
  ['the same in a dress of IPv6', '::ffff:169.254.169.254'],
  ['the same in hexadecimal', '[::ffff:a9fe:a9fe]'],
  ['the same through a translator', '64:ff9b::a9fe:a9fe'],
  ['the same through a tunnel', '2002:a9fe:a9fe::1'],
  ['another cloud’s', '100.100.100.200'],
  ['one more cloud’s', 'fd00:ec2::254'],
  ['nowhere, which is here', '0.0.0.0'],
  ['this machine', '127.0.0.1'],
  ['this machine in other clothes', '127.8.9.10'],
  ['this machine by IPv6', '[::1]'],
  ['this machine mapped', '::ffff:127.0.0.1'],
  ['this machine by name', 'localhost'],
  ['this machine as one number', '2130706433'],
  ['this machine in hexadecimal', '0x7f000001'],
  ['this machine, shortened', '127.1'],
  ['everybody', '255.255.255.255'],
  ['a neighbour without a router', 'fe80::1'],
])('a mail server at %s is not connected', async (_, host) => {
  const found = await findMailHost({ host, port: 143, kind: 'imap' }, world)
  expect(found).toMatchObject({ address: null, because: expect.stringMatching(/does not connect|not known/) })
})

test.each([22, 80, 443, 5432, 6379, 9200, 11_211])(
  'port %i of a host is no mail server’s, and is not knocked at',
  async (port) => {
    const found = await findMailHost({ host: '192.0.2.7', port, kind: 'smtp' }, world)
    expect(found).toMatchObject({ address: null, because: expect.stringContaining('is refused') })
  },
)

test('what is connected is an address, never a name that may lead elsewhere a moment later', async () => {
  const here = { loopback: true, trusted: [] }
  expect(await findMailHost({ host: 'localhost', port: 4143, kind: 'imap' }, here)).toEqual({
    address: expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/),
  })
})

test.each([
  ['at a port that is none of its', 'https://192.0.2.7:5432', 'is refused'],
  ['without TLS, over a net that others read', 'http://192.0.2.7:8088', 'has to begin with https'],
  ['where clouds keep their secrets', 'http://169.254.169.254', 'does not connect'],
  ['on this machine', 'http://127.0.0.1:8088', 'does not connect'],
])('a telephone system %s is not connected', async (_, address, because) => {
  expect(await findTelephone(address, world)).toMatchObject({
    address: null,
    because: expect.stringContaining(because),
  })
})

// Where clamd and the database are is said by whoever starts the process, and by nobody on the screen.
test('nothing at the desk opens a connection but the channels, which look up where, the scanner and the database', () => {
  const opening =
    /^import (?!type ).* from '(?:node:(?:https?|http2|tls|dgram|dns(?:\/promises)?)|ws)'|\bfetch\(|\bconnect\(|createConnection\(|\bhttps?\.(?:get|request)\(|new ImapFlow|new SMTPConnection|createTransport\(|new WebSocket|new EventSource|dgram|undici/
  const opens = placesOf(
    opening,
    sources.filter(({ path, isTest }) => path.startsWith('server/') && !isTest),
  )
  const known =
    /^server\/(?:channels\/(?:find-peer|ask-peer)|channels\/site\/(?:fetch-page|look-at-site)|channels\/bluesky\/handle-owner|channels\/phone\/asterisk\/ask-asterisk|channels\/clamd\/scan-file|channels\/email\/(?:mailbox|try-mailbox|send|try-relay)|store\/(?:database|embedded-\w+|station|migrate|backup|roles))\.ts/
  expect(opens.filter((place) => !known.test(place))).toEqual([])
})
