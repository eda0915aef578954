import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** What readers' browsers say they are. As an option of a page it would be missing from what a page sends while it is left. */
const READER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** Path of a Chromium: CHROME_PATH, the system's, or the one that npm brought. */
export async function findChromium(): Promise<string> {
  const installed = [process.env['CHROME_PATH'], ...SYSTEM].find((path) => path && existsSync(path))
  return installed ?? unpackChromium()
}

/** Starts a browser without its own connections to the outside. It still says that it is driven by a program; see `beReader`. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: await findChromium(),
    args: ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', `--user-agent=${READER}`],
  })
}

async function unpackChromium(): Promise<string> {
  const dir = join(tmpdir(), 'waymark-chromium')
  mkdirSync(dir, { recursive: true })
  process.env['TMPDIR'] = dir
  // Makes the package bring the system libraries that a bare machine lacks; it is read when the module loads.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  const path = await bundled.executablePath()
  // The package's font list names /tmp/fonts; without a font Chromium ends at the first page.
  for (const conf of [join(dir, 'fonts', 'fonts.conf'), join(dir, 'fonts.conf')]) {
    if (existsSync(conf)) writeFileSync(conf, readFileSync(conf, 'utf8').replaceAll('/tmp/fonts', join(dir, 'fonts')))
  }
  return path
}
