/** schema.org BreadcrumbList of absolute addresses, home first. */
export function breadcrumbData(steps: { title: string; url: string }[]): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ title, url }, index) => ({ '@type': 'ListItem', position: index + 1, name: title, item: url })),
  }
}
