import { findPreferred } from './preferred-language.ts'

/** Anchor of the section whose heading has left the top of the window; none at the beginning of a page. */
function sectionInView(): string {
  const headings = [...document.querySelectorAll<HTMLElement>('.prose :is(h2, h3)[id]')]
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < 120)
  return current ? `#${current.id}` : ''
}

/** Keeps the section when the reader changes the language: heading ids are the same in every locale. */
function keepSection(links: NodeListOf<HTMLAnchorElement>): void {
  for (const link of links) {
    link.addEventListener('click', () => {
      link.hash = location.hash || sectionInView()
    })
  }
}

/** On the first page of a visit, offers the language that the browser prefers; never redirects, remembers nothing. */
function offerLanguage(links: NodeListOf<HTMLAnchorElement>): void {
  if (document.referrer.startsWith(location.origin)) return
  const here = document.documentElement.lang
  const wanted = findPreferred([...links], navigator.languages)
  if (!wanted || wanted.hreflang === here || wanted.hasAttribute('aria-current')) return
  const { offer, accept, dismiss } = wanted.dataset
  const bar = document.createElement('aside')
  bar.className = 'offer'
  bar.lang = wanted.hreflang
  bar.dir = wanted.dir
  bar.setAttribute('aria-label', offer!)
  const text = document.createElement('p')
  text.textContent = offer!
  const link = document.createElement('a')
  link.href = wanted.href + location.hash
  link.hreflang = wanted.hreflang
  if (wanted.dataset['fallback'] !== undefined) link.dataset['fallback'] = ''
  link.textContent = accept!
  const close = document.createElement('button')
  close.textContent = '×'
  close.setAttribute('aria-label', dismiss!)
  close.onclick = () => bar.remove()
  bar.append(text, link, close)
  document.body.append(bar)
}

/** The language picker in the header. */
export function startLanguages(): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('.languages a')
  keepSection(links)
  offerLanguage(links)
  const menu = document.querySelector<HTMLDetailsElement>('.languages')
  addEventListener('click', (event) => {
    if (menu?.open && !menu.contains(event.target as Node)) menu.open = false
  })
  menu?.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget as Node)) menu.open = false
  })
  menu?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    menu.open = false
    menu.querySelector('summary')!.focus()
  })
}
