/* How programs title what they send, as Exchange, Gmail and the usual mailers write it in many languages. */

const automaticReplies = [
  'automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: auto-?reply)?|away from (?:my|the) (?:office|desk)|on vacation',
  'automatische antwort|abwesenheitsnotiz|abwesenheit|abwesend|nicht im büro|urlaubsnotiz',
  "réponse automatique|absence du bureau|absent du bureau|message d[’']absence",
  'respuesta automática|fuera de la oficina|ausente de la oficina',
  "risposta automatica|fuori (?:sede|ufficio)|assente dall[’']ufficio",
  'resposta automática|ausência temporária|fora do escritório',
  'automatisch antwoord|afwezigheidsbericht|afwezig|niet op kantoor',
  'autosvar|automatiskt svar|automatisk svar|frånvaro|fravær|ikke på kontoret',
  'automaattinen vastaus|poissa toimistosta',
  'automatyczna odpowiedź|odpowiedź automatyczna|poza biurem|nieobecność',
  'automatická odpověď|mimo kancelář|automatická odpoveď|automatikus válasz|házon kívül|răspuns automat',
  'автоматический ответ|автоответ|вне офиса|автоматична відповідь|αυτόματη απάντηση|otomatik yanıt|ofis dışında',
  '自动回复|自動回覆|自動回信|自動応答|自動返信|不在通知|자동 회신|부재중',
].join('|')
const opening = new RegExp(`^\\W{0,3}(?:${automaticReplies})`, 'iu')
const titled = new RegExp(`^\\W{0,3}(?:${automaticReplies})[\\]\\s]*(?:[:：]|$)`, 'iu')

/** Together with a header that only a program writes, these words tell an absence from another answer. */
export const namesAutomaticReply = (subject: string): boolean => opening.test(subject)

/**
 * The words as a title, "Automatic reply: My washer" or nothing else. "Out of office for nine days, and nobody
 * answers" goes on as a sentence does: a person wrote it.
 */
export const opensAutomaticReply = (subject: string): boolean => titled.test(subject)

const bounces = new RegExp(
  `^(?:${[
    'undeliver(?:able|ed)|returned mail|mail delivery (?:failed|failure|system)|delivery (?:status notification|failure|failed|has failed)|failure notice|message not delivered|mail could not be delivered',
    'unzustellbar|nicht zustellbar|mailzustellung fehlgeschlagen|zustellung fehlgeschlagen|zustellungsfehler',
    'non remis|non distribuable|échec de la remise|courrier non remis|no se puede entregar|no entregado|error de entrega',
    'non recapitabile|mancato recapito|não entregue|falha na entrega|niet te bezorgen|onbestelbaar|kan inte levereras|ikke leveret',
    'niedostarcz|nie można dostarczyć|nedoručitelné|недоставленное|не удалось доставить|无法送达|系统退信|配信不能|未達',
  ].join('|')})`,
  'iu',
)

/** "Undeliverable: Your washer", in the usual languages. */
export const namesBounce = (subject: string): boolean => bounces.test(subject)

/** A warning that a mail is late, not lost. */
export const namesDelay = (subject: string): boolean =>
  /delay|still being retried|could not send message for past|verzögert|retard|retras|ritard|vertraag|задерж/i.test(
    subject,
  ) && !/fail/i.test(subject)
