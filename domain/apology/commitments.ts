import { inOneLine, phrases } from '../text/phrases.ts'
import type { Clause } from './clauses.ts'

const weekday =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag'
const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember'
const number = inOneLine(String.raw`
  (?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|einer|einem|ein|zwei|drei
  vier|fünf|sechs|sieben|acht|zehn|zwölf|vierzehn)
`)
const span =
  '(?:minute|minuten|hour|stunde|stunden|day|tag|tage|tagen|werktag|werktage|werktagen|arbeitstage|arbeitstagen|week|woche|wochen|month|monat|monate|monaten|working day|business day)s?'

/** A day, an hour or a length of time by which something happens; “soon” and “as quickly as possible” are none. */
const dated = new RegExp(
  inOneLine(String.raw`
    (?<![\p{L}\d])(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|next week
    by (?:the )?(?:end|close) of|heute|morgen(?! früher)|übermorgen|diese woche|nächste woche
    kommende woche|bis ende|(?:${weekday})s?|\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:${month})
    (?:${month}) \d{1,2}|\d{1,2}\.\s?\d{1,2}\.(?:\d{2,4})?|\d{4}-\d{2}-\d{2}
    \d{1,2}/\d{1,2}(?:/\d{2,4})?
    (?:at|by|before|until|um|bis|ab|gegen|vor) \d{1,2}(?:[:.]\d{2})? ?(?:uhr|am|pm|a\.m\.|p\.m\.|o'clock
      h)?(?![\p{L}\d%])
    \d{1,2}(?::\d{2})? ?(?:am|pm|uhr)|noon|midday
    (?:in|within|innerhalb(?: von)?|binnen|in den nächsten|over the next
      in the next) (?:the next )?${number}(?: (?:working|business|bis|to|-|–) ?)?(?:\d{1,3} )?\s?${span}
    (?:${number})[- ]${span} (?:from now|at the latest|spätestens)
    spätestens (?:am|bis|in))(?![\p{L}\d])
  `),
  'u',
)

/** What one does, in English: after “I will”, “we have”, “is being”. */
const acts = inOneLine(String.raw`
    refund(?:ed|ing)?|credit(?:ed|ing)?|reimburse[ds]?|compensat\w+|replac(?:e|ed|ing|ement)
    exchang(?:e|ed|ing)|repair(?:ed|ing)?|fix(?:ed|ing)?|(?:re-?)?send(?:ing)?|(?:re-?)?sent
    left (?:us|our)|ship(?:ped|ping)?|dispatch(?:ed|ing)?|order(?:ed|ing)?|book(?:ed|ing)?
    cancel(?:l?ed|l?ing)?|call(?:ed|ing)? (?:you|the|our|him|her|them)|ring(?:ing)? you|phone you|rang
    check(?:ed|ing)?|found|spoke|spoken|asked|delivered|deliver(?:ing)?|collect(?:ed|ing)?
    pick(?:ed|ing)? (?:it |them |the \w+ )?up|come|comes|coming|visit(?:ed|ing)?|transfer(?:red|ring)?
    paid|pay(?:ing)?|waiv(?:e|ed|ing)|remov(?:e|ed|ing)|correct(?:ed|ing)?|updat(?:e|ed|ing) (?!you)
    chang(?:e|ed|ing)|reset|unlock(?:ed|ing)?|unblock(?:ed|ing)?|reschedul\w+|arrang(?:e|ed|ing)
    install(?:ed|ing)?|reserv(?:e|ed|ing)|stopp(?:ed|ing)|stop|deleted?|reopen(?:ed)?|extend(?:ed|ing)?
    add(?:ed|ing)?|activat\w+|restor(?:e|ed|ing)|reversed?|test(?:ed|ing)?
    escalated? (?:this|it|your \w+) to|write to you|writes? to you|written to|traced?|located?|set up
    issu(?:e|ed|ing) (?:a|you|your|the)|rebook\w*|upgrad\w+|clear(?:ed|ing)|clean(?:ed|ing)
    inspect(?:ed|ing)?|look(?:ed|ing)? (?:it )?up
    taken (?:it|this|that|the (?:\p{L}+ ){1,6})(?:down|off|out|back)|measur\w+|read (?:the|your)
    listened to|went through
  `)

