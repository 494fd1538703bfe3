import type { PersonalSpan } from './personal-span.ts'

const name = String.raw`[\p{Lu}][\p{L}'’.-]{0,30}`
const end = String.raw`(?![\p{L}\d])`
const start = String.raw`(?<![\p{L}\d])`

/** How houses are found in the countries that we know: their streets and numbers, post codes with places, and boxes. */
const shapes: readonly RegExp[] = [
  // 12 Abbey Road, 4b St. Mary's Close, 1600 Pennsylvania Ave NW
  String.raw`${start}\d{1,5}[A-Za-z]?,? (?:(?:${name}|\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Gardens|Grove|Mews|Parkway|Pkwy|Highway|Hwy|Alley|Row|Walk|Hill|Park|Nagar|Marg|Colony)\.?${end}`,
  // Musterstraße 12a, Berliner Str. 5, Am Alten Markt 3, Unter den Linden 77
  String.raw`${start}[\p{Lu}][\p{L}.-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|stieg|steig|gata|gatan|vägen|gade|straat|laan|weg) ?\d{1,4} ?[a-z]?${end}`,
  String.raw`${start}(?:${name} ){1,2}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer) \d{1,4} ?[a-z]?${end}`,
  String.raw`${start}(?:Am|An der|Im|In der|Auf dem|Auf der|Unter den|Zum|Zur) (?:${name} ){1,3}\d{1,4} ?[a-z]?${end}(?! ?(?:Uhr|Minuten|Stunden|Tage|Euro|%))(?=[,\n ]{1,3}\d{5})`,
  // 10 rue de la Paix, 3 bis, avenue Foch
  String.raw`${start}\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Ii]mpasse|[Aa]llée|[Qq]uai|[Rr]oute|[Cc]ours|[Pp]assage) (?:(?:de|du|des|la|le|les|l'|d'|et) ?){0,3}${name}`,
  // Calle Mayor 5, C/ de la Luna, 14
  String.raw`${start}(?:[Cc]alle|[Cc]/|[Aa]vda\.?|[Aa]venida|[Pp]laza|[Pp]za\.?|[Pp]aseo|[Cc]arrer|[Rr]onda|[Cc]amino|[Tt]ravesía|[Vv]ia|[Vv]iale|[Pp]iazza|[Rr]ua|[Rr]ue|ul\.) ?(?:(?:de|del|la|las|los|el|do|da|dos) ){0,3}(?:${name} ?){1,4},? ?(?:n[º°.o]{0,2} ?)?\d{1,4}${end}`,
  // Flat 4, House no 12/3, Plot 21, Apt. 45, Suite 300, PO Box 77
  String.raw`${start}(?:[Ff]lat|[Hh]ouse|[Pp]lot|[Dd]oor|[Aa]pt\.?|[Aa]partment|[Ss]uite|[Uu]nit|P\.?O\.? ?[Bb]ox|[Pp]ostfach) (?:(?:[Nn]o|[Nn]umber)\.? ?)?#?\d{1,5}[A-Za-z]?(?:/\d{1,4})?${end}`,
  // SW1A 1AA
  String.raw`${start}(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y]) \d[ABD-HJLNP-UW-Z]{2})${end}`,
  // Springfield, IL 62704
  String.raw`${start}${name}(?: ${name})?,? [A-Z]{2},? \d{5}(?:-\d{4})?${end}`,
  // 10115 Berlin, behind a street; D-10115 Berlin
  String.raw`(?:(?<=\d ?[a-z]?,? ?\n?)(?<=[, \n])|${start}D-)\d{5} [\p{Lu}][\p{L}-]{2,30}`,
  // Mumbai 400 001, PIN 560001
  String.raw`${start}(?:PIN|Pin ?code|pincode)[: ]{1,2}[1-9]\d{2} ?\d{3}${end}`,
  // zip code 94103, PLZ 10115
  String.raw`(?<=\b(?:[Zz]ip(?: [Cc]ode)?|ZIP(?: CODE)?|[Pp]ost ?code|[Pp]ostcode|PLZ|[Pp]ostleitzahl)(?: is| ist)?[: ]{1,2})\d{3,6}(?:-\d{3,4})?${end}`,
].map((shape) => new RegExp(shape, 'gu'))

/** Where somebody lives or has something sent to: streets with numbers, and post codes. */
export function findAddresses(text: string): PersonalSpan[] {
  if (!/\d/.test(text)) return []
  return shapes.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ 0: found, index }): PersonalSpan => ({
      kind: 'address',
      from: index,
      to: index + found.length,
    })),
  )
}
