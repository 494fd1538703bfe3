import { locale, say } from '#web/words/say.ts'

type Owed = { remedy: string; upTo: number; currency?: string | undefined }

/** What is owed as outcome, in the policy's own word for the remedy, and up to which amount, in whole units of its currency. */
export function remedyWords({ remedy, upTo, currency }: Owed): string {
  const name = remedyName(remedy)
  const style = currency === undefined ? {} : ({ style: 'currency', currency } as const)
  if (upTo <= 0) return name
  const amount = upTo.toLocaleString(locale(), style)
  // An apology has no price.
  return remedy === 'apology'
    ? say('{remedy}, and up to {amount} with it', { remedy: name, amount })
    : say('{remedy}, up to {amount}', { remedy: name, amount })
}

/** The remedies of the starter policy; another policy's are named as it names them. */
export function remedyName(remedy: string): string {
  switch (remedy) {
    case 'apology':
      return say('an apology')
    case 'repair':
      return say('a repair')
    case 'replacement':
      return say('a replacement')
    case 'refund':
      return say('money back')
    case 'credit':
      return say('a credit')
    case 'gift':
      return say('a gift')
    case 'visit':
      return say('a visit')
    default:
      return remedy.replaceAll('-', ' ')
  }
}
