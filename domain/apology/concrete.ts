import { inOneLine, phrases } from '../text/phrases.ts'

const explains = phrases(
  String.raw`
    because|due to|caused by|turns? out|the reason|that is why|owing to|weil|wg|wegen
    da (?:der|die|das|es|wir|sie|ein|eine|unser\p{L}*|ihr\p{L}*)|wegen|aufgrund|entstand(?:en)?
    der grund|ursache|lag (?:an|daran)
  `,
)
const refuses = phrases(
  String.raw`
    cannot|can't|can not|won't|unable to
    not (?:possible|covered|refundable|included|allowed|entitled|part of)
    (?:können|kann) (?:\p{L}+ ){0,8}nicht|nicht möglich|leider (?:nicht|kein\p{L}*)|declined|rejected
    refused|denied|does not|doesn't|no longer|there (?:is|are) no(?:ne)?
    (?:has|have|haben|hat) kein\p{L}*|(?:ändert|lohnt) sich|nicht mehr|kein(?:en)? anspruch|lehnen .* ab
    abgelehnt
  `,
)
const given = phrases(
  String.raw`
    (?:on|auf) (?:its|the|dem) way?(?: to you)?|on us|in the post|in der post|(?:is|are|it's) covered by
    (?:has|have) (?:now |already )?been (?!passed|forwarded|recorded|noted|logged|shared|escalated
      received|raised|read|heard|registered|a )\p{L}+
    taken (?:\p{L}+ ){0,6}(?:down|off|out|back)|free of charge|all set|all sorted|done|erledigt|is ready
    steht bereit|unterwegs|auf dem weg|geht auf uns|kostenlos|kostenfrei
  `,
)
const done = phrases(
  String.raw`
    (?:will|'ll) be (?!in touch|able|back|happy|glad|sure|with)\p{L}+(?:ed|id|nt|ut|en|ck)(?: .*)?
    (?:i|we)(?:'ve| have) (?:just |now |already |also |only |always |really |truly )*(?!heard|read|seen
      noted|received|let|told|been|always|passed|forwarded|shared|escalated|raised|logged|listened
      understood|failed|flagged|fed|made|taken|disappointed|gone|only|always|really|truly|tried
      strived)\p{L}+(?: .*)?
  `,
)
const participle = inOneLine(String.raw`
  (?!gelesen|gehört|verstanden|notiert|erhalten|bekommen|weiter\p{L}*|gemeldet|enttäuscht|gesehen
  erfahren|passiert|geschehen|gedacht)(?:\p{L}*ge\p{L}{2,}(?:t|en)|\p{L}+iert
  (?:er|ver|be|ent|zer|über)\p{L}{2,}(?:t|en))
`)
const getan = phrases(
  String.raw`
    (?:(?:ich|wir) (?:habe|haben)|(?:habe ich|haben wir)) .*${participle}(?=[ .!…]*$)
    (?:wird|wurde|werden|wurden) (?:.* )?${participle}(?:,? .*)?
  `,
)
const somebody = phrases(String.raw`
    we|us|our|ours|you|your|yours|i|me|my|wir|uns|unser\p{L}*|sie|ihnen|ihr\p{L}*|ich|mir|mich
    mein\p{L}*|du|dir|dich|dein\p{L}*
  `)

const ofTheLetter =
  /(?:reference|case|ticket|incident|job|claim|vorgang|aktenzeichen|zeichen|bearbeitungsnummer|(?:recorded|registered|logged|erfasst|geführt) under|unter der nummer|eh-|#)[^\d]{0,25}[\p{L}\d/-]*\d+|(?:https?:\/\/|www\.)\S+|\S+@\S+|\S+\.(?:com|org|net|de|uk|example)\S*|\+?0\d[\d /()-]{5,}|\+\d[\d /()-]{6,}/gu

/** Whether a clause tells figures: an amount, a time, a number of a train. What only numbers the letter tells nothing. */
export const hasFigures = (low: string): boolean => /\d/.test(low.replaceAll(ofTheLetter, ''))

/** Whether a clause says no. */
export const isRefused = (low: string): boolean => refuses.test(low)

/** Whether a clause gives a reason or a no. */
export const isExplained = (low: string): boolean => explains.test(low) || refuses.test(low)

/** How things stand: the stains are lime, the hall stays shut. */
const ofAThing =
  /^(?:the|der|die|das|both|beide|it|es) .*(?<!\p{L})(?:is|are|was|were|stays?|remains?|has|have|ist|sind|war|waren|bleibt|bleiben|hat|haben|steht|läuft|runs?)(?!\p{L})/u

/**
 * Whether a clause tells something of the matter: a number, a reason, a no, what was done, or how things stand. What
 * is long, or says how a thing stands, and speaks neither to nor of anybody tells something, too.
 */
export function isConcrete(low: string): boolean {
  if (hasFigures(low)) return true
  if (isExplained(low) || given.test(low) || done.test(low) || getan.test(low)) return true
  const words = low.split(/\s+/).length
  return !somebody.test(low) && (words >= 8 || (words >= 4 && ofAThing.test(low)))
}

const known = phrases(
  String.raw`
    the|and|is|are|not|of|to|for|with|you|your|i|we|it|this|that|on|have|will|our|be|at|us|der|das|und
    ich|nicht|ist|ein|eine|mir|zu|auf|mit|für|wir|sie|ihr|ihre|uns|haben|es|bitte|den|dem|im|am
  `,
  'gu',
)
const foreign = phrases(
  String.raw`
    het|een|niet|voor|met|uw|ik|wij|zijn|naar|u|van|le|les|des|vous|nous|est|pour|votre|la|et|que|el|los
    las|por|para|su|con|usted|su|y|il|che|per|non|di|lei|com|não|seu|och|att|det|är|inte|för|vi|på|og
    ikke|nie|jest|na|się|w|z|za|prosimy|nam
  `,
  'gu',
)

/** Whether a text is English or German, as far as its small words tell. */
export const isRead = (low: string): boolean =>
  (low.match(known)?.length ?? 0) >= (low.match(foreign)?.length ?? 0)