const promised = new RegExp(
  inOneLine(String.raw`
    (?<![\p{L}])(?:(?:i|we|he|she|they|it|who|money|refund|amount|parcel|letter|replacement|technician
      driver|engineer|colleague|manager|team|\p{L}+ (?=left (?:us|our)))(?:'ll|'ve|'m|'re|'s)?
    (?:have|has|had|will|am|are|is|been|being|be|just|now|already|also|personally))(?: (?:will|have|has
      am|are|is|been|being|be|just|now|already|also|then|personally|immediately|directly|gladly|going to
      can|would|to))* (?:${acts})(?![\p{L}])
  `),
  'u',
)

/** What one does, in German: the finite verb or its end of the bracket, with somebody of ours or the passive. */
const german = phrases(String.raw`
    erstatte[nt]?|erstattet|zurückerstattet|überweise[nt]?|überwiesen|ersetze[nt]?|ersetzt|tausche[nt]?
    (?:aus|um)(?:ge)?tausch(?:t|en)|repariere[nt]?|repariert|(?:ver)?schicke[nt]?|(?:ver|ge)schickt
    losgeschickt|zugeschickt|(?:ver)?sende[nt]?|(?:ver|ge|zu)sendet|gesandt|versandt|liefer[en]?n?
    geliefert|nachgeliefert|bestell(?:e|en|t)|nachbestellt|buche[nt]?|gebucht|umgebucht|storniere[nt]?
    storniert|(?:rufe?n?|ruft) (?:sie|dich|ihnen) .{0,40}\ban|zurückrufen|anrufen|angerufen
    rückruf .{0,20}(?:heute|morgen)|(?:ge|über|nach)prüft|nachgesehen|nachgeschaut|gefunden
    herausgefunden|gesprochen|gefragt|nachgefragt|hole[nt]?|abgeholt|abholen
    komm(?:e|en|t) .{0,60}(?:vorbei|zu ihnen)|vorbei(?:kommen|zukommen|bringen|gebracht)|bring(?:e|en|t)
    gebracht|zahle[nt]?|gezahlt|bezahlt|ausgezahlt|gutgeschrieben|schreibe[n]? .{0,40}\bgut|gutschrift
    korrigier(?:e|en|t)|berichtig(?:e|en|t)|geändert|ändere|zurückgesetzt|freigeschaltet|entsperrt
    veranlasst|beauftragt|beauftrage|angestoßen|gestoppt|gelöscht|eingetragen|hinterlegt|verlängert
    aktiviert|repariert|behoben|beheben|ausgebucht|zurückgebucht|umgestellt|eingerichtet|reserviert
    angelegt|übernommen|übernehme|gemessen|gereinigt|abgestellt|ausgestellt|terminiert|verschoben
    schreibe ihnen|melde mich (?:am|bis|heute|morgen|spätestens|um)
  `)

/** Somebody named, or the writer in so many words, who does it. */
const named =
  /(?<!\p{L})(?:[Mm]y colleague|[Oo]ur (?:technician|engineer|driver|manager|workshop lead|head of \p{L}+|team lead(?:er)?|branch manager|\p{L}+ manager|\p{L}+ lead)|[Mm]eine? Kolleg(?:e|in)|[Mm]einen Kollegen|[Mm]einem Kollegen|[Mm]einer Kollegin|[Uu]nsere? (?:Technikerin?|Fahrer(?:in)?|Leiter(?:in)?|Monteurin?|Werkstattleiter(?:in)?|Teamleiter(?:in)?|Filialleiter(?:in)?|\p{L}+leiter(?:in)?))\.?,? (?:Dr\. )?\p{Lu}\p{Ll}+/u
