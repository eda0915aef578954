/** A command whose settings are all variables of the environment. */
export interface EnvironmentOnly {
  /** As it is typed, e.g. `npm start`. */
  command: string
  /** What it does, in a sentence. */
  does: string
  /** Variables it reads most often, with what they are when not set. */
  variables: Record<string, string>
}

/**
 * Whether the command may go on. Asked for help, it explains itself; given anything else, it refuses: `npm start -- --port 8080` that starts
 * on another port has somebody look for the mistake elsewhere.
 */
export function mayGoOn(about: EnvironmentOnly, args: string[] = process.argv.slice(2)): boolean {
  const [first] = args
  if (first === undefined) return true
  if (first === '--help' || first === '-h') {
    console.log(explain(about))
    return false
  }
  console.error(`${about.command} takes no arguments, and was given "${args.join(' ')}".${suggest(about, args)}\n\n${explain(about)}`)
  process.exitCode = 2
  return false
}

function explain({ command, does, variables }: EnvironmentOnly): string {
  const width = Math.max(...Object.keys(variables).map((name) => name.length))
  const lines = Object.entries(variables).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
  return `Usage: ${command}\n${does} Its settings are variables, written before it:\n${lines.join('\n')}\nAll of them are in README.md.`
}

/** An option of another tool, e.g. `--port 8080` or `--port=8080`, as the variable that it is here. */
function suggest({ command, variables }: EnvironmentOnly, args: string[]): string {
  const [, option = '', own] = /^--([\w-]+)(?:=(.*))?$/.exec(args[0] ?? '') ?? []
  const name = option.replaceAll('-', '_').toUpperCase()
  const value = own ?? args[1]
  return name in variables && value ? ` Write ${name}=${value} ${command}.` : ''
}
