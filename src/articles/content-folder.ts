/** What is read of each folder of the content, by path from the content folder. */
export const READ: Readonly<Record<string, RegExp>> = {
  articles: /^articles\/[^/]+\/[^/]+\/[^/]+\.mdx?$/,
  snippets: /^snippets\/[^/]+\/[^/]+\.mdx$/,
  guides: /^guides\/[^/]+\/[^/]+\.yml$/,
  glossary: /^glossary\/[^/]+\.yml$/,
  synonyms: /^synonyms\/[^/]+\.yml$/,
  wording: /^wording\/[^/]+\.yml$/,
  notices: /^notices\/[^/]+\.yml$/,
  messages: /^messages\/[^/]+\.json$/,
}
export const CONTENT_FOLDERS = Object.keys(READ)
/** Old addresses and where they lead. */
export const REDIRECTS = 'redirects.yml'
/** What readers said and what was done about it. */
export const SAID_AND_DONE = 'said-and-done.yml'
/** All changes of a move, there while they are being made. Its name begins with a dot, so that nothing else reads it. */
export const MOVE_JOURNAL = '.move.json'
/** What is read at the top of the content folder. */
export const CONTENT_FILES: readonly string[] = ['settings.yml', 'categories.yml', REDIRECTS, SAID_AND_DONE]

const TEXT = /\.(mdx?|markdown|mdown|txt|html?|rtf|docx?|odt|ya?ml)$/i
const HARMLESS = /^(readme|licen[cs]e|changelog|contributing)(\.\w+)?$/i

/** Whether somebody wrote a file to be read. Pictures and other files for articles may stand anywhere. */
export const isText = (name: string): boolean => TEXT.test(name)
/** Whether a file tells of a folder instead of being its content. */
export const isHarmless = (name: string): boolean => HARMLESS.test(name)
/** Whether a file or folder is looked at; names that begin with `.` or `_` are the writer's own. */
export const isVisible = (name: string): boolean => !name.startsWith('.') && !name.startsWith('_')
