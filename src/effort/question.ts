import { renderScale } from '../elements/scale.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import type { EffortPlace } from './contract.ts'

/** Where an answer goes that is not about an article. */
export const EFFORT_PATH = '/api/effort'

export interface EffortQuestion {
  translator: Translator
  settings: Pick<Settings, 'endpoint'>
  where: EffortPlace
  /** Path of the page it is asked on. */
  path: string
}

/** The question of the form under articles, in the same words and on the same scale, or its answers could not be compared. */
export function renderEffortQuestion({ translator, settings, where, path }: EffortQuestion): ReturnType<typeof renderScale> {
  const { t, locale, number } = translator
  return renderScale({
    action: `${settings.endpoint ?? ''}${EFFORT_PATH}`,
    fields: { where, path, locale: locale.code },
    question: t('feedback.effort'),
    lowest: 1,
    highest: 7,
    ends: [t('feedback.effortLow'), t('feedback.effortHigh')],
    number,
    kind: 'effort',
    stored: t('survey.thanks'),
    failed: t('survey.failed'),
  })
}
