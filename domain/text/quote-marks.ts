/*
 * How mail programs announce what they quote, in the languages our customers write. Every pattern looks at
 * one trimmed line, or at a few lines joined by a space; none of them can backtrack badly, and the caller
 * bounds the length.
 */

/** Longer lines are somebody's words, never an announcement. */
const longestMark = 400

const verbs = [
  'wrote|writes|schrieb|a écrit|escribió|ha scritto|scrive|escreveu|schreef|skrev|kirjoitti',
  'napisał\\(a\\)|napisał|napisała|pisze|napsal\\(a\\)|napsal|napsala|napísal\\(a\\)|a scris|írta|yazdı',
  'написал\\(а\\)|написал|написала|пишет|писал\\(а\\)|написав|έγραψε|写道|寫道|님이 작성|さんは書きました',
].join('|')

const endsWithVerb = new RegExp(`(?:${verbs})\\s*[:：]$`, 'iu')
/** Where the verb stands before the name: "Am 3. Mai schrieb Ada <ada@example.org>:", but not "schrieb ich". */
const verbThenName = new RegExp(
  `(?:${verbs})(?! (?:ich|wir|ik|wij|jag|jeg|vi|я|мы)\\b).{1,120}(?:[>)\\]]|\\d[:.]\\d\\d(?: Uhr)?)\\s*[:：]$`,
  'iu',
)
const opener =
  /^(?:on|am|le|el|il(?: giorno)?|em|op|den|w dniu|dne|dňa|a|la|på|at|в|на|στις|tarihinde|pe|在|于|於|\p{L}{2,3},?|\d{1,4})(?=[\s\d,])/iu
const address = /[<([](?:mailto:)?[^\s<>()[\]]+@[^\s<>()[\]]+[>)\]]/u
/** Gmail in many languages: a date, a name, an address, a colon, and no verb at all. */
const dateNameAddress = /^\d{4}[-/.年]\s?\d{1,2}[-/.月].*<[^\s<>]+@[^\s<>]+>\s*[:：]$/u

/**
 * How sure a line such as "On 3 May 2026 at 10:15, Ada <ada@example.org> wrote:" is. It is `certain` with a
 * date and an address, as only programs write it: then even unmarked text below it is quoted. Without an
 * address a person may have written it ("On Monday your driver wrote:"), so it is a `guess`, which counts
 * only when marked quotation follows.
 */
export function attributionIn(joined: string): 'certain' | 'guess' | 'none' {
  if (joined.length > longestMark || !/[:：]$/u.test(joined)) return 'none'
  if (dateNameAddress.test(joined)) return 'certain'
  if (!endsWithVerb.test(joined) && !verbThenName.test(joined)) return 'none'
  return /\d/u.test(joined) && address.test(joined) ? 'certain' : 'guess'
}

/** Only a dated opening may run over several lines; else the words before it would be swallowed. */
export const mayRunOn = (line: string): boolean =>
  line.length <= longestMark && opener.test(line) && /\d/u.test(line.slice(0, 60))

const original = new RegExp(
  `^[-_*=\\s]{2,}(?:${[
    'original message|original mail|original email|reply message|ursprüngliche (?:nachricht|mail|e-mail)',
    "original-?nachricht|message d['’]origine|message original|courriel original|mensaje original",
    'messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig meddelelse',
    'ursprungligt meddelande|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna',
    'oryginalna wiadomość|původní zpráva|eredeti üzenet|mesaj original|orijinal mesaj',
    'исходное сообщение|αρχικό μήνυμα|原始邮件|原始郵件|邮件原件|元のメッセージ|원본 메시지',
  ].join('|')})[-_*=\\s:]{2,}$`,
  'iu',
)
const replyAbove = /^[#\s*=_-]*(?:please )?(?:type your )?(?:reply|respond) above this line[#\s*=_.-]*$/iu

/** "-----Original Message-----": from here on it is an earlier mail. */
export const opensOriginal = (line: string): boolean =>
  line.length <= longestMark && (original.test(line) || replyAbove.test(line))

const forwarded = new RegExp(
  `^(?:[-_*=\\s>]*)(?:${[
    'begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)',
    'inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|início da mensagem (?:re)?encaminhada',
    'forwarded (?:message|mail|email)(?: from .*)?|weitergeleitete (?:nachricht|mail|e-mail)',
    'message (?:transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht',
    'mensagem (?:encaminhada|reencaminhada)|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)',
    'przekazana wiadomość|wiadomość przekazana|přeposlaná zpráva|пересылаемое сообщение|转发的邮件|轉寄郵件|転送メッセージ|전달된 메시지',
  ].join('|')})\\s*[:：]?[-_*=\\s]*$`,
  'iu',
)

/** "---------- Forwarded message ---------": what follows is new to us, so it is never folded away. */
export const opensForwarded = (line: string): boolean =>
  line.length <= longestMark && /[-:：]/u.test(line) && forwarded.test(line)

const labels = {
  from: 'from|von|de|da|van|från|fra|od|lähettäjä|от|от кого|από|expéditeur|mittente|kimden|feladó|发件人|發件人|寄件者|差出人|보낸 사람',
  date: 'sent|date|gesendet|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada(?: em)?|inviato|data|fecha|verzonden|skickat|sendt|dato|wysłano|odesláno|lähetetty|päivämäärä|отправлено|дата|στάλθηκε|gönderilme tarihi|tarih|elküldve|发送时间|傳送時間|寄件日期|日期|送信日時|日付|보낸 날짜|날짜',
  to: 'to|an|à|a|para|aan|till|til|do|komu|vastaanottaja|кому|προς|kime|címzett|destinataire|destinatario|收件人|收件者|宛先|받는 사람',
  subject:
    'subject|betreff|objet|asunto|oggetto|onderwerp|ämne|emne|temat|předmět|aihe|тема|θέμα|konu|tárgy|assunto|主题|主題|主旨|件名|제목',
}
const labelPattern = (words: string) => new RegExp(`^\\*{0,2}(?:${words})\\s?\\*{0,2}\\s?[:：]`, 'iu')
const labelPatterns = {
  from: labelPattern(labels.from),
  date: labelPattern(labels.date),
  to: labelPattern(labels.to),
  subject: labelPattern(labels.subject),
}

/** Which line of a quoted mail's head this is: "*Sent:* Thursday" is its `date`. */
export function headLabelOf(line: string): keyof typeof labels | undefined {
  if (line.length > 2 * longestMark) return undefined
  if (labelPatterns.from.test(line)) return 'from'
  if (labelPatterns.date.test(line)) return 'date'
  if (labelPatterns.to.test(line)) return 'to'
  return labelPatterns.subject.test(line) ? 'subject' : undefined
}
