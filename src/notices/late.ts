import type { ShownNotice } from './contract.ts'

/** Closed by the reader; for this view of the page. */
const closed = new Set<string>()

/**
 * Shows what the endpoint says. What came with the page stays in its place; what is new lies over the page below the header, so that
 * nothing that is being read moves.
 */
export function showLate(slot: HTMLElement, notices: ShownNotice[], dismiss: string): void {
  const late = document.querySelector<HTMLElement>('#page--late')
  if (!late) return
  const { category } = slot.dataset
  const wanted = new Map(
    notices
      .filter(({ categories }) => !categories || category === '*' || categories.includes(category ?? ''))
      .map((notice) => [keyOf(notice.severity, notice.text), notice]),
  )
  for (const built of slot.querySelectorAll<HTMLElement>('.notice')) {
    const key = keyOf(/notice-(info|warning|critical)/.exec(built.className)?.[1] ?? '', built.querySelector('span')?.textContent ?? '')
    built.classList.toggle('notice-over', !built.hidden && !wanted.has(key))
    if (!built.hidden) wanted.delete(key)
  }
  for (const shown of late.querySelectorAll<HTMLElement>('.notice')) {
    if (!wanted.delete(shown.dataset['key'] ?? '')) shown.remove()
  }
  const fresh = [...wanted].filter(([key]) => !closed.has(key))
  if (fresh.length === 0) return
  // An alert interrupts a screen reader, a status waits for a pause.
  late.setAttribute('role', fresh.some(([, { severity }]) => severity === 'critical') ? 'alert' : 'status')
  late.append(...fresh.map(([key, notice]) => makeNotice(key, notice, dismiss)))
}

const keyOf = (severity: string, text: string) => `${severity} ${text}`

function makeNotice(key: string, { kind, severity, text, lang, dir, links }: ShownNotice, dismiss: string): HTMLElement {
  const words = document.createElement('p')
  if (kind) words.append(make('b', { textContent: kind }), ' ')
  words.append(make('span', { textContent: text, ...(lang && { lang }), ...(dir && { dir }) }))
  for (const link of links) words.append(' ', make('a', { href: link.url, textContent: link.text }))
  const close = make('button', { type: 'button', textContent: '×', ariaLabel: dismiss })
  const notice = make('div', { className: `notice notice-${severity}` })
  close.onclick = () => {
    closed.add(key)
    notice.remove()
  }
  notice.dataset['key'] = key
  const wide = make('div', { className: 'wide' })
  wide.append(words, close)
  notice.append(wide)
  return notice
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, properties: Partial<HTMLElementTagNameMap[Name]>): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties)
}
