// `alertpath explain`: the codes, or the page of one.
import { closest } from '../core/text'
import { printable } from './escape'
import { type Exit, type Io, Usage } from './io'
import { type Flag, readArguments } from './options'
import { pageCodes, pageOf, summaryOf } from './pages'

export const explainFlags: Readonly<Record<string, Flag>> = { help: { help: 'Show this help.' } }

export async function explain(args: readonly string[], { home, out }: Io): Promise<Exit> {
  const { rest } = readArguments(args, explainFlags)
  if (rest.length > 1) throw new Usage('Name one code, or none to list them all.')
  const [code] = rest
  const codes = pageCodes(home).sort()
  if (code === undefined) {
    const widest = Math.max(0, ...codes.map(one => one.length))
    for (const one of codes) {
      const page = pageOf(home, one)
      out(`${one.padEnd(widest)}  ${page ? summaryOf(page) : ''}\n`)
    }
    return 0
  }
  const page = pageOf(home, code)
  if (page) {
    out(page.text.endsWith('\n') ? page.text : `${page.text}\n`)
    return 0
  }
  const near = closest(code, codes)
  throw new Usage(`There is no page about "${printable(code)}".${near ? ` Did you mean "${near}"?` : ' "alertpath explain" lists them all.'}`)
}
