import { inOneLine, phrases } from '../text/phrases.ts'

/** What kind of danger a word speaks of; kept in events, so a name here never changes its meaning. */
export const dangers = [
  'fire',
  'smoke',
  'burn',
  'explosion',
  'gas',
  'electric-shock',
  'overheating',
  'injury',
  'hospital',
  'food',
  'poison',
  'choking',
  'allergy',
  'child',
  'medicine',
  'cold',
  'trapped',
  'violence',
  'self-harm',
  'death',
] as const

export type Danger = (typeof dangers)[number]

const words = (list: string) => phrases(list, 'gu')

/** Sayings that hold a word of danger and speak of none, in English and German, in small letters. */
export const sayings: readonly RegExp[] = [
  String.raw`
    (?:you(?:'re| are)?|it(?:'s| is)?|this(?: is)?|that(?:'s| is)?)? ?killing (?:me|us)
    (?:could|would|to) kill for|dressed to kill|killer (?:feature|price|deal)s?
    kill(?:ing)? (?:time|the mood|the vibe)|bringt mich um(?:s leben| den verstand)?
  `,
  String.raw`
    (?:get|got|gets|getting|be|been|being|was|were|is|are|you're) fired(?: up)?
    fired (?:him|her|them|me|you|up|off|away|from)
    fire (?:him|her|them|me|you|that|this|your|the) ?(?:staff|guy|manager|agent|person|employee|people|team)?
    should (?:all )?be fired|(?:under|open|friendly|cease|rapid|quick|hang|back)[- ]?fire
    fire (?:away|sale|tv|stick|tablet|hd|drill|fighter)s?|like a house on fire
    fire ?(?:fox|wall|wire|base|stick)\w*|playing with fire|(?:came|come|coming) under fire
    on fire lately|fire in (?:my|the) belly|gefeuert|feuer und flamme|hand(?:e)? (?:dafür )?ins feuer
    feuert\w* (?:an|ab)|feuerprobe|feuerwerk|feuer(?:abend|pause)
  `,
  String.raw`
    gas(?:[- ](?:bill|bills|price|prices|meter|meters|station|stations|mileage|tariff|supplier
      supply contract|account|contract|provider|company|customer|usage|reading|money|card
      and electric(?:ity)?|grill delivery))
    (?:bill|price|meter|reading|tariff|contract|account) for (?:my |the |our )?gas|step on the gas
    gas(?:rechnung|preis|preise|zähler|zählerstand|vertrag|anbieter|abschlag|tarif|verbrauch|kunde
      kundin|lieferant|umlage|abrechnung|versorger)\w*
    gas (?:geben|gegeben)|gibt gas|vollgas
  `,
  String.raw`
    sick (?:of|and tired|to death|joke|note|leave|day|days|pay)|tired and sick|worried sick
    makes? me sick|sick (?:beat|moves)|zum kotzen|kotzt mich an|krankgeschrieben|krankmeldung
    krank vor ärger
  `,
  String.raw`
    burning (?:question|issue|need|desire|to know)
    burn(?:ed|t|s|ing)? (?:through|out|bridges|my bridges|a cd|a dvd|cash|money|calories|a hole in)
    burn-?outs?
    (?:been |got |felt )?burn(?:ed|t) (?:by|once|before) (?:you|your|this|them|that|the company)?
    slow burn|brennt mir (?:unter|auf) den (?:nägeln|fingern)|ausgebrannt|brennende frage
    verbrannte erde|brandneu\w*|geld verbr\w+|sonnenbrand
  `,
  String.raw`
    smoke and mirrors|smoke[- ]free|no smoking|non-?smoking|smoking (?:room|area|gun)
    smoke (?:break|detector battery)|went up in smoke|nichtraucher\w*|raucherzimmer|rauchfrei
    schall und rauch
  `,
  String.raw`
    (?:shock(?:ed|ing)?) (?:at|by|to (?:see|hear|read|find|learn)|that|how|me|bill|price|how)
    price shock|sticker shock|in shock (?:at|about|over)|bill shock|culture shock|preisschock|schockiert
    kostenschock
  `,
  String.raw`
    blow(?:ing|n|s)? up (?:my|our|the) (?:phone|inbox|notifications|mentions)
    exploding with (?:anger|rage)|explod\w+ in (?:price|popularity)
    (?:prices?|costs?|bills?) (?:have |has )?explod\w+|preise? explodier\w+|kosten explodier\w+
    preisexplosion|kostenexplosion|explodiere gleich|i could explode|about to explode with
  `,
  String.raw`food (?:for thought|delivery|voucher|vouchers|court|processor|order|truck)|cherry[- ]pick\w*`,
  String.raw`
    (?:nearly|almost) (?:had a|gave me a) heart attack|heart attack when i (?:saw|opened|read)
    gave me a heart attack|bleeding (?:money|customers|edge|heart)|cutting[- ]edge
    cut (?:off|corners|costs|me off|us off|short|down)|broke (?:my|our) (?:heart|trust|budget)
    break a leg|pain in the (?:neck|arse|ass|backside)|painful(?:ly)? (?:slow|process|experience)
    add insult to injury|insult to injury|hurt (?:my|our) (?:feelings|wallet|business|budget)
    hurts? to (?:see|say)|wouldn't hurt|it would not hurt|schmerzlich|tut mir (?:in der seele )?weh
    tut das weh|blutige\w* anfänger\w*|blutdruck steigt
  `,
  String.raw`
    dying to
    dead (?:end|line|slow|wrong|easy|pixel|pixels|battery|phone|line|silence|simple|tired|sea|weight)
    deadlines?
    (?:battery|phone|laptop|line|connection|router|device|machine|engine|fridge|freezer|screen|tv
      conversation|thread) (?:just |has |is |was |went |had )?(?:died|dead)
    bored to death|to death with|over my dead body|death by|scared to death
    tod(?:müde|sicher|langweilig|schick)\w*|zu tode (?:gelangweilt|geärgert)|bis zum tod|geist ?tot
    tote leitung|toter winkel|leitung (?:ist )?tot
  `,
  String.raw`
    poison(?:ous)? (?:atmosphere|pill|relationship|chalice)
    toxic (?:culture|atmosphere|relationship|manager|workplace)
    vergiftete(?:s|n)? (?:klima|stimmung|atmosphäre)|giftig(?:e|er|en)? (?:ton|bemerkung|kommentar)\w*
    mitgift
  `,
  String.raw`
    choke (?:on|at) (?:the|your|that) (?:price|bill|cost)|choked (?:up|on (?:my|the) coffee)
    child'?s play|childish\w*|baby (?:tooth|teeth|shower|steps)|kinderspiel|kinderleicht|kindisch\w*
    inner child|poster child|kinderwagen (?:bestellt|gekauft)
  `,
  String.raw`
    allergic to (?:paperwork|phones|bureaucracy|customers|answering|good service)
    allergisch (?:gegen|auf) (?:ausreden|werbung|warteschleifen|papierkram|unpünktlich\w*)
  `,
  String.raw`
    trapped in (?:a|this|your|the) (?:loop|contract|phone menu|queue|menu|chat|subscription)
    stuck in (?:a|the|your) (?:loop|queue|menu|phone)|gefangen im? (?:vertrag|warteschleife|menü)
    in der warteschleife gefangen
  `,
].map(words)

