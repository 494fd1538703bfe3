import type { z } from 'zod'
import type { EvidenceView } from '#contract/account-view.ts'
import { say } from '#web/words/say.ts'

type Evidence = z.output<typeof EvidenceView>

/** What speaks for it that two things belong together, in words. */
export function evidenceWords(evidence: string): string {
  switch (evidence) {
    case 'same-person':
      return say('the same person')
    case 'same-matter':
      return say('the same matter')
    case 'quotes-its-thread':
      return say('it quotes that conversation')
    case 'split-off':
      return say('split off from it')
    case 'given-together':
      return say('given together')
    case 'said-so':
      return say('they said so')
    case 'same-order':
      return say('the same order number')
    case 'same-number':
      return say('the same phone number')
    case 'called-back':
      return say('reached by calling back')
    case 'same-mailbox':
      return say('the same mailbox in another spelling')
    case 'same-telephone':
      return say('the same number in another spelling')
    case 'same-handle':
      return say('the same handle on another network')
    case 'number-in-signature':
      return say('the number stands in a signature')
    case 'number-in-form':
      return say('the number was given at the form')
    case 'number-in-words':
      return say('the number stands in a message')
    case 'address-in-signature':
      return say('the address stands in a signature')
    case 'address-in-form':
      return say('the address was given at the form')
    case 'address-in-words':
      return say('the address stands in a message')
    case 'handle-in-signature':
      return say('the handle stands in a signature')
    case 'handle-in-form':
      return say('the handle was given at the form')
    case 'handle-in-words':
      return say('the handle stands in a message')
    case 'code':
      return say('a code came from the account')
    case 'sign-in':
      return say('they signed in with the network')
    case 'domain':
      return say('their website names the account')
    case 'account':
      return say('it is an account of theirs')
    case 'shared-account':
      return say('several share it')
    case 'several-names':
      return say('several names have been seen with it')
    case 'number-ending':
      return say('a number of theirs ends so')
    case 'case':
      return say('the number of their case')
    case 'chosen':
      return say('it is their case that was chosen')
    case 'beginning':
      return say('their name or handle begins so')
    case 'look-alike':
      return say('their handle looks like it')
    default:
      return evidence.replaceAll('-', ' ')
  }
}

/** How much a piece of evidence proves. */
export function strengthWord(strength: Evidence['strength']): string {
  switch (strength) {
    case 'strong':
      return say('strong evidence')
    case 'medium':
      return say('fair evidence')
    case 'weak':
      return say('weak evidence')
  }
}

/** Whose word it is, or where it was read. */
export function sourceWords({ kind, id, name }: Evidence['source']): string {
  switch (kind) {
    case 'message':
      return say('read in a message')
    case 'claim':
      return say('from a claim')
    case 'member':
      return say('entered by {name}', { name: name ?? id ?? '' })
    case 'desk':
      return say('found by the desk')
  }
}
