// The commands by name.
import { check } from './check'
import { type Exit, type Io, Usage } from './io'

type Command = (args: readonly string[], io: Io) => Promise<Exit>

const commands: Readonly<Record<string, Command>> = { check }

export async function main(args: readonly string[], io: Io): Promise<Exit> {
  try {
    const [name = '', ...rest] = args
    const command = commands[name]
    if (!command) throw new Usage(name ? `There is no command "${name}".` : 'Name a command.')
    return await command(rest, io)
  } catch (error) {
    if (!(error instanceof Usage)) throw error
    io.err(`${error.message}\nSee "alertpath --help".\n`)
    return 2
  }
}