type Entry = { danger: Danger; words: RegExp }

/** Words that speak of danger, in English and German, in small letters. Every form is written out or ended openly. */
const written: readonly [Danger, string][] = [
  [
    'fire',
    String.raw`
      (?:caught|catch(?:es|ing)?|set|sets|on|a|the|small|house|kitchen|electrical|started a|big) fire
      fires?|fire (?:brigade|department|service|engine)s?|firefighters?|flames?|ablaze|in brand|brennt
      brannte|gebrannt|brand(?:geruch|gefahr|stelle|fleck|spuren)?
      (?:küchen|zimmer|wohnungs|kabel|schwel|haus|akku)brand|feuer|feuerwehr|flammen?|in flammen
      abgebrannt|ausgebrannt|angebrannt
    `,
  ],
  [
    'smoke',
    String.raw`
      smok(?:e|es|ed|ing|y)|smoulder\w*|smolder\w*|burning smell
      smell(?:s|ed|ing)? (?:of |like )?burn\w*|qualm\w*
      rauch(?:t|te|en|entwicklung|vergiftung|schwaden)?|raucht|schmort\w*|verschmort\w*|verkohlt\w*
      kokelt\w*|angekokelt
    `,
  ],
  [
    'burn',
    String.raw`
      burn(?:s|t|ed|ing)?|scald(?:ed|s|ing)?|scorch(?:ed|es|ing)?|singed|verbrannt\w*
      verbrenn(?:ung|ungen|t)|verbrüht\w*|verbrühung\w*|brandblasen?|brandwunden?|angesengt
    `,
  ],
  [
    'explosion',
    String.raw`
      explod(?:e|es|ed|ing)|explosions?|blew up|blow(?:n|s|ing)? up|burst into|detonat\w+|explodier\w*
      explosion\w*|in die luft geflogen|hochgegangen
      geplatzt(?:er|e)? (?:akku|glas|scheibe|kessel|flasche)|shattered|zersprungen\w*|zerborsten\w*
    `,
  ],
  [
    'gas',
    String.raw`
      gas (?:leak|leaks|leaking|smell|odou?r|escape|escaping|alarm)|smell(?:s|ed|ing)? (?:of |like )?gas
      leak(?:s|ed|ing)? gas|gas|carbon monoxide|co alarm|gasgeruch|gasleck\w*|gasaustritt|gasalarm
      nach gas|riecht nach gas|gas (?:tritt|strömt|riech)\w*|kohlenmonoxid|co-melder|co-alarm
    `,
  ],
  [
    'electric-shock',
    String.raw`
      electric(?:al)? shocks?|electrocut\w+|(?:got|gave me|given|a|an) shock
      shock(?:ed)? from (?:the|it|touching)|live wires?|bare wires?|exposed (?:wires?|wiring|cables?)
      spark(?:s|ed|ing)?|short[- ]?circuit\w*|stromschl(?:ag|äge)\w*|einen schlag bekommen
      gewischt bekommen|funken(?:flug)?|funkt es|kurzschluss\w*
      blanke\w* (?:kabel|drähte|leitung\w*|stelle)|steht unter strom
    `,
  ],
  [
    'overheating',
    String.raw`
      overheat\w*|melt(?:ed|s|ing)?|red hot|too hot to (?:touch|hold)|swollen battery
      battery (?:is |was )?(?:swollen|swelling|bulging)|überhitz\w*|geschmolzen\w*|schmilzt|glühend\w*
      glüht\w*|aufgebläht\w*|akku (?:ist )?(?:aufgebläht|dick)
    `,
  ],
  [
    'injury',
    String.raw`
      injur(?:y|ies|ed|ing)|hurt|wound(?:s|ed)?|bleed(?:s|ing)?|bled|blood|stitches|fractur\w*
      broken (?:arm|leg|bone|wrist|ankle|finger|foot|nose|tooth|rib|hip)s?
      broke (?:my|his|her|their|an?|the) (?:arm|leg|bone|wrist|ankle|finger|foot|nose|tooth|rib|hip)
      concuss\w+|unconscious|fainted|collapsed|fell (?:down|off|on|through)|sliced (?:my|his|her)
      cut (?:my|his|her|their) (?:hand|finger|foot|leg|arm|face|lip|thumb|head|mouth)s?
      lost consciousness|verletz(?:t|te|ten|ter|ung|ungen)|blut(?:et|ete|en|ung|ig|end)?|geblutet
      wunde[n]?|gebrochen(?:er|e|es|en)? (?:arm|bein|finger|fuß|hand|handgelenk|nase|zahn|rippe|hüfte)
      (?:arm|bein|finger|fuß|handgelenk|nase|rippe|hüfte) gebrochen|gehirnerschütterung|bewusstlos\w*
      ohnmächtig|gestürzt|sturz|geschnitten|schnittwunde\w*|genäht
    `,
  ],
  [
    'hospital',
    String.raw`
      hospital(?:ised|ized)?|ambulance|paramedics?|emergency (?:room|services|doctor)|(?:to|in) the er
      a&e|intensive care|surgery|krankenhaus|notarzt|notaufnahme|rettungswagen|rettungsdienst
      krankenwagen|intensivstation|notruf|klinik
    `,
  ],
  [
    'food',
    String.raw`
      food poisoning|salmonella|listeria|e\.? ?coli|mou?ld(?:y)?|maggots?
      (?:glass|metal|plastic|needle|blade|screw|nail|stone|wire|insect|cockroach|worm|mouse
        rat)s? in (?:my|the|our|her|his|a) (?:food|meal|soup|salad|bread|cereal|baby food|drink|milk|jar
        chocolate|bar|sandwich|pizza|yoghurt|yogurt|burger|rice|cake|muesli|porridge)
      (?:pieces?|shards?|bits?) of (?:glass|metal|plastic)|glass shards?|vomit\w*|threw up|throwing up
      diarrhoea|diarrhea|raw chicken|undercooked|spoiled (?:food|meat|milk)
      got (?:very |really |violently )?(?:sick|ill) (?:after|from)
      (?:sick|ill) after (?:eating|drinking)|lebensmittelvergiftung|salmonellen|listerien|schimmel\w*
      verschimmelt\w*|maden
      glas(?:scherben?|splitter)?(?: im? (?:essen|brot|joghurt|salat|glas|müsli|brei|suppe))
      glas(?:scherben?|splitter)|scherben? im \w+|metall(?:splitter|teil|stück)\w* i[mn] \w+
      plastik(?:teil|stück)\w* i[mn] \w+|erbrochen|übergeben müssen
      muss(?:te|ten)? (?:mich|sich|uns) übergeben|durchfall|verdorben\w*|nicht durchgegart|übel geworden
      magenkrämpfe
    `,
  ],
  [
    'poison',
    String.raw`
      poison(?:ed|ing|ous)?|toxic|chemical (?:burn|smell|spill)|bleach|contaminat\w+
      vergift(?:et|ung|ungen)|giftig\w*|rattengift|giftstoff\w*|gift (?:im?|in|enthalten)|verätz\w*
      kontaminier\w*|verunreinigt\w*
    `,
  ],
  [
    'choking',
    String.raw`
      chok(?:e|ed|es|ing)|suffocat\w+|(?:could|can|couldn't|can't|cannot|unable to|not) breathe
      strangl\w+|swallowed (?:a|the|an|it|some|part|one)|asphyxia\w*|erstick\w*|verschluckt
      keine luft (?:mehr )?bekommen|bekomm\w* keine luft|atemnot|luftnot|stranguliert\w*
    `,
  ],
  [
    'allergy',
    String.raw`
      anaphyla\w+|allergic (?:reaction|shock)|epi-?pen
      undeclared (?:nuts?|peanuts?|allergens?|milk|gluten|sesame|soy)
      (?:nut|peanut|milk|gluten|sesame|egg) allerg\w+|(?:swollen|swelling) (?:face|throat|tongue|lips?)
      allergisch\w* (?:reaktion|schock)\w*|anaphylakt\w+|notfallpen|nicht deklariert\w*
      (?:nuss|erdnuss|milch|gluten|sesam|ei)allergi\w+|hals (?:ist )?zugeschwollen
      geschwollene\w* (?:gesicht|zunge|lippen?)
    `,
  ],
  [
    'medicine',
    String.raw`
      insulin|dialysis|oxygen (?:concentrator|supply|machine)|ventilator|pacemaker|epilep\w+
      life[- ]support|wrong (?:medication|medicine|dose|dosage|pills)|overdose\w*
      heart (?:attack|condition)|stroke|dialyse|sauerstoffgerät|beatmungsgerät|herzschrittmacher
      epilep\w*|falsche\w* (?:medikament|dosis|tabletten)\w*|überdosis|herzinfarkt|schlaganfall
      lebenserhaltend\w*
    `,
  ],
  [
    'cold',
    String.raw`
      (?:no|without) (?:heating|heat|hot water) (?:\p{L}+ ){0,6}(?:baby|newborn|toddler|infant|elderly
        pensioner|child|children|kids?)
      (?:baby|newborn|toddler|infant|elderly \p{L}+|pensioner) (?:\p{L}+ ){0,6}(?:no|without) (?:heating|heat)
      hypothermia|freezing to death
      (?:ohne|keine) heizung (?:\p{L}+ ){0,6}(?:baby|säugling|kleinkind|kindern?|seniorin?)
      (?:baby|säugling|kleinkind) (?:\p{L}+ ){0,6}(?:ohne|keine) heizung|unterkühl\w*|erfroren
    `,
  ],
  [
    'trapped',
    String.raw`
      trapped|locked in
      stuck in (?:the|a|your|this) (?:lift|elevator|toilet|train|carriage|car|tunnel|shaft)
      eingeschlossen|eingeklemmt|steckengeblieben
      im (?:aufzug|fahrstuhl|lift) (?:fest|stecken|eingesperrt)\w*
    `,
  ],
  [
    'violence',
    String.raw`
      assault\w*|attacked (?:me|him|her|us|my)|punched
      hit (?:me|him|her|my (?:son|daughter|child|wife|husband))
      threaten(?:ed)? (?:me|to (?:hit|kill|hurt))|groped|sexual\w* (?:assault|harass\w+)
      harass(?:ed|ment)|stalk\w+|bomb|weapon|(?:with|pulled|had) a knife|belästig\w*|angegriffen
      geschlagen|körperverletzung|tätlich\w*|bedroht\w*|übergriff\w*|mit (?:dem|einem) messer|bombe
      waffe
    `,
  ],
  [
    'self-harm',
    String.raw`
      suicid\w+|kill(?:ing)? myself|end (?:my|it all|my life)|want to die|wish i (?:was|were) dead
      self[- ]harm\w*|take my (?:own )?life|suizid\w*|selbstmord\w*|mich umbringen|umbringen
      nicht mehr leben (?:will|möchte|wollen)|will nicht mehr leben|mir das leben nehmen|sterben will
    `,
  ],
  [
    'death',
    String.raw`
      (?:he|she|they|someone|somebody|customer|passenger|patient|dog|cat) died (?:because|from|of|after)
      could have (?:died|killed)|killed|fatal(?:ly|ity)?|deadly|lethal|dead (?:body|person|dog|cat)
      life[- ]threatening|could have been killed|(?:daran|dadurch|deswegen|fast|beinahe) gestorben
      getötet|tödlich\w*|lebensgefahr|lebensgefährlich\w*|lebensbedrohlich\w*|ums leben gekommen
      in gefahr|dangerous|danger|hazard(?:ous)?|unsafe|gefährlich\w*|lebensgefahr|brandgefährlich\w*
    `,
  ],
]

