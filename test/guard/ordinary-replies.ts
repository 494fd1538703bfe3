import { readCompany, readStories } from '#server/desk/sample/story.ts'
import { diceFrom } from '../dice.ts'

const sentenceEnds = /(?<=[.!?])\s+/

/** What somebody of the sample company writes, as a reader gets it: days and amounts filled in. */
const filled = (text: string) =>
  text
    .replaceAll(
      /\{day:([+-]?\d+)[^}]*\}/g,
      (_, days: string) => `${1 + ((Number(days) + 40) % 27)} November 2026`,
    )
    .replaceAll(/\{\{date[^}]*\}\}/g, '24 November 2026')
    .replaceAll(/\{\{number\}\}/g, '4127')
    .replaceAll(/\{\{name\}\}|\{\{owner\}\}/g, 'Sol Okonkwo')
    .replaceAll(/\[\[([^\]]*)\]\]/g, '$1')

/**
 * So many ordinary replies: every reply of the sample company as it was written, and others made of its sentences, in the
 * same language, with greetings and templates among them.
 */
export async function ordinaryReplies(count: number): Promise<string[]> {
  const stories = await readStories()
  const { templates } = await readCompany()
  const byLanguage = new Map<string, string[]>()
  const written: string[] = templates.map(({ body }) => filled(body))
  for (const { person, steps } of stories)
    for (const step of steps) {
      if (!('replies' in step)) continue
      const reply = filled(step.replies)
      written.push(reply)
      const sentences = byLanguage.get(person.language) ?? []
      sentences.push(...reply.split(sentenceEnds).filter((sentence) => sentence.trim() !== ''))
      byLanguage.set(person.language, sentences)
    }
  const dice = diceFrom(count)
  const shelves = [...byLanguage.values()].filter((sentences) => sentences.length > 20)
  const replies = [...written]
  while (replies.length < count) {
    const sentences = dice.oneOf(shelves)
    replies.push(Array.from({ length: dice.between(2, 6) }, () => dice.oneOf(sentences)).join(' '))
  }
  return replies.slice(0, count)
}
