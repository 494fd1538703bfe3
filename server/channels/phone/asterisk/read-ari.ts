import type { CallState, CallTold } from '#domain/call/call.ts'
import type { AriChannel, AriEvent } from './ari-event.ts'

/** Reads what Asterisk says of its lines as what happens to calls. */
export type AriReader = { read: (event: AriEvent, now: Temporal.Instant) => CallTold[] }

/** An extension that was called for somebody, by the line to it. */
type Line = Pick<CallTold, 'id' | 'from' | 'name' | 'to'> & { isAnswered: boolean; isOver: boolean }

/**
 * A call is the line of whoever calls; it rings on the lines to extensions that are dialled for it. An extension that does
 * not take it passes it on, because the dial plan may go on to the next; only when the caller's own line ends was it missed.
 */
export function openAriReader(): AriReader {
  const lines = new Map<string, Line>()
  const at = (line: Line, state: CallState, when: Temporal.Instant): CallTold => ({
    id: line.id,
    from: line.from,
    name: line.name,
    to: line.to,
    state,
    at: when,
  })
  const linesOf = (caller: string) => [...lines].filter(([, line]) => line.id === caller)

  const readDial = (event: Extract<AriEvent, { type: 'Dial' }>, when: Temporal.Instant): CallTold[] => {
    const to = extensionOf(event.peer)
    if (!event.caller || to === null) return []
    const line = lines.get(event.peer.id) ?? lineFrom(event.caller, to)
    lines.set(event.peer.id, line)
    const state = stateAfter(event.dialstatus)
    if (state === null || line.isOver) return []
    if (state === 'answered') line.isAnswered = true
    if (state === 'transferred') line.isOver = true
    return [at(line, state, when)]
  }
  const readEnd = (channel: AriChannel, when: Temporal.Instant): CallTold[] => {
    const own = linesOf(channel.id)
    if (own.length > 0) {
      for (const [id] of own) lines.delete(id)
      const isTaken = own.some(([, line]) => line.isAnswered)
      return own.flatMap(([, line]) => {
        if (line.isAnswered) return line.isOver ? [] : [at(line, 'ended', when)]
        return isTaken ? [] : [at(line, 'missed', when)]
      })
    }
    const line = lines.get(channel.id)
    if (!line?.isAnswered || line.isOver) return []
    line.isOver = true
    return [at(line, 'ended', when)]
  }
  const readTransfer = (channel: AriChannel, when: Temporal.Instant): CallTold[] => {
    const line = lines.get(channel.id)
    if (!line || line.isOver) return []
    line.isOver = true
    return [at(line, 'transferred', when)]
  }
  return {
    read(event, now) {
      const when = momentOf(event.timestamp) ?? now
      switch (event.type) {
        case 'Dial':
          return readDial(event, when)
        case 'ChannelDestroyed':
          return readEnd(event.channel, when)
        case 'BridgeBlindTransfer':
          return readTransfer(event.channel, when)
        case 'BridgeAttendedTransfer':
          return readTransfer(event.transferer_first_leg, when)
      }
    },
  }
}

const lineFrom = ({ id, caller }: AriChannel, to: string): Line => ({
  id,
  from: caller.number === '' ? null : caller.number,
  name: caller.name === '' ? null : caller.name,
  to,
  isAnswered: false,
  isOver: false,
})

/** How a dialled extension stands after a word of the dial plan's; nothing where it says nothing new. */
function stateAfter(dialstatus: string): CallState | null {
  switch (dialstatus) {
    case '':
    case 'RINGING':
    case 'PROGRESS':
    case 'PROCEEDING':
      return 'ringing'
    case 'ANSWER':
      return 'answered'
    case 'CANCEL':
    case 'NOANSWER':
    case 'BUSY':
    case 'CONGESTION':
    case 'CHANUNAVAIL':
      return 'transferred'
    default:
      return null
  }
}

/** The extension of a telephone's line: `PJSIP/4000-0000001a` is 4000's. Lines within Asterisk itself are nobody's. */
function extensionOf({ name }: AriChannel): string | null {
  const [, technology, extension] = /^([\w.]+)\/(.+)-[0-9a-f]+$/i.exec(name) ?? []
  return extension === undefined || technology === 'Local' ? null : extension
}

/** Asterisk writes `2026-11-23T09:00:00.000+0000`. */
function momentOf(timestamp: string | undefined): Temporal.Instant | null {
  if (timestamp === undefined) return null
  const at = Date.parse(timestamp.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? null : Temporal.Instant.fromEpochMilliseconds(at)
}
