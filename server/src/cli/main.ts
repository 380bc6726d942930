// The commands by name.
import { closest } from '../core/text'
import { version } from '../lsp/version'
import { add } from './add'
import { check } from './check'
import { printable } from './escape'
import { explain } from './explain'
import { generalHelp, helpOf } from './help'
import { type Exit, type Io, Usage } from './io'
import { create } from './new'
import { route } from './route'
import { schema } from './schema'
import { trace } from './trace'

type Command = (args: readonly string[], io: Io) => Promise<Exit>

const commands: Readonly<Record<string, Command>> = { check, new: create, add, route, trace, schema, explain }

export async function main(args: readonly string[], io: Io): Promise<Exit> {
  try {
    return await run(args, io)
  } catch (error) {
    if (!(error instanceof Usage)) throw error
    io.err(`${error.message}\nSee "alertpath --help".\n`)
    return 2
  }
}

async function run([name = '', ...rest]: readonly string[], io: Io): Promise<Exit> {
  if (name === '--version' || name === '-v' || name === '-V') return say(io, `${version}\n`)
  if (name === '--help' || name === '-h') return say(io, generalHelp())
  if (name === 'help') return say(io, (rest[0] !== undefined && helpOf(rest[0])) || generalHelp())
  const help = helpOf(name)
  const command = commands[name]
  if (help && asksForHelp(rest)) return say(io, help)
  if (command) return command(rest, io)
  if (name === '') throw new Usage('Name a command: check, new, add, route, trace, schema, explain or lsp.')
  const near = closest(name, Object.keys(commands))
  throw new Usage(`There is no command "${printable(name)}".${near ? ` Did you mean "${near}"?` : ''}`)
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).some(one => one === '--help' || one === '-h')
}

function say(io: Io, text: string): Exit {
  io.out(text)
  return 0
}
