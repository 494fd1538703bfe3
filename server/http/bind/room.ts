import type { FastifyInstance } from 'fastify'
import * as room from '#contract/room.ts'
import { closeCaseRoom, postClosingNote, showCaseRoom } from '#server/desk/rooms/case-room.ts'
import type { Desk } from '#server/desk/desk.ts'
import { offerRoom } from '#server/desk/rooms/offer-room.ts'
import { serveRooms } from '../room-routes.ts'
import { serve } from '../serve.ts'

/** Binds what colleagues do with a customer's private room, and the room's own pages. */
export function bindRoom(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, room.showRoom, (asked, agent) => showCaseRoom(desk, agent, asked))
  serve(app, desk, room.offerRoom, (asked, agent) => offerRoom(desk, agent, asked))
  serve(app, desk, room.closeRoom, (asked, agent) => closeCaseRoom(desk, agent, asked))
  serve(app, desk, room.postClosingNote, (note, agent) => postClosingNote(desk, agent, note))
  // Within a scope of its own: everywhere else a body is JSON.
  void app.register((scope) => serveRooms(scope, desk))
}
