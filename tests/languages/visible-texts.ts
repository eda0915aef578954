/** A text that somebody sees, hears or is told by a search engine, and where it is. */
export interface VisibleText {
  where: string
  text: string
}

/**
 * Every text of a page in the language of the page; what is marked as another language, code and keys are left out. It runs in a browser, so it can
 * use nothing from here.
 */
export function collectTexts(html: string): VisibleText[] {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const { lang } = page.documentElement
  const found: VisibleText[] = []
  const isOwn = (element: Element | null) => (element?.closest('[lang]')?.getAttribute('lang') ?? lang) === lang
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${element.className && `.${String(element.className).split(' ')[0]}`}`
  const add = (where: string, text: string | null) => {
    if (text && /\p{L}/u.test(text)) found.push({ where, text: text.replace(/\s+/g, ' ').trim() })
  }
  // A table is called by its head, in which there may be code.
  const withoutCode = (element: Element, label: string) =>
    [...element.querySelectorAll('th :is(code, kbd)')].reduce((words, code) => words.replace(code.textContent ?? '', ' '), label)
  const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'alt', 'placeholder', 'label', 'summary', 'abbr']
  const walk = (root: Document | DocumentFragment) => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLTemplateElement) walk(element.content)
      // The language of an attribute is that of its element.
      if (!isOwn(element)) continue
      for (const { name, value } of element.attributes) {
        // Texts that a script will show are kept in data attributes, which have words in them.
        if (SPOKEN.includes(name) || (name.startsWith('data-') && name !== 'data-key' && / .*\p{L}/u.test(value) && !/^[[{]/.test(value)))
          add(`${nameOf(element)}[${name}]`, withoutCode(element, value))
      }
      if (element instanceof HTMLInputElement && /^(submit|button|reset)$/.test(element.type)) add(`${nameOf(element)}[value]`, element.value)
      if (element.closest('script, style, code, kbd, samp, pre, noscript, textarea, .trap')) continue
      for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) add(nameOf(element), child.nodeValue)
    }
  }
  walk(page)
  // What a page says about itself cannot be marked. That of a page whose text is in another language is in that language.
  const marked = [...page.querySelectorAll('main :is(h1, .breadcrumb, .page-title):is([lang], :has([lang]))')]
  if (marked.length > 0) return found.filter(({ where }) => where !== 'title')
  for (const meta of page.querySelectorAll('meta[name="description"], meta[property="og:title"], meta[property="og:description"]')) {
    add(`meta ${meta.getAttribute('name') ?? meta.getAttribute('property')}`, meta.getAttribute('content'))
  }
  return found
}
