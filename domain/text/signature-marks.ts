/*
 * How a signature shows itself at the end of a mail: the delimiter of RFC 3676 section 4.3, the lines that
 * telephones add, the footers of mailing lists. A line of somebody's own words never looks like one of these.
 */

const device = new RegExp(
  `^[*_<]*(?:${[
    "sent from (?:my|mail for|the all new) (?:[\\w’'+./-]+\\s*){1,5}",
    'sent (?:from|via|with) (?:outlook|yahoo mail|gmail|proton ?mail|samsung|the fastmail|aol|blue ?mail|spark|k-9)[^.!?]{0,40}',
    '(?:get|download) outlook for (?:ios|android|mac)',
    'von meinem [^.!?]{1,40} gesendet|gesendet (?:von|mit|aus|über) [^.!?]{1,60}|diese nachricht wurde von meinem [^.!?]{1,40} gesendet',
    'outlook für (?:ios|android) (?:beziehen|herunterladen|abrufen)|holen sie sich outlook für (?:ios|android)',
    'envoyé (?:de|depuis|à partir de) (?:mon|ma|yahoo|outlook|courrier)[^.!?]{0,40}|télécharg(?:er|ez) outlook pour (?:ios|android)',
    '(?:enviado|enviada) (?:desde|do|de|a partir do|pelo) (?:mi|meu|minha|yahoo|outlook|correo)[^.!?]{0,40}|obtener outlook para (?:ios|android)',
    'inviato (?:da|dal|dal mio) [^.!?]{1,40}|(?:scarica|ottieni) outlook per (?:ios|android)',
    'verstuurd vanaf [^.!?]{1,40}|verzonden (?:vanaf|met|via) [^.!?]{1,40}',
    'skickat från [^.!?]{1,40}|sendt fra (?:min|mit|mail|outlook)[^.!?]{0,40}|hämta outlook för (?:ios|android)',
    'lähetetty [^.!?]{1,30}(?:sta|stä|lta|ltä)|wysłane z [^.!?]{1,40}|odesláno z [^.!?]{1,40}',
    "отправлено (?:с|из) [^.!?]{1,40}|στάλθηκε από [^.!?]{1,40}|[^.!?]{1,30}(?:’|')?(?:dan|den|tan|ten|umdan) gönderildi",
    '发自我的[^。！？]{1,20}|發自我的[^。！？]{1,20}|[^。！？]{1,20}から送信|나의 [^.!?]{1,20}에서 보냄',
  ].join('|')})[.>*_]*(?:\\s?<https?:[^<>\\s]*>)?$`,
  'iu',
)

/** "Sent from my iPhone", and never "Sent from my desk, is much easier". */
export const isDeviceLine = (line: string): boolean => line.length <= 120 && device.test(line)

/** "-Grace Hopper": a name set off by a dash without a space, as no list of points is written. */
export const isDashedName = (line: string): boolean =>
  line.length <= 60 && /^[-–—~]\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u.test(line)

/**
 * What a line says about the lines under it. `certain` is the delimiter itself, with its trailing space;
 * `loose` is the same after a mail program has trimmed it, which may as well be somebody's dividing line;
 * `footer` is the rule above the small print of a mailing list.
 */
export function delimiterIn(line: string): 'certain' | 'loose' | 'footer' | undefined {
  if (line === '-- ') return 'certain'
  const bare = line.trim()
  if (bare === '--' || bare === '—' || bare === '- --') return 'loose'
  return /^_{10,}$/.test(bare) ? 'footer' : undefined
}

/** Nobody's signature is longer; what is longer is a letter under a dividing line. */
const longest = { certain: 25, loose: 12, footer: 10 }

/** Whether these lines, blank ones left out, may stand under such a delimiter. */
export function isSignature(delimiter: 'certain' | 'loose' | 'footer', under: string[]): boolean {
  const [first] = under
  if (first === undefined || under.length > longest[delimiter]) return false
  if (delimiter === 'certain') return true
  if (delimiter === 'footer') return under.some((line) => /https?:\/\/|\S@\S|unsubscribe/i.test(line))
  return first.length <= 60 && !/[.!?。]$/u.test(first.trim())
}
