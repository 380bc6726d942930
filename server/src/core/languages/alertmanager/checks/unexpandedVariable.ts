// Shell variables, and variables of rule files, where Alertmanager takes the text as it is.
import { parseHostPort, parseWebUrl } from '../../../inline'
import { hasVariable } from '../../../schema'
import type { Problem, Span } from '../../../text'
import { wordSpan } from '../values'
import type { Leaf, LeafCheck } from './leaf'

export const unexpandedVariable: LeafCheck = {
  code: 'unexpanded-variable',
  // something fills them in before Alertmanager reads them
  except: /[._-](?:te?mpl(?:ate)?|tpl|in|envsubst|j2|jinja2?|dist|example|sample)(?:\.[a-z0-9]+)?$/i,
  judge,
}

const addresses: Readonly<Record<string, (text: string) => { readonly error?: string }>> = {
  'web-url': parseWebUrl,
  'secret-url': parseWebUrl,
  'webhook-url': parseWebUrl,
  'host-port': parseHostPort,
}

function judge({ at, schema, text, key }: Leaf): Problem | undefined {
  if (!text.includes('$') || schema.type !== 'string' || schema.inline === 'matcher' || (schema.format !== undefined && !addresses[schema.format]))
    return undefined
  const plain = schema.inline === 'go-template' ? text.replace(/\{\{.*?\}\}/gs, part => ' '.repeat(part.length)) : text
  const rule = /\$(?:labels|value|externalLabels|externalURL)\b/.exec(plain)
  if (rule) return ruleVariable(at, rule[0], place(at, rule))
  const found = /\$\{[A-Za-z_]\w*[^}]*\}|\$[A-Z_]\w*/.exec(plain)
  if (!found || (schema.format === undefined && !hasVariable(plain))) return undefined
  const refused = schema.format !== undefined && !text.includes('{{') && addresses[schema.format]?.(text).error !== undefined
  return {
    code: 'unexpanded-variable',
    severity: refused ? 'error' : 'warning',
    message: `Alertmanager fills in no variables: "${found[0].replace(/[:?+-].*$/s, '}')}" is taken as it stands${refused ? ', and that is no address, so the file is refused' : ''}. ${advice(schema.secret === true, key)}`,
    span: place(at, found),
  }
}

const advice = (secret: boolean, key: string): string =>
  secret || /(?:url|password|token|key|secret)$/.test(key)
    ? `Keep the value in a file and name it with "${key.replace(/_file$/, '')}_file", or fill the variable in before Alertmanager starts.`
    : 'Fill it in before Alertmanager starts, for example with envsubst.'

function ruleVariable(at: Leaf['at'], name: string, span: Span): Problem {
  return {
    code: 'unexpanded-variable',
    severity: 'warning',
    message: `"${name}" exists in rule files only; here it is taken as it stands. In a template of Alertmanager, labels are in "{{ .CommonLabels }}" or, for one alert, "{{ .Labels }}".`,
    span: span ?? wordSpan(at),
  }
}

/** Exact where the scalar is written as it reads. */
function place(at: Leaf['at'], found: RegExpExecArray): Span {
  const span = wordSpan(at)
  return span.end - span.start === (at.text ?? '').length ? { start: span.start + found.index, end: span.start + found.index + found[0].length } : span
}
