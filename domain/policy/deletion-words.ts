import { inOneLine, phrases } from '../text/phrases.ts'

/** Words for taking something away. */
const removing =
  /^(delet\w*|remov\w*|retract\w*|withdraw\w*|withdrew|withdrawn|erase\w*|unpublish\w*|take|taken|taking)$/
/** Words for what somebody published. */
const published =
  /^(posts?|posting|reviews?|videos?|tweets?|comments?|publication|publicity|story|stories|article|thread|online|public|content|critici[sz]m|songs?|down)$/
/** Words that say it all. */
const plain = /^(takedown|unpublish\w*|postdeleted|deletepost)$/

/** Whether a name, with one of its values, speaks of taking down what a customer published: `condition: delete-post`. */
export function meansDeletion(name: string, value = ''): boolean {
  const words = `${name} ${value}`
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  if (words.some((word) => plain.test(word))) return true
  return words.some((word) => removing.test(word)) && words.some((word) => published.test(word))
}

const post = inOneLine(String.raw`
  (?:(?:your|the|this|that|those|these|ihr\w*|dein\w*|eur\w*|de[nrms]|das|die
    diese\w*) )?(?:\p{L}+ ){0,2}(?:posts?
  postings?|reviews?|tweets?|comments?|videos?|threads?|ratings?|stor(?:y|ies)|complaints?|criticism
  beitr(?:ag|äge)|bewertung(?:en)?|rezension(?:en)?|kommentare?|kritik|beschwerde)
`)
const orIt = String.raw`(?:${post}|it|them|ihn|sie|es)`
const takesDown = new RegExp(
  inOneLine(String.raw`
    (?<!\p{L})(?:(?:delete[ds]?|deleting|unpublish\w*|tak(?:e|es|ing) down) ${orIt}
    (?:remov(?:e[ds]?|ing)|retract\w*|withdraw\w*|edit(?:ed|ing)?|chang(?:e|ed|ing)
      correct(?:ed|ing)?) ${post}
    tak(?:e|es|en|ing) ${orIt} (?:down|offline)
    ${post}(?: \p{L}+){0,6} (?:gone|deleted|removed|taken down|offline|gelöscht|entfern(?:t|en)|löschen
      zurück(?:nehmen|ziehen|genommen|gezogen)|herunter\p{L}*|rausnehmen|ändern|geändert|anpassen
      korrigieren)
    (?:ihn|sie|es) (?:gelöscht|löschen|offline)|löschen sie ${orIt}|entfernen sie ${post})(?!\p{L})
  `),
  'u',
)

/** One thing hangs on another: before it, or in return for it. */
const hangsOn = phrases(String.raw`
    if you|once you|once the|once your|as soon as|provided|on condition|in return|in exchange|when you
    after you|unless|until you|only (?:if|when|after)|we (?:can|will) only|before we|wenn sie|wenn du
    wenn ihr|sobald|sofern|falls|nachdem|im gegenzug|unter der bedingung|vorausgesetzt|erst(?: dann)?
    nur(?: dann)?(?:,)? wenn|bevor wir|solange
  `)
/** What is left to the other, and nothing hangs on it. */
const leftToThem = phrases(String.raw`
    either way|anyway|whatever you|whether or not|regardless|(?:if|when) you (?:like|want|wish|prefer)
    no matter|so oder so|unabhängig davon|in jedem fall|ohnehin|wenn sie (?:mögen|möchten|wollen)
    wenn du (?:magst|möchtest|willst)
  `)

/** Whether a sentence lets help hang on somebody's taking down what they published, in English or German. */
export function asksToTakeDown(sentence: string): boolean {
  const low = sentence.toLowerCase()
  return takesDown.test(low) && hangsOn.test(low) && !leftToThem.test(low)
}

const praise = phrases(String.raw`
    (?:five|5|four|4)[- ]?stars?
    (?:good|great|positive|nice|kind|better|favou?rable|glowing) (?:review|rating|feedback|comment|word
      mention)s?
    (?:fünf|5|vier|4)[- ]?sterne?\p{L}*
    (?:gute|positive|nette|bessere|freundliche|tolle)[nrs]? (?:bewertung(?:en)?|rezension(?:en)?
      rückmeldung|kommentare?|worte?)
  `)
const reward = phrases(String.raw`
    voucher|refund\w*|discount|credit|gift|free|compensat\w+|gutschein\p{L}*|rabatt\p{L}*|gutschrift
    erstatt\p{L}*|geschenk\p{L}*|kostenlos\p{L}*|entschädig\p{L}*
  `)

/** Whether a sentence lets help hang on a good review, or pays for one. */
export function asksForPraise(sentence: string): boolean {
  const low = sentence.toLowerCase()
  if (!praise.test(low) || leftToThem.test(low)) return false
  return hangsOn.test(low) || reward.test(low)
}
