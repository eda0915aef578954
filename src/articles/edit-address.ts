import { isAbsolute, normalize, sep } from 'node:path'

/** Where readers suggest an edit of a file; none for content outside the repository, which has no address there and whose path on disk is nobody's business. */
export function editAddress(template: string | undefined, file: string): string | undefined {
  const isOutside = isAbsolute(file) || normalize(file).split(sep)[0] === '..'
  return isOutside ? undefined : template?.replace('{file}', () => file)
}