/** Words that speak of danger, by which. */
export const dangerWords: readonly Entry[] = written.map(([danger, source]) => ({
  danger,
  words: words(source),
}))

const childWords = inOneLine(String.raw`
  child(?:ren)?|kids?|baby|babies|infants?|toddlers?|newborn
  (?:my|our|his|her) (?:little |small |young )?(?:son|daughter|boy|girl)
  (?:\d+|two|three|four|five|six|seven|eight|nine|ten)[- ]year[- ]olds?|kind(?:er|ern|es)?|säugling\w*
  kleinkind\w*|(?:mein|unser|meine|unsere|meinem|meiner)[mnrs]? (?:kleine[nr]? )?(?:sohn|tochter)
  \d+[- ]jährige\w*|enkel\w*
`)

/** Whom danger touches first; by themselves these words say nothing. */
export const children = words(childWords)

/** Any word of danger, or of whom it touches first: a text without one is read in one go. */
export const anyDanger = new RegExp(
  words([...written.map(([, source]) => source), childWords].join('\n')).source,
  'u',
)

/** What may befall a child and is no danger by itself in another sentence. */
export const befallsChild = words(
  String.raw`
    swallow\w*|fell|fallen|falls|alone|lost|missing|left (?:behind|outside|alone)|unsupervised|locked
    stuck|caught (?:his|her|its|their)|crushed|pinched|tipped|tipping|collapsed|snapped|sharp|hot
    screaming|fever|rash|sick|ill|hospital|strap|seat ?belt|car seat|harness|cot|crib|small parts?
    button batter(?:y|ies)|magnets?|verschluck\w*|gefallen|allein|alleine|verloren|vermisst|eingesperrt
    eingeklemmt|gequetscht|umgekippt|kippt|scharf\w*|heiß\w*|schreit|fieber|ausschlag|krank|gurt
    kindersitz|gitterbett|kleinteile|knopfzelle\w*|magnete?
  `,
)
