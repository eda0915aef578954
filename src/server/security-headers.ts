import { EDITOR_PATH } from '../editor/page.ts'
import { editorHeaders } from '../editor/policy.ts'
import type { Settings } from '../settings/contract.ts'

type HeaderSettings = Pick<Settings, 'url' | 'endpoint' | 'videoHosts' | 'editor'>

const YEAR = 31_536_000

/** Files whose names change with their content, as the paths of a `_headers` file. */
export const IMMUTABLE_PATHS = ['/_astro/*', '/_files/*', '/search-index/:locale/v/*']
export const IMMUTABLE = `public, max-age=${YEAR}, immutable`

/** What a page may load: its own files, the endpoint if it is elsewhere, and videos of the hosts in the settings. */
export function contentSecurityPolicy(settings: HeaderSettings): string {
  const own = ["'self'", ...(settings.endpoint ? [new URL(settings.endpoint).origin] : [])].join(' ')
  const frames = settings.videoHosts.map((host) => `https://${host}`).join(' ') || "'none'"
  return [
    "default-src 'none'",
    // The second allows rules of what to fetch ahead, and no code.
    "script-src 'self' 'inline-speculation-rules'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${own}`,
    `form-action ${own}`,
    `frame-src ${frames}`,
    "media-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What writers put beside articles is shown or downloaded; nothing in it may run, or it would run as whoever reads the insights. */
const FILES_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Policy of a file of the content by its type. Viewers of PDF and players are parts of the browser that a sandbox stops, and reach no page. */
export function filePolicy(type: string): string {
  return /^(application\/pdf|video\/|audio\/)/.test(type) ? FILES_POLICY : `sandbox; ${FILES_POLICY}`
}

/** Headers of every answer, whether page, figure or refusal. */
export function securityHeaders(settings: HeaderSettings): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(settings),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(settings.url.startsWith('https:') ? { 'strict-transport-security': `max-age=${YEAR}` } : {}),
  }
}

/**
 * The same headers as a `_headers` file, for hosts of static sites such as Netlify and Cloudflare Pages. `entries` are the names at the root of the site:
 * such hosts join the headers of all paths that fit, and browsers obey all policies that they get, so beside an editor no path may cover everything.
 */
export function headersFile(settings: HeaderSettings, entries: { name: string; isFolder: boolean }[] = []): string {
  const block = (path: string, headers: Record<string, string>) => [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  // Hosts join it to the policy above, and browsers obey both. It has no sandbox, which would stop PDFs: a path tells no host the type.
  const files = block('/_files/*', { 'content-security-policy': FILES_POLICY })
  const general = securityHeaders(settings)
  const paths = settings.editor ? ['/', ...entries.map(({ name, isFolder }) => (isFolder ? `/${name}/*` : `/${name}`))] : ['/*']
  const own = paths.filter((path) => path !== `${EDITOR_PATH}*`).map((path) => block(path, general))
  const editor = settings.editor ? [block(`${EDITOR_PATH}*`, { ...general, ...editorHeaders(settings.editor) })] : []
  return [...own, ...editor, files, ...IMMUTABLE_PATHS.map((path) => block(path, { 'cache-control': IMMUTABLE })), ''].join('\n')
}
