import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/public-address.ts'
import type { Desk } from '#server/desk/desk.ts'
import { setPublicAddress, showPublicAddress } from '#server/desk/replies/public-address.ts'
import { serve } from '../serve.ts'

/** Binds where others reach this desk. */
export function bindPublicAddress(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, contract.showPublicAddress, (_, agent) => showPublicAddress(desk, agent))
  serve(app, desk, contract.setPublicAddress, (asked, agent) => setPublicAddress(desk, agent, asked))
}
