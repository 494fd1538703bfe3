import { inOneLine, phrases } from '../text/phrases.ts'

// All of these read small letters: to tell capitals and small ones apart and then not to is slow.

const any = (list: string) => phrases(list, 'gu')

/** That it is ours: in so many words, in English and German. “If” and “any” take it back again, and are looked for apart. */
export const owning = any(
  String.raw`
    our (?:own )?(?:mistake|fault|error|failure|oversight|responsibility|doing|job)
    (?:my|mine|ours)(?: own)? (?:mistake|fault|error|to (?:put right|mend|fix|sort))
    (?:i|we) (?:take|accept|have) (?:full )?responsibility
    (?:that|this|it)(?:'s|’s| is| was) (?:on us|our (?:mistake|fault|job)|ours)
    (?:i|we) (?:got|had) (?:this|it|that|your \p{L}+) wrong
    (?:i|we)(?: have|'ve|’ve)? (?:failed|forgot(?:ten)?|missed|overlooked|lost|mislaid
      sent you the wrong|broke|let you down|kept you waiting|made a mistake|did not|didn'?t|never)
    we should (?:have|not have|never have)|we owe(?:d)? you|you were right|you are right
    unser(?:e|en|em)? (?:fehler|schuld|versäumnis|verantwortung|versehen)
    (?:liegt|lag) (?:ganz |allein )?(?:an|bei) (?:uns|mir)|geht auf (?:unsere|meine) kappe
    (?:dafür )?(?:übernehme ich|übernehmen wir|tragen wir|trage ich) (?:die )?(?:volle )?verantwortung
    (?:wir|ich) (?:haben|habe) (?:[\p{L}\d,-]+ ){0,8}(?:versäumt|vergessen|übersehen|verpasst
      verschlampt|verloren|falsch|nicht|versprochen|warten lassen|im stich gelassen|keinen?)
    (?:wir|ich) hätten? (?:[\p{L}\d,-]+ ){0,10}(?:müssen|sollen|dürfen)
    hätten wir (?:[\p{L}\d,-]+ ){0,10}(?:müssen|sollen|dürfen)|(?:da )?haben sie recht|sie haben recht
    das ist unsere sache
  `,
)

/** To come back, also without news. */
export const comingBack = any(
  String.raw`
    (?:(?:i|we|he|she)(?:'ll|’ll| will| am going to| shall)?
      (?!you|they|it|sie|please|bitte)\p{L}+(?:'ll
      ’ll| will)) (?:then |also |personally |still )*(?:call|ring|phone|write|write to|update|tell
      let you know|report|come back|get back|be back|check in|follow up|contact|message|email|e-mail
      keep you (?:posted|updated|informed))
    (?:you(?:'ll|’ll| will)) (?:then )?(?:hear|get a call|have (?:a call|news|an answer|word))
    even if (?:there is|i have|we have|nothing|there’s|there's) (?:no |nothing )?(?:news|new)?
    with or without news|(?:melde|meldet|melden) (?:mich|sich|uns)
    (?:rufe|ruft|rufen) (?:sie|dich|ihnen)|schreib(?:e|t|en) (?:ich |wir )?(?:ihnen|dir)
    (?:ihnen|sie|dich) (?:an|zurück)?(?:zu)?rufen
    (?:halte|halten) (?:ich |wir )?(?:sie|dich) .{0,30}laufenden
    hören sie (?:\p{L}+ ){0,4}von (?:mir|uns)|(?:gebe|geben) (?:ich |wir )?(?:ihnen|dir) .{0,20}bescheid
    auch wenn (?:es )?(?:noch )?nichts neues|auch ohne neuigkeiten
  `,
)

/** Said to nobody: that somebody has come back “even if there is no news” needs no day. */
export const evenWithoutNews = any(
  String.raw`
    even if (?:there is|there’s|there's|i have|we have) (?:no|nothing).{0,8}|with or without news
    auch wenn (?:es )?(?:noch )?nichts neues.{0,8}|auch ohne neuigkeiten
  `,
)

