// `alertpath route`: which receivers get an alert with these labels, and by which routes.
import path from 'node:path'
import { type Hit, hits } from '../core/alertpath'
import { type Route, routeText, routeTree } from '../core/languages/alertmanager/model'
import { Lines } from '../core/text'
import { makeFile } from '../core/workspace'
import { At } from '../core/yaml'
import { readText } from '../node/disk'
import { uriOf } from '../node/paths'
import { printable } from './escape'
import { type Exit, type Io, Usage } from './io'
import { type Flag, flagOf, readArguments } from './options'

type Labels = Readonly<Record<string, string>>

export const routeFlags: Readonly<Record<string, Flag>> = {
  format: { value: 'FORMAT', choices: ['text', 'json'], otherwise: 'text', help: 'How the receivers are printed.' },
  stdin: { help: 'Read labels from standard input: one JSON object a line.' },
  help: { help: 'Show this help.' },
}

export async function route(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArguments(args, routeFlags)
  const [file, ...pairs] = given.rest
  if (file === undefined) throw new Usage('Name an Alertmanager configuration, such as "alertpath route alertmanager.yml severity=critical".')
  if (given.flags.stdin && pairs.length > 0) throw new Usage('Give labels either as arguments or with --stdin.')
  const json = flagOf(given, 'format') === 'json'
  const alerts = given.flags.stdin ? labelLines(await io.input()) : [labelsOf(pairs)]
  const read = await readText(path.resolve(io.cwd, file))
  if ('refused' in read) throw new Usage(`${printable(file)}: ${read.refused}`)
  const { doc } = makeFile(uriOf(path.resolve(io.cwd, file)), read.text)
  const tree = routeTree(At.root(doc))
  if (!tree) throw new Usage(`${printable(file)}: There is no "route" in it, so nothing is sent anywhere.`)
  const lines = new Lines(read.text)
  for (const labels of alerts) {
    const found = hits(tree, labels)
    io.out(json ? `${JSON.stringify({ receivers: found.map(one => one.receiver) })}\n` : text(found, lines, file))
  }
  return 0
}

function text(found: readonly Hit<Route>[], lines: Lines, file: string): string {
  if (found.length === 0) return 'No receiver gets it.\n'
  return found
    .map(({ receiver, path: steps }) => {
      const last = steps.at(-1)
      const line = last ? lines.position(last.at.start).line + 1 : 1
      const why = steps.slice(1).map(one => `{${printable(routeText(one))}}`)
      return `${printable(receiver) || '(no receiver)'}  ${printable(file)}:${line}  ${why.length > 0 ? why.join(' → ') : 'the root route'}\n`
    })
    .join('')
}

function labelsOf(pairs: readonly string[]): Labels {
  return Object.fromEntries(
    pairs.map(one => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(one) ?? []
      if (name === undefined || value === undefined) throw new Usage(`"${printable(one)}" is no label: write name=value.`)
      return [name, value]
    }),
  )
}

function labelLines(input: string): Labels[] {
  return input.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const labels = parsed(line)
    if (!labels) throw new Usage(`Line ${i + 1} of the input is no JSON object of texts.`)
    return [labels]
  })
}

function parsed(line: string): Labels | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.values(value).every(one => typeof one === 'string') ? (value as Labels) : undefined
  } catch {
    return undefined
  }
}
