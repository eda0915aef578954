/** Where a server on this computer answers its own browser. A host that listens everywhere is no address. */
export function localAddress(host: string, port: number): string {
  const shown = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${port}`
}

/** The site's address while nobody has set one: where `npm start` serves it, by HOST and PORT. What they may be is the server's to judge. */
export function unsetAddress(environment: Record<string, string | undefined>): string {
  const port = Number(environment['PORT']?.trim())
  const address = localAddress(environment['HOST']?.trim() || '127.0.0.1', Number.isInteger(port) && port > 0 ? port : 4321)
  return URL.canParse(address) ? address : localAddress('localhost', 4321)
}

/** Whether readers elsewhere could open an address: it leads neither to this computer nor to a name that RFC 2606 keeps for examples. */
export function isPublicAddress(address: string): boolean {
  const { hostname } = new URL(address)
  return !/^(.+\.)?(localhost|example\.(com|net|org))$|^(127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/.test(hostname)
}
