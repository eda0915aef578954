import type { Translator } from '../languages/messages.ts'
import type { Handoff } from './contract.ts'

/** What the support team reads: the message first, then what is known about it. In the default language of the help centre. */
export function describeForTeam({ data }: Handoff, { t, locale, languageName }: Translator): string {
  const time = new Intl.DateTimeFormat(locale.code, { timeStyle: 'short', timeZone: 'UTC' })
  const language = languageName(data.requester.locale)
  const steps = data.journey.map((step) => {
    const at = `${time.format(new Date(step.at))} UTC  `
    if (step.type === 'search') return `${at}${t('handoff.searched', { query: step.query, count: step.results })}`
    if (step.type === 'article') return `${at}${t('handoff.read', { article: step.url })}`
    return `${at}${t(step.isHelpful ? 'handoff.votedYes' : 'handoff.votedNo', { article: step.article })}`
  })
  return [
    data.description,
    '—',
    `${t('handoff.reference')}: ${data.reference}`,
    `${t('handoff.topic')}: ${data.topic.label}`,
    `${t('handoff.from')}: ${data.requester.email}`,
    `${t('handoff.language')}: ${language}`,
    ...(steps.length > 0 ? ['', `${t('handoff.journey')}:`, ...steps] : []),
  ].join('\n')
}

/** The same as HTML, for tools that take nothing else. */
export function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '<br>')
}
