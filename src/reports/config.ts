import { localeCodeSchema } from '../languages/contract.ts'

/** Most addresses of a list; whoever writes to more wants a mailing list. */
const MOST = 50

/** Somebody who is told by e-mail. */
export interface Recipient {
  to: string
  /** In which language; the default one when absent. */
  locale?: string | undefined
}

/** Who is told what, from the environment. */
export interface ReportsConfig {
  /** Every Monday: what happened last week. */
  digest: Recipient[]
  /** When a figure leaves its usual range. */
  alert: Recipient[]
}

type Environment = Record<string, string | undefined>

/** Reads the variables; `refuse` is called with a sentence about one that cannot be used, and throws. */
export function readReportsConfig(environment: Environment, hasMail: boolean, refuse: (message: string) => never): ReportsConfig {
  const readList = (name: string): Recipient[] => {
    const entries = (environment[name] ?? '').split(',').flatMap((entry) => (entry.trim() ? [entry.trim()] : []))
    if (entries.length > 0 && !hasMail) refuse(`${name} is set and SMTP_URL is not. Set SMTP_URL and MAIL_FROM, or leave ${name} out.`)
    if (entries.length > MOST) refuse(`${name} has ${entries.length} addresses. It may have at most ${MOST}; write the address of a mailing list instead.`)
    return entries.map((entry) => {
      const [, locale, to = ''] = /^(?:([^:@]+):)?(.*)$/s.exec(entry) ?? []
      const isAddress = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+\.[^\s@<>",;:\\]+$/.test(to)
      if (!isAddress || (locale !== undefined && !localeCodeSchema.safeParse(locale).success))
        refuse(`${name} has "${entry}". Write e-mail addresses with commas between, and a language before one where it is another: fa:name@example.com.`)
      return { to, ...(locale ? { locale } : {}) }
    })
  }
  return { digest: readList('DIGEST_TO'), alert: readList('ALERT_TO') }
}

/** A sentence about a recipient whose language this site does not have; undefined when all have one. */
export function findForeignRecipient({ digest, alert }: ReportsConfig, codes: readonly string[]): string | undefined {
  const foreign = [...digest, ...alert].find(({ locale }) => locale !== undefined && !codes.includes(locale))
  return foreign && `${foreign.to} is to be written to in "${foreign.locale}", which is no language of this help centre. It has ${codes.join(', ')}.`
}
