import type { Bulletin, Change, Item, Section } from './bulletin.ts'

/** The letter for mailboxes that show no HTML: the same words in the same order. */
export function writeText({ site, title, span, sections, button, reason, translator }: Bulletin): string {
  const parts = [
    `${site}\n${title}\n${span}`,
    ...sections.map((section) => writeSection(section, translator.number)),
    `${button.label}\n${button.url}`,
    `—\n${reason}`,
  ]
  return `${parts.join('\n\n\n')}\n`
}

function writeSection({ heading, note, changes = [], items = [], isNumbered, closing }: Section, number: (value: number) => string): string {
  const told = [...changes.map(writeChange), ...items.map((item, index) => writeItem(item, isNumbered ? `${number(index + 1)}. ` : '• '))]
  return [`${heading}\n${'='.repeat(Math.min(40, [...heading].length))}`, ...(note ? [note] : []), ...told, ...(closing ? [closing] : [])].join('\n\n')
}

function writeChange({ label, value, before, words }: Change): string {
  return `${label}: ${value}${before ? ` (${before})` : ''}\n${words}`
}

function writeItem({ title, sentences, url }: Item, mark: string): string {
  return [`${mark}${title}`, ...sentences, url].join('\n')
}
