import { aDesk, attentionTable, clocksTable, deskFacts, severityTable } from '../a-desk.ts'
import { any, deskWith, entitlement, owed, row, type Planted } from './a-fault.ts'

const authority = (rows: readonly ReturnType<typeof row>[], reads: readonly string[]) => ({
  id: 'authority',
  kind: 'permission',
  hit: 'F',
  reads,
  gives: { limit: { type: 'decimal', scale: 2, min: 0 } },
  rows,
})

const leaks: Planted[] = [
  {
    kind: 'visibility-leak',
    name: 'the price list by followers',
    document: deskWith(
      entitlement(
        [
          row('famous', { followers: '>= 500000' }, owed('refund', 500)),
          row('known', { followers: '[250000..499999]' }, owed('replacement')),
          row('any', {}, owed('repair')),
        ],
        ['followers'],
      ),
    ),
    table: 'entitlement',
    names: ['famous', 'known'],
  },
  {
    kind: 'visibility-leak',
    name: 'fame, rung, authority, remedy',
    document: aDesk({
      tables: [
        severityTable(),
        attentionTable(),
        authority(
          [
            row('chief', { rung: '"chief"' }, { limit: 5000 }),
            row('lead', { rung: '"lead"' }, { limit: 500 }),
            row('front', {}, { limit: 50 }),
          ],
          ['rung'],
        ),
        clocksTable(),
        entitlement(
          [
            row('large', { limit: '>= 500', loss: '> 0' }, owed('refund', 500)),
            row('small', { loss: '> 0' }, owed('repair', 50)),
            any,
          ],
          ['limit', 'loss'],
        ),
      ],
    }),
    table: 'entitlement',
    names: ['attention', 'authority', 'entitlement'],
  },
  {
    kind: 'visibility-leak',
    name: 'the press is answered sooner than the law asks for everybody else',
    document: deskWith(
      clocksTable({
        hit: 'F',
        reads: ['severity', 'press'],
        rows: [
          row('press', { press: true }, { acknowledgeWithin: 'PT1H', answerWithin: 'PT8H' }),
          row('any', {}, { acknowledgeWithin: 'PT8H', answerWithin: 'PT80H' }),
        ],
      }),
    ),
    table: 'clocks',
    names: ['press'],
  },
  {
    kind: 'visibility-leak',
    name: 'a gesture is added up by reach',
    document: deskWith({
      id: 'gesture',
      kind: 'outcome',
      hit: 'C+',
      reads: ['loss', 'followers'],
      gives: { gesture: { type: 'decimal', scale: 2, min: 0 } },
      rows: [
        row('base', {}, { gesture: 10 }),
        row('lost', { loss: '>= 100' }, { gesture: 20 }),
        row('reach', { followers: '>= 1000000' }, { gesture: 30 }),
      ],
    }),
    table: 'gesture',
    names: ['reach'],
  },
]

const deletions: Planted[] = [
  {
    kind: 'deletion-condition',
    name: 'the remedy says that the post has to go',
    document: deskWith(
      entitlement(
        [
          { ...row('lost', { loss: '> 0' }, { ...owed('refund'), condition: 'delete-post' }) },
          { ...row('any', {}, { ...owed('apology'), condition: 'none' }) },
        ],
        ['loss'],
        {
          gives: {
            remedy: { type: 'enum', values: ['apology', 'refund'] },
            upTo: { type: 'decimal', scale: 2, min: 0 },
            condition: { type: 'enum', values: ['none', 'delete-post'] },
          },
        },
      ),
    ),
    table: 'entitlement',
    names: ['lost'],
  },
  {
    kind: 'deletion-condition',
    name: 'who took the review down gets more',
    document: deskWith(
      entitlement(
        [row('good', { reviewRemoved: true, loss: '> 0' }, owed('refund')), row('any', {}, owed('apology'))],
        ['reviewRemoved', 'loss'],
      ),
      { facts: { ...deskFacts, reviewRemoved: { type: 'boolean', label: 'history' } } },
    ),
    table: 'entitlement',
    names: ['good', 'any'],
  },
  {
    kind: 'deletion-condition',
    name: 'a condition under another name, said to be one',
    document: deskWith({
      id: 'terms',
      kind: 'outcome',
      hit: 'F',
      reads: ['harm'],
      gives: { terms: { type: 'enum', values: ['plain', 'quiet'], deletion: ['quiet'] } },
      rows: [row('harmed', { harm: 'not("none")' }, { terms: 'quiet' }), row('any', {}, { terms: 'plain' })],
    }),
    table: 'terms',
    names: ['harmed'],
  },
  {
    kind: 'deletion-condition',
    name: 'who may sign hangs on the post being gone',
    document: deskWith(
      {
        id: 'authority',
        kind: 'permission',
        hit: 'F',
        reads: ['post'],
        gives: { maySign: { type: 'boolean' } },
        rows: [row('gone', { post: '"deleted"' }, { maySign: true }), row('there', {}, { maySign: false })],
      },
      {
        facts: {
          ...deskFacts,
          post: { type: 'enum', values: ['none', 'public', 'deleted'], label: 'history' },
        },
      },
    ),
    table: 'authority',
    names: ['gone', 'there'],
  },
]

const socials: Planted[] = [
  {
    kind: 'social-only',
    name: 'a replacement only for a post',
    document: deskWith(
      entitlement(
        [
          row('post', { channel: '"social"', loss: '> 0' }, owed('replacement')),
          row('any', {}, owed('repair')),
        ],
        ['channel', 'loss'],
      ),
    ),
    table: 'entitlement',
    names: ['post'],
  },
  {
    kind: 'social-only',
    name: 'an answer within the hour, but never by letter',
    document: deskWith(
      clocksTable({
        hit: 'F',
        reads: ['severity', 'channel'],
        rows: [
          row('social', { channel: '"social"' }, { acknowledgeWithin: 'PT1H', answerWithin: 'PT40H' }),
          row('any', {}, { acknowledgeWithin: 'PT8H', answerWithin: 'PT40H' }),
        ],
      }),
    ),
    table: 'clocks',
    names: ['social'],
  },
  {
    kind: 'social-only',
    name: 'by way of another table',
    document: deskWith(entitlement([row('loud', { tone: '"loud"' }, owed('refund')), any], ['tone']), {
      tables: [
        severityTable(),
        {
          id: 'tone',
          kind: 'measure',
          hit: 'F',
          reads: ['channel'],
          gives: { tone: { type: 'enum', values: ['quiet', 'loud'] } },
          rows: [row('posted', { channel: '"social"' }, { tone: 'loud' }), row('any', {}, { tone: 'quiet' })],
        },
        attentionTable(),
        clocksTable(),
        entitlement([row('loud', { tone: '"loud"' }, owed('refund')), any], ['tone']),
      ],
    }),
    table: 'entitlement',
    names: ['loud'],
  },
  {
    kind: 'social-only',
    name: 'a right in a list',
    document: deskWith({
      id: 'rights',
      kind: 'outcome',
      hit: 'C',
      reads: ['channel', 'harm'],
      gives: { right: { type: 'enum', values: ['second-look', 'call-back'] } },
      rows: [
        row('look', {}, { right: 'second-look' }),
        row('call', { channel: 'not("email","phone")' }, { right: 'call-back' }),
      ],
    }),
    table: 'rights',
    names: ['call'],
  },
]

/** Outcomes that hang on who is watching, on a deletion, or on social media. */
export const fairnessPlanted: readonly Planted[] = [...leaks, ...deletions, ...socials]
