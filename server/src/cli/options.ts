// Reads the arguments of one command by a table; what is wrong is said in one sentence.
import { closest } from '../core/text'
import { Usage } from './io'

export interface Flag {
  /** What the value is called in the help; a flag without one is a switch. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly help: string
  readonly otherwise?: string
  readonly repeated?: true
}

export interface Arguments {
  readonly flags: Readonly<Record<string, readonly string[]>>
  readonly rest: readonly string[]
}

/** `--name value`, `--name=value`, `-h`; everything after `--` is an operand. */
export function readArguments(args: readonly string[], table: Readonly<Record<string, Flag>>): Arguments {
  const flags: Record<string, string[]> = {}
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const one = args[i] ?? ''
    if (one === '--') {
      rest.push(...args.slice(i + 1))
      break
    }
    if (!one.startsWith('-') || one === '-') {
      rest.push(one)
      continue
    }
    const [, name = '', inline] = /^--?([^=]*)(?:=(.*))?$/s.exec(one) ?? []
    const flag = table[name === 'h' ? 'help' : name]
    if (!flag) throw new Usage(unknown(one, table))
    if (!flag.value && inline !== undefined) throw new Usage(`--${name} takes no value.`)
    const value = flag.value ? (inline ?? args[++i]) : ''
    if (value === undefined) throw new Usage(`--${name} needs a value: ${flag.value}.`)
    if (flag.choices && !flag.choices.includes(value)) throw new Usage(unfit(name, value, flag.choices))
    flags[name === 'h' ? 'help' : name] = [...(flags[name] ?? []), value]
  }
  return { flags, rest }
}

export const flagOf = ({ flags }: Arguments, name: string): string | undefined => flags[name]?.at(-1)

function unknown(one: string, table: Readonly<Record<string, Flag>>): string {
  const near = closest(one.replace(/^--?/, '').replace(/=.*$/s, ''), Object.keys(table))
  return `There is no option "${one}".${near ? ` Did you mean "--${near}"?` : ''}`
}

function unfit(name: string, value: string, choices: readonly string[]): string {
  const near = closest(value, choices)
  return `"${value}" is none of the values of --${name}: ${choices.join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`
}
