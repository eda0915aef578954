import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/server/contract.ts'
import { makeSite } from './site.ts'

interface Operation {
  responses: Record<string, { description: string }>
  requestBody?: { content: Record<string, unknown> }
}

// biome-ignore lint/suspicious/noExplicitAny: a description of any shape.
const readDescription = async (): Promise<any> => (await (await makeSite()).request('/api/openapi.json')).json()

describe('the description of the endpoint', () => {
  it('is OpenAPI 3.1 in which every reference leads somewhere', async () => {
    const description = await readDescription()
    expect(description.openapi).toBe('3.1.0')
    expect(await new Validator().validate(description)).toEqual({ valid: true })
    for (const [, name] of JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(description.components.schemas).toHaveProperty(name as string)
    }
  })

  it('has every door, and no other', async () => {
    const { paths } = await readDescription()
    const site = await makeSite()
    for (const path of Object.keys(paths)) {
      const response = await site.request(path, { method: 'DELETE' })
      expect([path, response.status]).toEqual([path, 405])
      const allowed = (response.headers.get('allow') ?? '')
        .toLowerCase()
        .split(', ')
        .filter((method) => !['head', 'options'].includes(method))
      expect(Object.keys(paths[path])).toEqual(allowed)
    }
    // A parameter of a path, as Hono writes it.
    const { METHODS } = await import('../../src/server/app.ts')
    expect(
      Object.keys(METHODS)
        .filter((path) => path.startsWith('/api/') && !path.endsWith('.css'))
        .map((path) => path.replaceAll(/:(\w+)/g, '{$1}'))
        .toSorted(),
    ).toEqual(Object.keys(paths).toSorted())
  })

  it('has every kind of refusal with its status', async () => {
    const { paths } = await readDescription()
    const operations = Object.values(paths).flatMap((path) => Object.values(path as Record<string, Operation>))
    // For changes behind the sign-in only.
    for (const [name, [status]] of Object.entries(PROBLEMS)) {
      if (name === 'not-allowed' || name === 'changed-meanwhile') continue
      const found = operations.filter(({ responses }) => responses[status]?.description.includes(`urn:waymark:problem:${name}`))
      expect([name, found.length > 0]).toEqual([name, true])
    }
  })

  it('says of everything behind the sign-in that who tries too many tokens has to wait', async () => {
    const { paths } = await readDescription()
    const tables = Object.entries(paths).filter(([path]) => path.startsWith('/api/insights/'))
    expect(tables.length).toBeGreaterThan(10)
    for (const [path, { get }] of tables as [string, Record<string, Operation>][])
      expect([path, Object.keys(get!.responses)]).toEqual([path, expect.arrayContaining(['401', '429'])])
  })

  it('says of fields what the schemas say', async () => {
    const { components } = await readDescription()
    const { Feedback, Events } = components.schemas
    expect(Feedback.additionalProperties).toBe(false)
    expect(Feedback.required).toEqual(['path', 'article', 'revision', 'locale'])
    expect(Feedback.properties.score).toMatchObject({ type: 'integer', minimum: 1, maximum: 7 })
    expect(Events.properties.events).toMatchObject({ minItems: 1, maxItems: 20 })
    const types = Events.properties.events.items.oneOf.map((event: { properties: { type: { const: string } } }) => event.properties.type.const)
    expect(types).toContain('search_click')
    expect(types).not.toContain('submit')
  })
})
