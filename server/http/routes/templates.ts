import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { templateListSchema } from '../../../shared/api/templates.ts'
import { templates } from '../../../shared/templates/index.ts'
import { tableSize } from '../../../shared/templates/tableSize.ts'
import type { Template } from '../../../shared/templates/template.ts'
import type { AppEnv } from '../appContext.ts'
import { may } from '../identify.ts'
import { answer, problems } from './answers.ts'

const listTemplates = createRoute({
  method: 'get',
  path: '/api/v1/templates',
  summary: 'The templates, with their kinds, zones and rules',
  middleware: [may('workspace.look')],
  responses: { 200: answer(templateListSchema, 'All templates, in the order of the gallery'), ...problems },
})

/** What boards can be made from. */
export function templateRoutes(app: OpenAPIHono<AppEnv>): void {
  // Checked once, at the start: what the description promises is what the registry holds.
  const list = templateListSchema.parse({ items: templates.map(templateView), next: null })
  app.openapi(listTemplates, (c) => c.json(list, 200))
}

function templateView(template: Template) {
  const { id, title, sentence, minutes, people, example, posts, kinds, zones, checks } = template
  return {
    id,
    title,
    sentence,
    minutes,
    people,
    hasExample: example !== null,
    postKind: posts?.kind ?? null,
    kinds: kinds.map((kind) => ({
      id: kind.id,
      title: kind.title,
      side: kind.side,
      mark: kind.mark,
      lead: kind.lead,
      fields: kind.fields.map((field) => ({ ...field })),
    })),
    zones: zones.map((zone) => ({
      id: zone.id,
      title: zone.title,
      accepts: [...zone.accepts],
      side: zone.side,
      layout: zone.layout,
      box: zone.box,
      table: tableSize(template, zone),
    })),
    rules: checks.map(({ id: rule, severity, title: looksFor }) => ({ id: rule, severity, title: looksFor })),
  }
}
