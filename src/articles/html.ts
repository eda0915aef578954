/** Attributes every HTML element may carry in an article. Style and event attributes would be blocked by the site's security policy. */
const EVERYWHERE = ['id', 'lang', 'dir', 'title', 'class', 'className', 'role']

/** What each element may carry besides, by element. */
const ELEMENTS: Record<string, string[]> = {
  a: ['href', 'name'],
  abbr: [],
  b: [],
  bdi: [],
  bdo: [],
  blockquote: ['cite'],
  br: [],
  caption: [],
  cite: [],
  code: [],
  col: ['span'],
  colgroup: ['span'],
  data: ['value'],
  dd: [],
  del: ['cite', 'datetime'],
  details: ['open'],
  dfn: [],
  div: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ['src', 'alt', 'width', 'height'],
  ins: ['cite', 'datetime'],
  kbd: [],
  li: ['value'],
  mark: [],
  ol: ['start', 'reversed', 'type'],
  p: [],
  pre: [],
  q: ['cite'],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  section: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan', 'colSpan', 'rowSpan', 'headers'],
  tfoot: [],
  th: ['colspan', 'rowspan', 'colSpan', 'rowSpan', 'headers', 'scope'],
  thead: [],
  time: ['datetime', 'dateTime'],
  tr: [],
  u: [],
  ul: [],
  var: [],
  wbr: [],
}

/** HTML elements writers may use besides Markdown and components, with the attributes each may carry. */
export const HTML_ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(ELEMENTS).map(([name, own]) => [name, [...EVERYWHERE, ...own]]),
)

/** True for an attribute an element may carry in an article. `aria-…` is welcome everywhere. */
export function isAllowedAttribute(element: string, attribute: string): boolean {
  return /^aria-[a-z]+$/.test(attribute) || (HTML_ELEMENTS.get(element)?.includes(attribute) ?? false)
}
