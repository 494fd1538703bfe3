import { expect, test } from 'vitest'
import { AriEvent } from './ari-event.ts'
import { openAriReader } from './read-ari.ts'

// The events are as Asterisk 22 sends them, shortened to what is read; names as its model gives them
// (rest-api/api-docs/events.json of asterisk/asterisk).

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')

const caller = {
  id: '1795424400.0',
  name: 'PJSIP/trunk-00000000',
  state: 'Ring',
  caller: { name: 'Alice Muster', number: '+4930123456' },
  connected: { name: '', number: '' },
}
const telephone = (extension: string) => ({
  id: `leg-${extension}`,
  name: `PJSIP/${extension}-0000001a`,
  state: 'Down',
  caller: { name: '', number: extension },
  connected: { name: 'Alice Muster', number: '+4930123456' },
})
const dial = (extension: string, dialstatus: string) => ({
  type: 'Dial',
  timestamp: '2026-11-23T10:00:00.500+0100',
  caller,
  peer: telephone(extension),
  forward: '',
  dialstring: extension,
  dialstatus,
})
const destroyed = (channel: unknown) => ({
  type: 'ChannelDestroyed',
  cause: 16,
  cause_txt: 'Normal Clearing',
  channel,
})

function told(...events: readonly unknown[]): string[] {
  const reader = openAriReader()
  return events.flatMap((event) =>
    reader.read(AriEvent.parse(event), now).map(({ state, to, from }) => `${state} ${to} ${from}`),
  )
}

test('a call that is answered rings, is spoken on, and ends', () => {
  expect(
    told(
      dial('4000', ''),
      dial('4000', 'RINGING'),
      dial('4000', 'ANSWER'),
      destroyed(telephone('4000')),
      destroyed(caller),
    ),
  ).toEqual([
    'ringing 4000 +4930123456',
    'ringing 4000 +4930123456',
    'answered 4000 +4930123456',
    'ended 4000 +4930123456',
  ])
})

test('when the caller gives up, the call was missed where it rang', () => {
  expect(told(dial('4000', ''), dial('4000', 'CANCEL'), destroyed(caller))).toEqual([
    'ringing 4000 +4930123456',
    'transferred 4000 +4930123456',
    'missed 4000 +4930123456',
  ])
})

test('an extension that does not take it passes it on to the next, and nobody missed it', () => {
  expect(
    told(
      dial('4000', ''),
      dial('4000', 'NOANSWER'),
      dial('4001', ''),
      dial('4001', 'ANSWER'),
      destroyed(telephone('4001')),
      destroyed(caller),
    ),
  ).toEqual([
    'ringing 4000 +4930123456',
    'transferred 4000 +4930123456',
    'ringing 4001 +4930123456',
    'answered 4001 +4930123456',
    'ended 4001 +4930123456',
  ])
})

test('a call that its colleague passes on goes on elsewhere', () => {
  const transfer = {
    type: 'BridgeBlindTransfer',
    channel: telephone('4000'),
    exten: '4002',
    result: 'Success',
  }
  expect(told(dial('4000', ''), dial('4000', 'ANSWER'), transfer, destroyed(telephone('4000')))).toEqual([
    'ringing 4000 +4930123456',
    'answered 4000 +4930123456',
    'transferred 4000 +4930123456',
  ])
})

test('lines within Asterisk itself are nobody’s extension, and other events say nothing', () => {
  const inside = { ...dial('4000', ''), peer: { ...telephone('4000'), name: 'Local/4000@queue-00000001;1' } }
  expect(told(inside)).toEqual([])
  expect(AriEvent.safeParse({ type: 'PeerStatusChange' }).success).toBe(false)
})

test('the moment is the one that Asterisk says', () => {
  const [first] = openAriReader().read(AriEvent.parse(dial('4000', '')), now)
  expect(first?.at.toString()).toBe('2026-11-23T09:00:00.5Z')
})
