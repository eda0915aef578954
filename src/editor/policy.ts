import type { EditorSettings } from './contract.ts'

/** Where the programs answer that keep repositories, and where they keep the pictures of their members. */
const HOSTS: Record<EditorSettings['host'], { api: string; pictures: string[] }> = {
  github: { api: 'https://api.github.com', pictures: ['https://avatars.githubusercontent.com'] },
  gitlab: { api: 'https://gitlab.com', pictures: ['https://gitlab.com', 'https://secure.gravatar.com'] },
  gitea: { api: 'https://gitea.com', pictures: ['https://gitea.com'] },
}

/**
 * Headers of `/admin/` alone. Its program writes styles into the page and makes pictures and workers of what is in memory, which no other page may; it
 * still loads no code from elsewhere, and talks to nobody but the host of the repository.
 */
export function editorHeaders({ host, server }: Pick<EditorSettings, 'host' | 'server'>): Record<string, string> {
  const own = server && new URL(server).origin
  const { api, pictures } = own ? { api: own, pictures: [own] } : HOSTS[host]
  return {
    'content-security-policy': [
      "default-src 'none'",
      // Pictures are made smaller by WebAssembly.
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data: blob: ${pictures.join(' ')}`,
      "font-src 'self'",
      "media-src 'self' blob:",
      `connect-src 'self' data: blob: ${api}`,
      "worker-src 'self' blob:",
      "manifest-src 'self' blob:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    // The window in which writers sign in must be able to answer this one.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'x-robots-tag': 'noindex',
  }
}
