import { phrases } from '../text/phrases.ts'

/** Where and when anybody is helped, and what anybody is offered: hours, hotlines, help pages, surveys, draws, newsletters. */
const forAnybody = phrases(
  String.raw`
    (?:mon(?:day)?|montag)s? (?:to|through|till|until|bis|–|-) (?:fri|satur|sun|frei|sams|sonn)\p{L}*
    (?:from|von|zwischen|between) \d{1,2}(?:[.:]\d\d)? ?(?:am|a\.m\.|uhr)? ?(?:to|and|until|bis|und|–
      -) ?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|p\.m\.
      uhr)(?=.*(?:open|hotline|line|reach|erreich|geöffnet|service))
    (?:hotline|helpline|customer line|service ?line|opening hours|öffnungszeiten|geschäftszeiten)|24/7
    rund um die uhr|help cent(?:re|er)|hilfe-?(?:center|bereich|seiten?)|faqs?|virtual assistant|chatbot
    virtuelle\p{L}* assistent\p{L}*|survey|umfrage|newsletter|prize draw|monthly draw
    chance (?:of|to) win\p{L}*|verlos\p{L}*|gewinnspiel\p{L}*|sternchen|five stars?|fünf sterne\p{L}*
    leave (?:us )?a review|bewertung\p{L}*|mailbox is not monitored|out of hours
    automated (?:response|reply)|automatische antwort|our app|unsere app|brand new|liaison desk
    lob- und beschwerde\p{L}*
  `,
)

/** How long answers take, whatever they are to. */
const ofTheProcess = phrases(
  String.raw`
    (?:we|our (?:team|office)|wir|unser team) .{0,60}(?:respond|reply|answer|get back|be in touch
      contact you|write to you|antworten|melden uns|bearbeite\p{L}*|zurückmelden) .{0,30}(?:within
      innerhalb|binnen|in the next)
    (?:within|innerhalb|binnen) .{0,40}(?:antworten wir|melden wir uns|reply|response|antwort)|aim to
    endeavou?r to|usually|normally|typically|in der regel|üblicherweise|normalerweise
    bearbeitungszeit\p{L}*|processing times?|(?:can|may|could) take|(?:kann|können) .{0,30}dauern
    up to (?:\d+|\p{L}+) (?:working |business )?(?:days|weeks|hours)
    bis zu (?:\d+|\p{L}+) (?:werk|arbeits)?(?:tage|wochen|stunden)\p{L}*|expect (?:a|to hear|our)
    high volumes?|hohe\p{L}* (?:aufkommen|anfragevolumen)
  `,
)

const onlyIf = phrases(
  String.raw`
    should (?:it|this|your|you|any)\b|if (?:it|this) (?:should )?turns? out
    if (?:it is|we find|an error|any error)
    would (?:naturally |of course |certainly )?(?:want|like|wish) to|sofern|falls sich
    sollten? (?:sich|es|ihre?|wir|uns) .*|behalten wir uns vor|in erwägung
  `,
)

/** Whether a clause says what would be done if it should turn out that something has been: nobody commits to that. */
export const isOnlyIf = (low: string): boolean => onlyIf.test(low)

/** What a house says of itself at all times, or of the times. */
const ofItself = phrases(
  String.raw`
    since (?:1[89]|20)\d\d|seit (?:1[89]|20)\d\d|seit (?:über |mehr als )?\d+ jahren
    for (?:over |more than )?\d+ years
    (?:a|per|each|every|jeden|pro|am) (?:day|week|month|year|morning|tag|woche|monat|jahr)
    every (?:complaint|customer|human|guest|passenger|one of us|parcel)|each and every
    jede[rsn]? (?:kritik|kund\p{L}*|gast|einzelne\p{L}*|hinweis|beschwerde)|heart|herzens?sache
    leidenschaft|passion(?:ate)?|proud|stolz|welcom\p{L}+ you|welcome you|willkommen (?:zu )?heißen
    begrüßen|look(?:ing)? forward|freuen uns (?:auf|darauf)|winter can be|these are|difficult times
    challenging times?|die zeiten sind|trust (?:takes|is)|win (?:it|yours|your trust|you) back
    zurückgewinnen|one day|weeks and months|(?:years|months) ahead|listening|zuversicht\p{L}*
    hard to (?:become|be|win|earn)|hart daran arbeiten|mit hochdruck|we know (?:that|how|what)
    (?:wir|ich) (?:wissen|weiß),? (?:dass|wie|was)|das wissen wir|on behalf of
    im namen (?:aller|des|von)|haben verstanden|matters?|determined|reflects?|our thoughts
    hardest things|never easy|our people|take their course|better than the day before
  `,
)

/** Handed on to people whom nobody names. */
const handedOn = phrases(
  String.raw`
    (?:attention of|made .{0,20}aware|aware of this|taken? (?:this|it) up with
      discuss\p{L}* .{0,30}(?:team|meeting|internally|colleagues)|besprech\p{L}*|besprochen|angesprochen
      zum anlass|sensibilisier\p{L}*)
    (?:escalat\p{L}+|pass(?:ed|ing)?|forward(?:ed|ing)?|refer(?:red)?|rais(?:ed|ing)|log(?:ged)?
      shar(?:ed|ing)|flag(?:ged)?|handed|sent|weitergeleitet|weitergegeben|übergeben
      übermittelt) (?:[^ ]+ ){0,6}(?:(?:appropriate|relevant|right|responsible|concerned|correct|proper
      specialist|internal|other|zuständige\p{L}*|entsprechende\p{L}*|verantwortliche\p{L}*
      richtige\p{L}*|jeweilige\p{L}*) )?(?:teams?|departments?|people|colleagues|management
      fachabteilung|abteilung\p{L}*|stellen?|kolleg\p{L}*|team)
    (?:an|bei) (?:die|den|das|unsere?n?) (?:zuständige|entsprechende|verantwortliche
      richtige)\p{L}* .*(?:weiter|übergeben|übermittelt)\p{L}*
  `,
)

/** Whether a clause, for all its numbers and days, tells nothing of this case: it could stand in any reply to anybody. */
export const isForAnybody = (low: string): boolean =>
  forAnybody.test(low) || ofTheProcess.test(low) || ofItself.test(low) || handedOn.test(low)

const past = phrases(
  String.raw`
    had|did|didn't|arrived|failed|sat|waited|bought|ordered|came|happened|took|went|called|turned|stood
    received|sollte|sollten|hatte|hatten|kam|kamen|lag|lagen|stand|gab|ging|blieb|musste|mussten
    warteten|bestellt|gekauft|gebucht|gewartet|versprochen
  `,
)
const toCome = phrases(
  String.raw`
    will|'ll|won't|going to|is|are|i am|i'm|'s|'re|can|today|tomorrow|by|wird|werden|werde|kommt|kommen
    komme|rufe|ruft|melde|meldet|kann|können|heute|morgen|bis|spätestens|ist|sind|steht|holt|bringt|i've
    we've|have|has|habe|haben wir
  `,
)
const theirs = phrases(
  String.raw`you|your|sie|ihr|ihre[rnms]?|du|dein\p{L}*|our (?:driver|staff|team|colleagues?)|unser\p{L}*`,
)

/** Whether a clause only tells again what the customer has been through: its days and numbers are theirs, and nobody's promise. */
export const isToldAgain = (low: string): boolean =>
  past.test(low) && !toCome.test(low.replaceAll(/(?:haben|hatten) sie/gu, '')) && theirs.test(low)
