import { domainToASCII } from 'node:url'
import type { Desk } from '../desk.ts'

/**
 * The domain in the Message-ID of a mail that leaves from an address: its own, because filters distrust a mail that names
 * another house than the one it comes from. Without an address of our own, the one that the desk is set up with.
 */
export const mailDomainOf = ({ mailDomain }: Desk, from: string | null): string =>
  domainToASCII((from ?? '').replace(/^.*@/, '')) || domainToASCII(mailDomain)
