import type { FastifyInstance } from 'fastify'
import * as forms from '#contract/forms.ts'
import type { Desk } from '#server/desk/desk.ts'
import { listForms, saveForm } from '#server/desk/forms/save-form.ts'
import { serveFormPages } from '../form-routes.ts'
import { serve } from '../serve.ts'

/** Binds the settings of web forms, and the pages that customers open. */
export function bindForms(app: FastifyInstance, desk: Desk): void {
  serve(app, desk, forms.listForms, (_, agent) => listForms(desk, agent))
  serve(app, desk, forms.saveForm, (form, agent) => saveForm(desk, agent, form))
  // Within a scope of its own: everywhere else a body is JSON.
  void app.register((scope) => serveFormPages(scope, desk))
}
