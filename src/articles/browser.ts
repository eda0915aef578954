/** Marks the section being read in the contents list. */
function followReader(): void {
  const links = new Map([...document.querySelectorAll<HTMLAnchorElement>('.toc a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
  if (links.size === 0) return
  const headings = [...document.querySelectorAll<HTMLElement>('.prose :is(h2, h3)[id]')].filter((heading) => links.has(heading.id))
  const update = () => {
    const current = headings.findLast((heading) => heading.getBoundingClientRect().top < 120) ?? headings[0]
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute('aria-current', 'location')
      else link.removeAttribute('aria-current')
    }
  }
  // Not an IntersectionObserver: it says nothing of a jump (the End key, a link) past headings that it never saw.
  document.addEventListener('scroll', update, { passive: true })
  update()
}

/** Replaces the link to a film by its player, after a click and not before. */
function playVideos(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-embed]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const player = document.createElement('iframe')
      player.src = link.dataset['embed']!
      player.title = link.dataset['title']!
      player.allow = 'autoplay; fullscreen; picture-in-picture'
      link.parentElement!.replaceChildren(player)
      player.focus()
    })
  }
}

/** A button that copies a block of code. */
function offerCopy(): void {
  const { copy, copied } = document.querySelector<HTMLElement>('.prose')?.dataset ?? {}
  if (!copy || !navigator.clipboard) return
  for (const block of document.querySelectorAll<HTMLElement>('.prose pre')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = copy
    button.onclick = async () => {
      await navigator.clipboard.writeText(block.querySelector('code')!.textContent)
      button.textContent = copied!
    }
    block.append(button)
  }
}

/** What a page with an article does in the browser. */
export function startArticle(): void {
  followReader()
  playVideos()
  offerCopy()
}
