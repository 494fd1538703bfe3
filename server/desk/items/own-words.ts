import { foldQuotes } from '#domain/text/fold-quotes.ts'
import { bareSubject } from '#domain/text/matter.ts'
import type { InboundMessage } from '#server/channels/channel.ts'

/** The words of a message that are its writer's own now. */
export const ownWords = ({ subject, text }: InboundMessage) => `${bareSubject(subject)}\n${saidIn(text)}`

/** What the writer says now: a signature or a quotation is the same under every matter of theirs. */
const saidIn = (text: string) =>
  foldQuotes(text.slice(0, 20_000))
    .filter(({ kind }) => kind === 'said')
    .map((piece) => piece.text)
    .join('')
