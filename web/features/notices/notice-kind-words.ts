import type { NoticeKind } from '#domain/notice/notice.ts'
import { say } from '#web/words/say.ts'

const words: Readonly<Record<NoticeKind, () => string>> = {
  danger: () => say('Somebody may come to harm on a case of yours'),
  offered: () => say('A case is offered to you'),
  assigned: () => say('A case is given to you'),
  approval: () => say('Something waits for your approval'),
  'date-near': () => say('A date of a case of yours comes near'),
  'promise-near': () => say('A promise that you gave falls due'),
  'date-missed': () => say('A date was missed'),
  'customer-wrote': () => say('A customer writes on a case of yours'),
  mentioned: () => say('A colleague mentions you'),
}

/** What one is told of, as a sentence. */
export const noticeKindWords = (kind: NoticeKind): string => words[kind]()
