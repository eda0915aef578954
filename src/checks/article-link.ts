/** A link to an article as writers write it. */
export function writeLink(path: string, fromCategory: string): string {
  const [category, slug] = path.split('/')
  return category === fromCategory ? `./${slug}.mdx` : `../${path}.mdx`
}
