import { asksForPraise, asksToTakeDown } from '../policy/deletion-words.ts'
import { plainLetters } from './plain-letters.ts'

/** What a reply of ours may not say, or not without a second look, though it is nobody's personal data. */
export type OutboundKind = 'hashtag' | 'crisis' | 'condition'

export type OutboundSpan = { kind: OutboundKind; from: number; to: number }

type Sending = {
  isPublic: boolean
  /** The company's own hashtags, with or without their sign. */
  hashtags: readonly string[]
}

const hashtag = /(?<![\p{L}\d_&/#])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu

/** Words that make a story of a public reply, in English and German: meant or not, somebody looks twice before they go out. */
const crisis =
  /(?<![\p{L}\d])(?:deaths?|died|killed|fatal\w*|injur\w+|poison\w*|contaminat\w+|explo(?:de[ds]?|sions?)|on fire|lawsuits?|sue[ds]?|suing|court|police|prosecut\w+|fraud\w*|scandal\w*|corrupt\w*|data (?:breach|leak)|hacked|(?:product|safety) recalls?|recalled|terror\w*|suicid\w+|racis[mt]\w*|discriminat\w+|sexual\w*|harass\w+|abuse[ds]?|negligen\w+|liab(?:le|ility)|bankrupt\w*|insolven\w*|tote[rn]?|gestorben|getötet|verletzte\w*|vergift\w+|explodier\w+|explosion\w*|klage\w*|gericht|polizei|staatsanwalt\w*|betrug|skandal\w*|datenleck\w*|datenpanne\w*|gehackt|rückrufaktion\w*|selbstmord|suizid\w*|rassis\w+|diskriminier\w+|belästig\w+|fahrlässig\w*|haftung|haften|insolvenz\w*|pleite)(?![\p{L}\d])/giu

const sentences = /[^.!?\n\s][^.!?\n]*/g

/**
 * What the company would regret to have sent: somebody else's hashtag and words of crisis in public, and anywhere that help
 * hangs on a post's being taken down or on a good review. Nobody's help does.
 */
export function findOutbound(text: string, { isPublic, hashtags }: Sending): OutboundSpan[] {
  const plain = plainLetters(text)
  const ours = new Set(hashtags.map(bareTag))
  const spans: OutboundSpan[] = [...plain.text.matchAll(sentences)].flatMap(({ 0: sentence, index }) =>
    asksToTakeDown(sentence) || asksForPraise(sentence)
      ? [{ kind: 'condition' as const, from: index, to: index + sentence.length }]
      : [],
  )
  if (isPublic) {
    for (const { 0: tag, index } of plain.text.matchAll(hashtag))
      if (!ours.has(bareTag(tag))) spans.push({ kind: 'hashtag', from: index, to: index + tag.length })
    for (const { 0: word, index } of plain.text.matchAll(crisis))
      spans.push({ kind: 'crisis', from: index, to: index + word.length })
  }
  return spans
    .map((span) => ({ ...span, from: plain.from(span.from), to: plain.to(span.to) }))
    .toSorted((a, b) => a.from - b.from)
}

const bareTag = (tag: string) => tag.replace(/^#/, '').toLowerCase()
