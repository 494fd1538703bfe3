import { phrases } from '../text/phrases.ts'
import { isForAnybody } from './beside-the-matter.ts'
import type { Clause } from './clauses.ts'

const regret = phrases(
  String.raw`
    sorry|gutted|sadness|sad to|terrible|awful|apolog\w+|regret\w*|forgive|pardon|ashamed|entschuldig\w*
    leid|bedauer\w*|verzeih\w*|pardon|um nachsicht|so what happened
    not (?:the|what|how|good enough|ok|okay|acceptable)[^.]{0,60}
    (?:should|must) (?:not|never) (?:have )?(?:happen(?:ed)?|be(?! able))
    shouldn't (?:have )?(?:happen(?:ed)?|be(?! able))
    hätte[n]? (?:\p{L}+ ){0,4}nicht (?:passieren|geschehen|vorkommen|sein) dürfen
    (?:darf|sollte) (?:\p{L}+ ){0,3}nicht (?:passieren|sein|vorkommen)|let you down|fell short
    disappoint\w*|frustrat\w*|upset\w*|annoy\w*|inconvenien\w*|unannehmlichkeit\w*|umstände
    ärger(?:lich|nis|nisse)?|enttäusch\w*|unangenehm|peinlich|unerfreulich\w*|oh no|oh nein|oje|ouch
    yikes
  `,
)

const invitation = phrases(
  String.raw`
    (?:check|see|look in|schau\w*|sehen) (?:\p{L}+ ){0,4}(?:inbox|dms?|messages|postfach|nachrichten).*
    .*(?:sent|send|written|schick\w*|geschickt|geschrieben) (?:you|ihnen|dir) (?:a|an|eine
      per) .{0,14}(?:dm|pm|pn|direct message|private message|direktnachricht|privatnachricht).*
    (?:please |just |kindly |do |feel free to |you can |you may |could you |can you |would you |if you (?:could |can |would )?
      simply )+(?:also )?(?:please )?(?:dm|pm|direct message|message|send|drop|write|contact|call|ring
      phone|e-?mail|mail|reach|get in touch|let us know|let me know|share|provide|pop|visit|use|fill
      follow|chat|give us|tell us|reply|respond|forward|include|quote|supply|ping|text|slide|check your
      bear|reach out|speak|talk|come back|click|go to|see|try)(?: .*)?
    (?:dm|pm|message|e-?mail|call|write to|contact|ping|text) (?:us|me|our)\b.*
    (?:send|drop|shoot|give|pop) (?:us|me) .*|(?:get|stay|be) in touch.*|reach out.*|slide into.*
    let us know.*|follow (?:us|back).*
    (?:via|by|per|in a|in the) (?:dm|pm|dms|direct message|private message).*|our dms are open.*
    (?:bitte )?(?:schreib\w*|schick\w*|send\w*|kontaktier\w*|ruf\w*|meld(?!et sich)\w*|teil\w*|gib\w*
      geben|nenn\w*|nutz\w*|füll\w*|wend\w*|besuch\w*|folg\w*|hab\w*
      komm\w*) (?:sie |du )?(?:sich |dich |uns |mir |einfach |doch |gern[e]? |kurz |bitte |jederzeit )+(?:\p{L}
      $).*
    bitte (?:\p{L}+ )?(?:um|ihre|deine|eine|per|via|wenden|nutzen|senden|schicken|kontaktieren|melden
      schreiben|teilen|geben|haben|füllen|rufen|folgen|nennen).*
    (?:können|könntest|könnten|würden|kannst|magst|mögen|wollen) (?:sie|du) (?:uns|mir|sich|dich|bitte
      ihre|deine|kurz|gern[e]?)(?: .*)?
    (?:per|via|eine|als) (?:pn|dn|dm|direktnachricht|privatnachricht|privater nachricht)(?: .*)?
    (?:erreichen|kontaktieren|finden) (?:sie|du) uns.*
    wir sind (?:\p{L}+ )?(?:erreichbar|für sie da|für dich da).*
    steh(?:e|en) (?:\p{L}+ ){0,5}(?:zur verfügung|bereit)
    our (?:team|hotline|lines?|customer \p{L}+) (?:is|are) (?:open|available|here).*
    you (?:can|may) (?:also )?(?:reach|call|find|contact) (?:us|me).*
  `,
)

