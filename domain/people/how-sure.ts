/** How sure it is that somebody is whoever was looked for. `shared`: a family's or an office's account, which says nobody. */
export type Sure = 'known' | 'likely' | 'perhaps' | 'shared'

/**
 * By what somebody was found: their own account in whatever spelling, an account that several share or seem to share, a number
 * that ends as theirs does, a way to be reached that they named in a signature, in a form or in words, their case, or the
 * beginning of their name or handle; or their handle only looks like the one that was typed.
 */
export type FoundBy =
  | 'account'
  | 'shared-account'
  | 'several-names'
  | 'number-ending'
  | 'signature'
  | 'form'
  | 'words'
  | 'case'
  | 'chosen'
  | 'beginning'
  | 'look-alike'

/** How sure each way of finding somebody is. A name alone is never more than perhaps: two people may have it. */
export function howSure(by: FoundBy): Sure {
  switch (by) {
    case 'account':
    case 'case':
    case 'chosen':
      return 'known'
    case 'number-ending':
    case 'signature':
    case 'form':
      return 'likely'
    case 'several-names':
    case 'words':
    case 'beginning':
    case 'look-alike':
      return 'perhaps'
    case 'shared-account':
      return 'shared'
  }
}
