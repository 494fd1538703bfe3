import { expect, test } from 'vitest'
import { z } from 'zod'
import { facetsIn } from '#server/channels/bluesky/facets.ts'

// The official library of the network says what a mention, a link and a tag is.

const RichText = z.object({
  RichText: z.custom<
    new (given: { text: string }) => { facets?: unknown; detectFacetsWithoutResolution(): void }
  >((value) => typeof value === 'function'),
})
const official = RichText.parse(
  await import(new URL('at/node_modules/@atproto/api/dist/index.js', import.meta.url).href),
).RichText

const Facets = z
  .array(
    z.object({
      index: z.object({ byteStart: z.int(), byteEnd: z.int() }),
      features: z.array(z.looseObject({})),
    }),
  )
  .default([])

/** The same facets, whatever order they come in and whatever else is said of them. */
const bare = (facets: unknown) =>
  Facets.parse(facets)
    .map(({ index, features }) => ({ index, features }))
    .toSorted((a, b) => a.index.byteStart - b.index.byteStart)

test.each([
  'Sorry @alice.test, a new one leaves today.',
  'Grüße an @müller.example und @bob.bsky.social!',
  'See https://aldera.example/track?id=4711. It is open (https://aldera.example/b).',
  '👨‍👩‍👧‍👦 https://aldera.example/ä/ö #Waschmaschine und #2026 und #a_b',
  'mail me at a@b.example or not',
  '(@alice.test) "@bob.test" @carol.test.',
  'one\n@alice.test\nhttps://aldera.example\n#tag.',
  'no facets at all',
])('in “%s” we find what the official library finds', async (text) => {
  const rich = new official({ text })
  rich.detectFacetsWithoutResolution()
  expect(bare(await facetsIn(text, async (handle) => handle))).toEqual(bare(rich.facets))
})
