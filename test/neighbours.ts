import { aDesk } from './desk.ts'

/** Two organisations on one database, each with a case of the same person about the same thing, under the same ids. */
export async function neighbours() {
  const ours = await aDesk()
  const theirs = await aDesk()
  const item = { externalId: 'washer', from: { email: 'ada@example.org', phone: '+49 30 1234567' } }
  return { ours, theirs, our: await ours.take(item), their: await theirs.take(item) }
}
