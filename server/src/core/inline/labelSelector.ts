// Label selectors of Kubernetes, as its API machinery reads them: `app=web`, `tier in (a, b)`, `!canary`, with commas between.
import type { Parsed } from './parsed'

const refuse = (error: string): Parsed<never> => ({ error })

/** Whether Kubernetes takes the text for a selector; an empty one selects everything. */
export function parseLabelSelector(text: string): Parsed<true> {
  const words = wordsOf(text)
  let at = 0
  const next = (): string | undefined => words[at]
  while (at < words.length) {
    const not = next() === '!'
    if (not) at++
    const key = next()
    if (key === undefined || symbol.test(key)) return refuse(`The selector "${text}" has no label ${key === undefined ? 'at its end' : `before "${key}"`}.`)
    if (!isLabelKey(key))
      return refuse(`"${key}" is not a label of Kubernetes: it is made of letters, digits, "-", "_" and ".", with a domain and a slash before it if need be.`)
    at++
    if (!not && next() !== undefined && next() !== ',') {
      const operator = next() ?? ''
      at++
      const values = /^(?:not)?in$/.test(operator) ? listAt() : oneAt()
      if (!values || !/^(?:==?|!=|<|>|(?:not)?in)$/.test(operator))
        return refuse(`"${text}" is not a label selector: write "name=value", "name!=value" or "name in (a, b)", with commas between.`)
      const wrong = values.find(value => !(/^[<>]$/.test(operator) ? /^[+-]?\d+$/ : labelValue).test(value) || value.length > 63)
      if (wrong !== undefined) return refuse(`"${wrong}" is not ${/^[<>]$/.test(operator) ? 'a whole number' : 'a value that a label of Kubernetes can have'}.`)
    }
    if (next() === undefined) break
    if (next() !== ',') return refuse(`A comma is missing before "${next()}" in the selector "${text}".`)
    at++
    if (next() === undefined) return refuse(`The selector "${text}" ends with a comma.`)
  }
  return { value: true }

  /** The one value after an operator; nothing there is the empty value. */
  function oneAt(): readonly string[] | undefined {
    const value = next()
    if (value === undefined || value === ',') return ['']
    at++
    return symbol.test(value) ? undefined : [value]
  }

  /** Values in parentheses. */
  function listAt(): readonly string[] | undefined {
    if (next() !== '(') return undefined
    const close = words.indexOf(')', at)
    const inside = close < 0 ? undefined : words.slice(at + 1, close)
    at = close + 1
    const isWrong = inside?.some((one, i) => one !== ',' && (symbol.test(one) || (i > 0 && inside[i - 1] !== ',')))
    return isWrong ? undefined : inside?.filter(one => one !== ',')
  }
}

const symbol = /^(?:==|!=|[=!(),<>])$/
const labelName = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const labelValue = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
const domain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

const wordsOf = (text: string): readonly string[] => text.match(/==|!=|[=!(),<>]|[^ \t\r\n=!(),<>]+/g) ?? []

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/')
  const name = key.slice(slash + 1)
  if (slash >= 0 && (!domain.test(key.slice(0, slash)) || slash > 253)) return false
  return labelName.test(name) && name.length <= 63
}
