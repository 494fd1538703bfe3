/** What is known of how a web form was filled in. */
export type Filling = {
  /** From showing the page to sending it; null where the page's stamp does not tell. */
  took: Temporal.Duration | null
  /** The field that no person sees holds something. */
  isTrapFilled: boolean
  /** The sender's machine did the work that the page asked for. */
  isProved: boolean
  /** How many addresses of web pages stand in the words. */
  links: number
  /** How often a form was sent from this address, or this very page, within the hour, this time included. */
  withinHour: number
}

const leastSeconds = 3
const manyUnproved = 3
const manyProved = 12

/**
 * Why a person should look at what came by a form before it may be a case; null where nothing speaks against it. Without
 * script a form is a form too: only what is also suspicious in another way waits. Nothing is ever dropped.
 */
export function doubtAbout({ took, isTrapFilled, isProved, links, withinHour }: Filling): string | null {
  if (isTrapFilled) return 'A field was filled in that no person can see.'
  if (took !== null && took.total('seconds') < leastSeconds)
    return 'It was filled in faster than a person can.'
  if (isProved)
    return withinHour > manyProved ? `It is number ${withinHour} from one place within an hour.` : null
  if (links > 0) return 'It holds addresses of web pages, and came from a browser without script.'
  if (withinHour > manyUnproved)
    return `It is number ${withinHour} from one place within an hour, from a browser without script.`
  return null
}

/** Counts the addresses of web pages in a text. */
export const linksIn = (text: string): number =>
  [...text.slice(0, 100_000).matchAll(/\bhttps?:\/\/|\bwww\.[a-z0-9-]+\.[a-z]|\[url|<a\s+href/gi)].length
