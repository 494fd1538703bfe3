import { all, type MailHeaders } from './mail-headers.ts'

/**
 * Whether the filter in front of the desk takes a mail for spam: "X-Spam-Flag: YES" as SpamAssassin writes it (manual of
 * Mail::SpamAssassin::Conf, add_header), "X-Spam: Yes" as Rspamd does (manual of its proxy worker, spam_header). Whoever
 * writes such a header themselves only has a person look first.
 */
export const isMarkedAsSpam = (headers: MailHeaders): boolean =>
  ['x-spam-flag', 'x-spam'].some((name) => all(headers, name).some((mark) => /^yes\b/i.test(mark)))
