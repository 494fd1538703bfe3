import { z } from 'zod'

const Party = z.object({ name: z.string().default(''), number: z.string().default('') })

/** A channel of Asterisk: one party's line, such as `PJSIP/4000-0000001a`. */
export const AriChannel = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  caller: Party.default({ name: '', number: '' }),
  connected: Party.default({ name: '', number: '' }),
})

export type AriChannel = z.output<typeof AriChannel>

const timestamp = z.string().optional()

/**
 * What Asterisk's REST interface says of calls, as its own model has it (rest-api/api-docs/events.json). `Dial` says how
 * calling an extension goes on; `dialstatus` is empty when it begins.
 */
export const AriEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Dial'),
    timestamp,
    caller: AriChannel.optional(),
    peer: AriChannel,
    dialstatus: z.string(),
  }),
  z.object({ type: z.literal('ChannelDestroyed'), timestamp, channel: AriChannel }),
  z.object({ type: z.literal('BridgeBlindTransfer'), timestamp, channel: AriChannel }),
  z.object({ type: z.literal('BridgeAttendedTransfer'), timestamp, transferer_first_leg: AriChannel }),
])

export type AriEvent = z.output<typeof AriEvent>
