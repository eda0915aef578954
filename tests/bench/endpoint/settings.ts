import english from '../../../content/messages/en.json' with { type: 'json' }
import { createTranslators, type Translator } from '../../../src/languages/messages.ts'
import { type Settings, settingsSchema } from '../../../src/settings/contract.ts'

export function makeSettings(): Settings {
  const locales = [{ code: 'en', name: 'English' }]
  return settingsSchema.parse({
    name: 'Help',
    description: 'Help',
    url: 'http://127.0.0.1',
    company: { name: 'Acme' },
    locales,
    contact: { channels: [], tickets: { topics: [{ id: 'other', label: 'Something else' }] } },
  }) as Settings
}

export function makeTranslators(settings: Settings): Promise<Map<string, Translator>> {
  return createTranslators(settings.locales, { en: english }, () => ({ company: 'Acme', site: 'Help' }))
}