/** Questions for what tells us who somebody is, or how to reach them, are an invitation too. */
const askedDetails =
  /(?:order|booking|account|customer|reference|phone|contact|ticket|tracking|policy|member\w*|case)[ -]?(?:number|no|id|details|reference|code|info\w*)|your (?:details|name|number|e-?mail|address|post ?code|info\w*)|more (?:details|information|info)|bestell-?(?:nummer|nr)|auftrags-?(?:nummer|nr)|kunden-?(?:nummer|nr)|buchungs-?(?:nummer|code|nr)|vertrags-?nummer|sendungs-?nummer|telefon-?nummer|rufnummer|kontaktdaten|ihre (?:daten|adresse|anschrift|e-mail)|deine (?:daten|adresse|anschrift|e-mail|nummer)|nähere (?:angaben|informationen|details)|mehr (?:details|informationen|infos)|weitere (?:details|informationen|infos|angaben)/

const courtesy = phrases(
  String.raw`
    thank\w*|danke\w*|dank|appreciat\w+|grateful|understand\w*|understood|hear (?:you|this|about)
    can imagine|versteh\w*|verständ\w*|nachvollzieh\w*|received|reached us|eingegangen|erhalten
    case number|vorgangsnummer|aktenzeichen|serious(?:ly)?|ernst|important|wichtig\w*|feedback
    rückmeldung|patien\w+|geduld|hope\w*|hoff\w*
    (?:passed|forwarded|shared) (?:\p{L}+ ){0,6}(?:on|to|with)|weiter(?:geleitet|gegeben)
    geben (?:\p{L}+ ){0,6}weiter|schade|kenntnis|lernen|learn|soon|shortly|schnellstmöglich
    so (?:schnell|bald) wie möglich|in kürze|values?|priority|strive|at heart|am herzen
  `,
)

const hollow = phrases(
  String.raw`
    take it from (?:there|here)|right people|aware|internally|update you
    keep you (?:posted|updated|informed)
    (?:let|told|tell|informed) (?:\p{L}+ ){0,3}(?:manager|team|boss|colleagues?|kitchen|staff)(?: .*)?
    (?:get|see) (?:why|how|that) you|intern(?:e[nrs]?)?|made me (?:sad|think)|who we (?:want to be|are)
    how you feel|kenntnis(?: genommen)?|auf dem laufenden|dran|hör\w* von uns|thank\w*|danke\w*|dank
    vielen dank|appreciat\w+|grateful|understand\w*|understood|understandabl\w*|hear (?:you|this|about)
    can imagine|imagine how|feel for you|empathi\w+|sympathi\w+|versteh\w*|verständ\w*|nachvollzieh\w*
    vorstellen|nachempfinden|(?:very |extremely |really |so |that )*serious(?:ly)?|ernst|wichtig\w*
    important|matters? to us|care (?:about|deeply)|priority|priorität|committed|commitment|striv\w+
    standards?|anspruch|values?|wert|schätzen
    (?:pass|passed|passing|forward\w*|shar(?:e|ed|ing)|rais(?:e|ed|ing)|fed|feed|flag(?:ged|ging)?
      relay\w*|log(?:ged|ging)?|noted|noting) (?:\p{L}+ ){0,6}(?:on|to|with|back|over|along|this|it|your
      that|team\w*|department)(?: .*)?
    (?:weiter(?:ge|zu)?(?:leit\w*|geb\w*|gegeben)|weiterleiten|leiten (?:\p{L}+ ){0,6}weiter
      geben (?:\p{L}+ ){0,6}weiter|aufgenommen|notiert|vermerkt|zur kenntnis)
    look(?:ing|s|ed)? (?:in)?to|looking at (?:this|it)|investigat\w+|review(?:ing)?
    working (?:on|hard|to)|work(?:ing)? around the clock|on (?:it|the case)|in bearbeitung|prüfen
    prüfung|geprüft wird|kümmern|kümmert sich
    (?:arbeiten|bearbeiten|arbeitet) (?:\p{L}+ ){0,6}(?:daran|hochdruck|lösung|anliegen|intern)?
    nehmen uns|am herzen|verbesser\w*|improv\w+|do better|better (?:next|in)|learn (?:from)?|lernen
    feedback|rückmeldung|soon|shortly|asap|as (?:quickly|soon|fast) as (?:possible|we can)|in due course
    get back to you|be in touch|hear from us|come back to you
    (?:will|'ll|to) (?:\p{L}+ )?(?:respond|reply|answer)|antworten|melden uns|melde mich|meldet sich
    zurück(?:melden|kommen)|auf sie zu(?:kommen)?|schnellstmöglich|baldmöglichst
    so (?:schnell|bald|rasch) wie möglich|in kürze|umgehend|zeitnah|bald|demnächst|patien\w+|geduld
    bear with|hope\w*|hoff\w*
    (?:here|happy|glad|keen|like|love|want|able|try|trying|best
      do everything we can) (?:\p{L}+ ){0,4}(?:to )?(?:help|assist|support|listen
      make (?:this|it|things) right|put (?:this|it|things) right|turn this around|resolve
      fix (?:this|it)|sort (?:this|it)|hear)
    help(?:en)?|weiterhelfen|hilfe|assist\w*|unterstütz\w*|make (?:this|it|things) right
    put (?:this|it|things) right|wiedergutmach\w*
    (?:we|we've|have|has|is|was|safely) (?:\p{L}+ ){0,2}received|receipt of|reached us|got your
    eingegangen|erhalten|eingetroffen|aufmerksam\w*|hinweis\w*|bringing (?:this|it)|reaching out
    getting in touch|letting us know|taking the time|attention|valued?|loyal\w*|treu\w*|vertrauen|trust
    customers?(?: service| care| experience| satisfaction)?
    kund(?:e|en|in|innen|enzufriedenheit|enservice)|zufrieden\w*|satisf\w+|experience\w*|erfahrung\w*
    erlebnis\w*|situation|anliegen|concern\w*|feelings?|case number|reference (?:number )?(?:is|for)
    ticket|vorgangsnummer|aktenzeichen|bearbeitungsnummer|eh-\d+
    (?:right|relevant|responsible|appropriate) (?:team|department|people|colleagues?)
    zuständige\p{L}* (?:\p{L}+ ){0,2}\p{L}+|fachabteilung|passiert|happened|expect(?:ed|ations?)?
    deserve\w*|better|besser\w*|gern(?:e)?|freu\w*|schade|gut(?:en|e)? (?:tag|abend)|welcome|always
    immer|da für|for you|für (?:sie|dich) da
  `,
)

