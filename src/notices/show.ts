import { findDirection } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { findTextLocale, readText } from '../settings/load.ts'
import { instantOf } from '../settings/time-zone.ts'
import type { Notice, ShownNotice } from './contract.ts'

const DAY = 86_400_000

export interface NoticeReader {
  settings: Settings
  translator: Translator
  /** Address of an article for this reader; undefined when there is none. */
  articleUrl: (path: string) => string | undefined
}

/** Notices as a reader gets them, the gravest first; those that are over are left out, those to come are not. */
export function showNotices(notices: Notice[], { settings, translator, articleUrl }: NoticeReader, now: number): ShownNotice[] {
  const { t, locale } = translator
  const grave = ['critical', 'warning', 'info']
  return notices
    .filter(({ locales }) => !locales || locales.includes(locale.code))
    .map((notice): ShownNotice => {
      const { id, kind, severity, text, article, workaround, categories } = notice
      const textLocale = findTextLocale(text, locale.code, settings)
      const language = settings.locales.find(({ code }) => code === textLocale) ?? { code: textLocale }
      const links = [
        { text: t('notice.workaround'), url: workaround && (workaround.startsWith('https:') ? workaround : articleUrl(workaround)) },
        { text: t('site.noticeMore'), url: article && articleUrl(article) },
      ]
      return {
        id,
        ...(kind ? { kind: t(`notice.${kind}`) } : {}),
        severity,
        text: readText(text, locale.code, settings),
        ...(textLocale === locale.code ? {} : { lang: textLocale, dir: findDirection(language) }),
        links: links.flatMap(({ text, url }) => (url ? [{ text, url }] : [])),
        ...(categories ? { categories } : {}),
        ...findPeriod(notice, settings.contact.timeZone ?? 'UTC'),
      }
    })
    .filter(({ until }) => until === undefined || now < until)
    .toSorted((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity))
}

/** When a notice is shown: from the first moment up to, not including, the other. */
function findPeriod({ from, until }: Notice, zone: string): { from?: number; until?: number } {
  const read = (text: string) =>
    /Z$|[+-]\d\d:\d\d$/.test(text) && text.length > 10 ? Date.parse(text.replace(' ', 'T')) : instantOf(zone, Date.parse(utc(text)))
  const end = until && (until.length > 10 ? read(until) : instantOf(zone, Date.parse(until) + DAY))
  return { ...(from ? { from: read(from) } : {}), ...(end ? { until: end } : {}) }
}

const utc = (text: string) => (text.length > 10 ? `${text.replace(' ', 'T')}Z` : text)
