import { Refusal } from '#domain/refusal.ts'
import type { Agent } from '../command.ts'

/**
 * By whose hands somebody acts: their own, and those of whoever made the token that acts in their name. Where two people have to
 * agree, two names of one person are one.
 */
export const handsOf = ({ handle, hand }: Pick<Agent, 'handle' | 'hand'>): readonly string[] =>
  hand === undefined || hand === handle ? [handle] : [handle, hand]

/** Where two people have to agree, nobody knows whether a program by a token of unknown making is one of them already. */
export function refuseUnknownHand({ isOfUnknownHand }: Pick<Agent, 'isOfUnknownHand'>): void {
  if (isOfUnknownHand)
    throw new Refusal(
      'not-allowed',
      'Nobody knows who made this token, so it does nothing here that takes two people. Make a new one.',
    )
}

/**
 * Who made the token by which somebody acts, to be kept with what they did: a program and whoever made it are one. Null where
 * nobody knows it any more; nothing for a person who acts by themselves.
 */
export const handBehind = ({
  hand,
  isOfUnknownHand,
}: Pick<Agent, 'hand' | 'isOfUnknownHand'>): { hand?: string | null } =>
  isOfUnknownHand ? { hand: null } : hand === undefined ? {} : { hand }