export const isRegret = (low: string): boolean => regret.test(low)

/** Whether a clause asks the other to get in touch, to go to another channel, or to say who they are. */
export const isInvitation = (low: string): boolean =>
  !ofTheMatter.test(low) && (invitation.test(low) || (low.endsWith('?') && askedDetails.test(low)))

/** What only the customer can show or tell of the matter itself: asking for that is a question, and no invitation. */
const ofTheMatter = phrases(
  String.raw`
    photos?|pictures?|videos?|receipts?|invoices?|screenshots?|serial(?: number)?|model(?: number)?
    meter reading|error (?:code|message)|proof|measure\w*|which (?!team)\p{L}+
    what (?:exactly |colou?r |size |happens|does it|kind)|since when|how (?:long|often|many|much)|fotos?
    bilder?|rechnung|kassenbon|quittung|beleg\w*|seriennummer|modell(?:nummer)?|typenschild|zählerstand
    fehler(?:code|meldung)|nachweis\w*|seit wann|wie (?:lange|oft|viele?)
    welche[rsnm]? (?!team|abteilung)\p{L}+
  `,
)

/** A question on the matter itself. */
export const isQuestion = ({ low }: Clause): boolean =>
  low.endsWith('?') &&
  !/^(?:ok|okay|right|is that ok|in ordnung|how can (?:we|i) (?:help|make|put|turn|win)|(?:could|can|would) you (?:please )?(?:tell|share|let|give|send|like|be willing|mind)|would you|may (?:we|i)|what happened|was ist (?:denn |genau )*passiert|wie können wir|können sie uns|kannst du uns|mögen sie|magst du|dürfen wir|darf ich|is there anything else|(?:can|may|could) i help|kann ich (?:sonst|ihnen|noch)|sonst noch|wie können wir (?:ihnen )?helfen)/.test(
    low,
  )

/** Whether a clause is regret, courtesy or an invitation: where nothing else is said, these stand in its place. */
export const isExcuse = (low: string): boolean =>
  isRegret(low) || isInvitation(low) || courtesy.test(low) || hollow.test(low) || isForAnybody(low)

/** Whether what a clause says could stand in any reply to anybody: thanks, understanding, assurances. */
export const saysNothing = (low: string): boolean =>
  hollow.test(low) || regret.test(low) || low.split(/\s+/).length <= 2