const whoActs = inOneLine(String.raw`
  (?:will|'ll|’ll|is going to|is looking|is on (?:it|this|the case)|calls|rings|comes|writes|owns
  takes (?:this|it|care)|wird|ruft|kommt|übernimmt|kümmert|meldet|prüft|schaut)
`)
const alsoActs = String.raw`(?:has|brings|is on|hat|bringt)`
const fromWhere = String.raw`,? (?:from|of|in|at|who|our|unsere?n?|der|die|aus|vom|von) [^,.!?]{2,40},?`
const aName = String.raw`(?!Kolleg|Mitarbeit|Team|Abteilung|Kund|Fachabteilung|Colleague|Staff|Agent)\p{Lu}\p{Ll}+`
/** Whoever is only addressed so is the customer: somebody of ours does something, or is asked. */
const withTitle = String.raw`(?:Herrn?|Frau|Mr|Mrs|Ms)\.? (?:Dr\. )?${aName}`
/** A name with what they do; one word that only begins a sentence is a name where it says whence, or acts as people do. */
const namedActs = new RegExp(
  inOneLine(String.raw`
    (?<!\p{L})(?:${withTitle}(?:${fromWhere})? (?:${whoActs}|${alsoActs}|möchte|would like|wants)
    (?:[Bb]y|[Ff]rom|[Ww]ith|[Vv]on|[Dd]urch|[Bb]ei|[Mm]it|[Aa]sked|[Gg]ave|[Tt]o|[Aa]n) ${withTitle}
    ${aName} ${aName}(?:${fromWhere})? (?:${whoActs}|${alsoActs})
    ${aName}${fromWhere} (?:${whoActs}|${alsoActs})|${aName} ${whoActs})(?!\p{L})
  `),
  'u',
)
const noName =
  /^(?:We|I|Our|The|This|That|It|They|You|Your|Nobody|Someone|Somebody|Everyone|What|Which|Team|Service|Support|Customer|Wir|Ich|Das|Die|Der|Es|Sie|Ihr|Ihre|Unser|Unsere|Jemand|Niemand|Dies|Diese|Jede[rsnm]?|Every|Each|All|Alle|Trust|Help|Hilfe|Kritik|Everybody|Ein|Eine|Einer|A|An|So|And|Und|There|Here|Nothing|Everything|Alles|Nichts|Man|Was|Wer|Kundenservice|Kundendienst)(?!\p{L})/u
const personally = phrases(String.raw`
    i(?:'m| am| will be|'ll be)? (?:personally|responsible|the one who|in charge|your contact)
    i(?:'ll| will)? own (?:this|it|your)
    (?:i|i'll|i've|i have|i will) (?:personally |taken |take |be taking )+(?:this|it|your|over|care|charge|on)
    (?:this|it) (?:is|stays) (?:mine|with me|my (?:case|job|responsibility))
    i(?:'ll| will) (?:\p{L}+ ){0,8}(?:myself|in person|personally)
    my (?:direct|own) (?:number|line|extension)
    (?:ich|bin ich|bei mir) (?:\p{L}+ ){0,8}(?:persönlich|selbst|selber|zuständig|verantwortlich)
    (?:ihr|ihre|dein|deine) (?:persönliche[r]? )?ansprechpartner(?:in)?|bleibt bei mir|ich übernehme
    liegt (?:jetzt |ab jetzt )?bei mir
  `)

/** What a clause commits to: who, what and by when. */
export type Commitment = { owner: boolean; act: boolean; date: boolean }

/** Words by which what one did not do, or should have done, is told; and what the other is asked to do. */
const notDone =
  /(?<!\p{L})(?:not|never|n't|cannot|should have|ought to have|failed to|without|unable|instead of|haven't|hasn't|didn't|wasn't|weren't|nicht|nie|kein(?:e|en)?|hätten?|statt|ohne|noch nicht|leider keine?)(?!\p{L})|n't(?!\p{L})/u

export function commitmentIn({ low, written }: Clause): Commitment {
  const act = (promised.test(low) || german.test(low)) && !notDone.test(low)
  const owner =
    named.test(written) || (namedActs.test(written) && !noName.test(written)) || personally.test(low)
  return { owner, act, date: dated.test(low) }
}