/** What spoils a reply, whatever else it says; each in English and German. */
export const spoiling = {
  /** An apology for what the other may have felt. */
  'if-you': any(
    String.raw`
      (?:sorry|apolog\p{L}+|regret\p{L}*|forgive)[^.!?\n]{0,40}?\bif (?:you|this|that|we|there|any|our)
      if you (?:were|felt|feel|have been|are) (?:\p{L}+ )?(?:offended|upset|inconvenienced|disappointed
        unhappy|affected|dissatisfied|made to feel)
      any inconvenience(?: (?:this|it|we|you|that)? ?(?:may|might|could) have[^.!?\n]{0,20})?
      (?:entschuldig\p{L}*|leid|bedauer\p{L}*|verzeih\p{L}*)[^.!?\n]{0,40}?(?:falls|sollten? sie
        wenn sie sich|sofern)
      (?:falls|sollten) sie (?:sich )?(?:[\p{L}]+ ){0,4}(?:unannehmlichkeiten|gestört|verletzt
        enttäuscht|unzufrieden|geärgert|gefühlt)
      (?:etwaige|eventuelle|mögliche|eventuell entstandene)[nr]? unannehmlichkeiten
    `,
  ),
  /** It happened by itself, or it was the other. */
  'passive-blame': any(
    String.raw`
      mistakes (?:were|have been) made|you (?:should|could|ought to) have
      you (?:failed|forgot|neglected|omitted) to
      you (?:did not|didn['’]?t|have not|haven['’]?t) (?:read|tell|told|provide|provided|follow|followed
        check|checked|use|used|register|inform|informed|enter|return|reply|replied|respond|give|given
        let us know)
      your (?:own )?(?:failure|error|mistake|misuse|negligence|fault)
      (?:there (?:was|has been|seems to have been|must have been)
        due to) (?:an? |some )?(?:misunderstanding|miscommunication|confusion|mix-?up)
      you (?:seem|appear) to have (?:misunderstood|misread|overlooked|forgotten)
      es wurden fehler gemacht
      es (?:kam|ist) (?:\p{L}+ ){0,3}zu (?:einem |einer |\p{L}+ )?(?:missverständnis\p{L}*
        unstimmigkeit\p{L}*|verzögerung\p{L}*|fehlern)(?: gekommen)?
      sie hätten (?:[\p{L}\d,-]+ ){0,8}(?:müssen|sollen|können)
      sie haben (?:es )?(?:leider )?(?:[\p{L}\d]+ ){0,4}(?:versäumt|vergessen|übersehen|missverstanden)
      (?:ihr|ihrem) (?:eigene[rsn]? )?(?:versehen|fehler|verschulden|versäumnis)
    `,
  ),
  /** A rule instead of a reason. */
  'per-policy': any(
    String.raw`
      (?:as )?per (?:our |company |the |your )?(?:polic(?:y|ies)|terms|guidelines|procedures?)
      (?:due to|according to|in line with|in accordance with|under|because of) (?:our|company
        the company['’]?s?|internal) (?:\p{L}+ )?(?:polic(?:y|ies)|procedures?|terms(?: and conditions)?
        guidelines|rules)
      (?:our|company|the) policy (?:is|states|says|does not|doesn['’]?t|requires|prevents|forbids)
      it(?:'s|’s| is) (?:against )?(?:our|company) policy
      (?:laut|gemäß|nach|aufgrund|wegen|entsprechend) (?:unseren?|unserer|den|der|unsere
        internen) (?:\p{L}+ )?(?:richtlinien?|agb|vorgaben|geschäftsbedingungen|vorschriften|regularien
        bestimmungen|bedingungen)
      unsere (?:richtlinien|vorgaben|agb|bestimmungen|regularien) (?:sehen|erlauben|lassen|sieht)
    `,
  ),
  /** Less believed than heard. */
  doubt: any(
    String.raw`
      you (?:claim|allege|maintain|assert)(?:ed|s)?|(?:your )?alleg(?:ed|edly|ation|ations)
      supposed(?:ly)?|so-called|purported(?:ly)?|are you (?:quite )?sure
      if (?:what you say|that|this|your account) is (?:really )?(?:true|correct|so)
      (?:we|i) (?:have|can find|find|see|hold) no (?:record|evidence|proof|trace)
      there is no (?:record|evidence|proof)|(?:we|i) (?:find|found) (?:it|this|that) hard to believe
      according to our (?:records|system)
      our (?:records|system) (?:show|shows|say|says|indicate|indicates)|(?:sie|wie sie) behaupten
      ihre[rn]? (?:behauptung|angeblich\p{L}*)|angeblich\p{L}*|vermeintlich\p{L}*
      sind sie (?:sich )?(?:\p{L}+ )?sicher|(?:uns|mir) liegt (?:\p{L}+ )?kein\p{L}* .{0,30}?vor
      wenn das (?:wirklich )?stimmt|(?:laut|nach) unsere[nr] (?:unterlagen|daten|system\p{L}*)
      können wir (?:so )?nicht nachvollziehen|nicht glauben
    `,
  ),
  /** A joke to somebody who is angry, or in danger. */
  humour:
    /haha\p{L}*|(?<!\p{L})(?:lol|rofl|just kidding|no biggie|oops(?:ie)?|whoops|hihi|hoppla|ups|kleiner scherz|spaß beiseite|war nur spaß)(?!\p{L})|[😂🤣😅😆😉😜😝🙃😎]|(?<=\s|^)[;:]-?[)dp](?=\s|$|[.,!])/gu,
  /** Cheer where somebody came to harm. */
  exclamation: /!+/gu,
} satisfies Record<string, RegExp>

