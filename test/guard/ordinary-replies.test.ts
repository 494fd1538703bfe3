import { expect, test } from 'vitest'
import { findOutbound } from '#domain/guard/outbound.ts'
import { findPersonalData } from '#domain/guard/personal-data.ts'
import { ordinaryReplies } from './ordinary-replies.ts'

test('of two thousand ordinary replies at most one in a hundred would be kept from the public', async () => {
  const replies = await ordinaryReplies(2000)
  expect(new Set(replies).size).toBeGreaterThan(1900)

  const blocked = replies.filter(
    (reply) =>
      findPersonalData(reply).length > 0 ||
      findOutbound(reply, { isPublic: true, hashtags: [] }).some(({ kind }) => kind !== 'crisis'),
  )

  expect(blocked.length).toBeLessThanOrEqual(20)
})
