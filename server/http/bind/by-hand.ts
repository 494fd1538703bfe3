import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import * as byHand from '#contract/by-hand.ts'
import { scopeOf } from '#contract/endpoint.ts'
import { deskRoles } from '#domain/role.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { setHomeCountry, showHomeCountry } from '#server/desk/people/home-country.ts'
import { suggest } from '#server/desk/people/suggest.ts'
import { addWaitingFile, dropWaitingFile, mostFileBytes } from '#server/desk/replies/waiting-files.ts'
import { writeDown } from '#server/desk/items/write-down.ts'
import { agentOf } from '../agent-of.ts'
import { refuseUnlessAllowed, serve } from '../serve.ts'
import { openUploadRoom, readUpload } from '../upload-room.ts'

/** Binds what colleagues write down: suggestions meanwhile, files before, and the command itself. */
export function bindByHand(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, byHand.suggest, (asked, agent) => suggest(desk, agent, asked))
  serve(app, desk, byHand.writeDown, (given, agent) => writeDown(desk, agent, given))
  serve(app, desk, byHand.dropWaitingFile, (asked, agent) => dropWaitingFile(desk, agent, asked))
  serve(app, desk, byHand.showHomeCountry, (_, agent) => showHomeCountry(desk, agent))
  serve(app, desk, byHand.setHomeCountry, (asked, agent) => setHomeCountry(desk, agent, asked))

  // Within a scope of its own: everywhere else a body is JSON.
  void app.register(async (scope) => {
    const limits = { files: 1, fileSize: mostFileBytes + 1 }
    await scope.register(multipart, { throwFileSizeLimit: false, limits })
    const room = openUploadRoom()
    scope.post('/api/write-down/files', async (request) => {
      const agent = await agentOf(desk, request)
      refuseUnlessAllowed({ who: deskRoles, scope: scopeOf(byHand.writeDown) }, agent)
      if (!request.isMultipart()) throw new Refusal('invalid', 'A file comes as multipart/form-data.')
      const upload = room.begin(`${agent.org} ${agent.handle}`, mostFileBytes)
      try {
        const file = await request.file()
        if (!file) throw new Refusal('invalid', 'Choose a file.')
        const bytes = await readUpload(file.file, upload)
        return await addWaitingFile(desk, agent, { name: file.filename, bytes })
      } finally {
        upload.end()
      }
    })
  })
}