const kind = inOneLine(String.raw`
  (?:(?:your|ihre?n?|deine?n?|the|die|ihr) )?(?:full |vollständige[nr]? |current |private )?(?:(?:phone
    mobile|telephone|contact|account|customer|order|booking|reference|card|passport|policy) (?:number|no
    details|reference)s?
  order id|e-?mail(?: address)?|(?:postal |home |billing |delivery )?address|postcode|zip code
  date of birth|birth date|full name|surname|iban|bank details|telefonnummer|handynummer|rufnummer
  kundennummer|bestellnummer|auftragsnummer|buchungsnummer|vertragsnummer|kontonummer|kartennummer
  e-?mail-?adresse|mailadresse|anschrift|adresse|postleitzahl|plz|geburtsdatum|bankverbindung
  vollständigen namen|nachnamen)
`)
const asked = inOneLine(String.raw`
  (?:send|give|tell|share|provide|reply with|respond with|confirm|post|include|quote
  let (?:us|me) (?:know|have)|what(?:'s|’s| is)|may i have|can (?:we|i) have|could (?:we|i) have|need
  require|nennen|geben|schicken|senden|teilen|mitteilen|schreiben|posten|bestätigen|brauchen|benötigen
  wie lautet|lauten|angeben)
`)

/** Asking for what nobody should write where everybody reads; German may put the verb last. */
export const askingForData = any(
  String.raw`
    ${asked}[^.!?\n]{0,40}?${kind}
    ${kind}[^.!?\n]{0,40}?(?:mitteilen|nennen|schicken|senden|angeben|schreiben|posten)
  `,
)

/** Said with it, it is asked for in private. */
export const inPrivate = any(
  String.raw`
    in private|privately
    (?:by|via|in a|through a?|a|send us a|by a) ?(?:dm|dms|pm|direct message|private message)|dm(?: us)?
    inbox|e-?mail us|per (?:dm|pn|pm|direktnachricht|privatnachricht|e-?mail|mail)|direktnachricht
    privatnachricht|privat|unter uns|persönliche[nr]? nachricht
  `,
)

/** How somebody writes who is angry. */
export const anger = any(
  String.raw`
    furious|angry|anger|outrage\p{L}*|disgust\p{L}*|disgrace\p{L}*|unacceptable|ridiculous|fed up
    appalling|pathetic|useless|rude|worst|never again|shame on|scandal\p{L}*|livid|fuming|had enough
    sick of|wtf|joke|wütend|stinksauer|sauer|unverschämt\p{L}*|frechheit|unmöglich|inakzeptabel
    unfassbar|lächerlich|skandal\p{L}*|schande|schlimmste\p{L}*|nie wieder|reicht(?:['’]?s| es)?
    katastroph\p{L}*|saftladen|abzocke|zum kotzen|schnauze voll|dreist\p{L}*
  `,
)
