import type { PersonalSpan } from './personal-span.ts'

const account =
  /(?:account|customer|client|member(?:ship)?|policy|contract|booking|reservation|loyalty|kunden|vertrags|buchungs|konto|mitglieds|versicherungs|reservierungs|cliente|cuenta|contrato|compte|client)[\s-]?(?:number|num|no|nr|id|ref(?:erence)?|code|nummer|numéro|número)\.?(?:\s(?:is|ist|lautet|es|est))?[\s:#]{1,3}/g
const id = /^(?=[a-z\d/ -]{0,24}\d[a-z\d/ -]{0,20}\d)[a-z]{0,4}[- /]?\d[a-z\d]*(?:[- /][a-z]?\d[a-z\d]*){0,5}/

/** Bookings are found by six letters and digits. */
const isLocator = (word: string, found: string) =>
  /booking|reserv|buchung/.test(word) && /^[a-z\d]{6}$/.test(found)

/** What somebody calls the number of an account, a contract, a customer or a booking. */
export function findAccounts(_text: string, low: string): PersonalSpan[] {
  return [...low.matchAll(account)].flatMap(({ 0: word, index }): PersonalSpan[] => {
    const at = index + word.length
    const found = id.exec(low.slice(at, at + 40))?.[0].trimEnd()
    return found && (found.replaceAll(/\D/g, '').length >= 4 || isLocator(word, found))
      ? [{ kind: 'account', from: at, to: at + found.length }]
      : []
  })
}
