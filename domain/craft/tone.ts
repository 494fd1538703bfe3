import { clausesOf } from '../apology/clauses.ts'
import type { Missing } from '../apology/judge-reply.ts'
import { toldIn } from '../apology/told-in.ts'
import { smallLetters } from '../text/small-letters.ts'
import { actToCome } from './acts-to-come.ts'
import { namesTheFailure, type Span } from './names-the-failure.ts'
import {
  anger,
  askingForData,
  comingBack,
  evenWithoutNews,
  inPrivate,
  owning,
  spoiling,
} from './tone-words.ts'

/** What a good reply does: it acknowledges what failed, owns it, acts, and comes back. */
export type Virtue = 'acknowledge' | 'own' | 'act' | 'follow'

/** What spoils it. */
export type Fault = keyof typeof spoiling | 'asks-data'

/** A reply as a colleague would read it: what is there, where, what is missing, and what had better go. Never a number. */
export type Tone = {
  virtues: { virtue: Virtue; spans: Span[]; lacks: Missing[] }[]
  faults: (Span & { fault: Fault })[]
  /** What it says will be done by a date: as good as promised. */
  dated: Span[]
}

type Read = {
  /** What the customer has said so far. */
  said: string
  isPublic: boolean
  /** Somebody came to harm, or may have. */
  isHarm: boolean
}

/** Signs that are read: nobody's text keeps anybody busy. */
const longest = 5000

/** Reads a reply for its tone, in English and German: acknowledge, own, act, follow through, and what had better not stand there. */
export function readTone(reply: string, { said, isPublic, isHarm }: Read): Tone {
  const text = reply.slice(0, longest)
  // Small letters stand where the others stood, so that places stay true.
  const low = smallLetters(text)
  const told = placed(text, low)
  const all = (part: Missing) => told.filter((one) => one[part])
  const acts = all('act')
  const back = told.filter(
    ({ words, date, back: comes }) =>
      comes || (has(comingBack, words) && date) || has(evenWithoutNews, words),
  )
  const lacks = (['owner', 'act', 'date'] as const).filter((part) => all(part).length === 0)
  return {
    virtues: [
      { virtue: 'acknowledge', spans: namesTheFailure(text, said), lacks: [] },
      {
        virtue: 'own',
        spans: [...spansOf(owning, low), ...told.filter(({ owns }) => owns).map(spanOf)],
        lacks: [],
      },
      { virtue: 'act', spans: acts.map(spanOf), lacks: acts.length === 0 ? [] : lacks },
      { virtue: 'follow', spans: back.map(spanOf), lacks: [] },
    ],
    faults: faultsIn(low, { isPublic, isHarm, isAngry: soundsAngry(said) }),
    dated: acts.filter(({ date }) => date).map(spanOf),
  }
}

function soundsAngry(said: string): boolean {
  const begun = said.slice(0, longest)
  return has(anger, smallLetters(begun)) || /!{2,}|\p{Lu}{5,} \p{Lu}{4,}/u.test(begun)
}

type Placed = Span & { words: string; owns: boolean; back: boolean } & Record<Missing, boolean>

function placed(text: string, low: string): Placed[] {
  let end = 0
  return clausesOf(text).flatMap((clause) => {
    const from = text.indexOf(clause.written, end)
    if (from < 0) return []
    end = from + clause.written.length
    const { owner, act, date } = toldIn(clause)
    const toCome = actToCome(clause)
    return [
      {
        from,
        to: end,
        words: low.slice(from, end),
        owns: owner,
        owner: owner || toCome.owner,
        act: act || toCome.act,
        date: date || toCome.act,
        back: toCome.back,
      },
    ]
  })
}

type About = { isPublic: boolean; isHarm: boolean; isAngry: boolean }

function faultsIn(low: string, { isPublic, isHarm, isAngry }: About): Tone['faults'] {
  const inSentence = ({ from, to }: Span) => sentenceAround(low, from, to)
  return [
    ...as('if-you', spansOf(spoiling['if-you'], low)),
    ...as('passive-blame', spansOf(spoiling['passive-blame'], low)),
    ...as('per-policy', spansOf(spoiling['per-policy'], low)),
    // What is shown with a date or a number is evidence, and no doubt.
    ...as(
      'doubt',
      spansOf(spoiling.doubt, low).filter((span) => !/\d/.test(inSentence(span))),
    ),
    ...(isAngry || isHarm ? as('humour', spansOf(spoiling.humour, low)) : []),
    ...(isHarm ? as('exclamation', spansOf(spoiling.exclamation, low)) : []),
    ...(isPublic
      ? as(
          'asks-data',
          spansOf(askingForData, low).filter((span) => !has(inPrivate, inSentence(span))),
        )
      : []),
  ].toSorted((a, b) => a.from - b.from)
}

const as = (fault: Fault, spans: readonly Span[]) => spans.map((span) => ({ ...span, fault }))

const spanOf = ({ from, to }: Span): Span => ({ from, to })

const spansOf = (pattern: RegExp, low: string): Span[] =>
  [...low.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }))

const has = (pattern: RegExp, low: string) => low.search(pattern) >= 0

function sentenceAround(text: string, from: number, to: number): string {
  const began = Math.max(...['.', '!', '?', '\n'].map((end) => text.lastIndexOf(end, from - 1)))
  const ends = ['.', '!', '?', '\n'].map((end) => text.indexOf(end, to)).filter((at) => at >= 0)
  return text.slice(began + 1, Math.min(text.length, ...ends))
}
