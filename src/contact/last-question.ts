import { renderEffortQuestion } from '../effort/question.ts'
import type { renderScale } from '../elements/scale.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings, TicketSettings } from '../settings/contract.ts'
import { renderSurvey } from './survey-form.ts'

interface LastQuestion {
  translator: Translator
  settings: Pick<Settings, 'endpoint'>
  tickets: TicketSettings
  /** Path of the page with the contact form. */
  path: string
  /** Id of the message; empty where a script fills it in. */
  ticket: string
}

/** The one question after a message was sent: the owner's own survey, or how easy it was. Two would be one too many. */
export function renderLastQuestion({ translator, settings, tickets, path, ticket }: LastQuestion): ReturnType<typeof renderScale> {
  const question = tickets.surveys?.sent
  return question
    ? renderSurvey({ translator, settings, moment: 'sent', question, ticket })
    : renderEffortQuestion({ translator, settings, where: 'contact', path })
}
