/** The facts and answers of a policy that are amounts of money: those that the desk itself reads so. */
const amounts = new Set(['amount', 'loss', 'upTo'])

let houseCurrency: string | null = null

/** From here on amounts of the policy say that they are in this currency; null where nobody knows which. */
export function countIn(currency: string | null): void {
  houseCurrency = currency
}

/** What a fact or an answer is called, with the currency of the house behind it where it is an amount: `Loss (EUR)`. */
export const withCurrency = (name: string, words: string): string =>
  houseCurrency !== null && amounts.has(name) ? `${words} (${houseCurrency})` : words

/** What amounts of the policy are in; undefined before anybody knows. */
export const currencyOfHouse = (): string | undefined => houseCurrency ?? undefined
