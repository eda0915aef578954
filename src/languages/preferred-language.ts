/**
 * The first language that a browser prefers and a page has: as its tag says, else in the same script, so that who reads zh-TW is led to zh-Hant and not to
 * zh-Hans, else the same language at all.
 */
export function findPreferred<Link extends { hreflang: string }>(links: readonly Link[], tags: readonly string[]): Link | undefined {
  for (const tag of tags) {
    for (const name of [(other: string) => other, findScript, (other: string) => other.split('-')[0]]) {
      const wanted = name(tag)
      const found = wanted && links.find(({ hreflang }) => name(hreflang) === wanted)
      if (found) return found
    }
  }
  return undefined
}

/** Language and script, such as `zhHant`; undefined for what is no tag, which some browsers have in their list. */
function findScript(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    return `${language}${script}`
  } catch {
    return undefined
  }
}
