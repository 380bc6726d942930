// Problems with names in Go templates: what is not known, whose name it is, what to write instead.
import { closest, type Span } from '../../text'
import type { InlineProblem } from '../inline'
import { member, type Shape } from '../shape'
import { alert, notification, ruleData, ruleVariables } from './data'
import { functionsOf, refusal } from './flavour'
import { functions, strangers } from './functions'
import type { Field, Flavour, Name } from './node'

interface Word {
  readonly name: string
  readonly span: Span
}

const program = (flavour: Flavour): string => (flavour === 'prometheus' ? 'Prometheus' : 'Alertmanager')

const consequence: Readonly<Record<Flavour, string>> = {
  prometheus: 'Prometheus refuses the file.',
  alertmanager: 'The notification fails when it is sent.',
  'alertmanager-file': 'Alertmanager refuses the template file.',
  'alertmanager-url': 'Alertmanager refuses the configuration.',
}

const replace = (span: Span, text: string): NonNullable<InlineProblem['fixes']> => [{ title: `Write "${text}"`, edits: [{ span, text }] }]

export function unknownFunction(word: Word, flavour: Flavour, since?: string): InlineProblem {
  const shared = { code: 'unknown-template-function', severity: refusal(flavour), span: word.span }
  if (since) return { ...shared, message: `The function "${word.name}" exists since ${program(flavour)} ${since}. ${consequence[flavour]}` }
  const elsewhere = functions.find(one => one.name === word.name)
  const near =
    strangers[word.name] ??
    closest(
      word.name,
      functionsOf(flavour).map(one => one.name),
    )
  if (elsewhere) return { ...shared, message: `${foreign(word.name, flavour, elsewhere.programs)} ${consequence[flavour]}` }
  const usable = near && (near.startsWith('$') ? flavour === 'prometheus' : !near.includes(' ') || flavour !== 'alertmanager-url') ? near : undefined
  const message = `${program(flavour)} has no template function "${word.name}"${usable ? `; did you mean "${usable}"?` : '.'} ${consequence[flavour]}`
  return usable ? { ...shared, message, fixes: replace(word.span, usable) } : { ...shared, message }
}

const foreign = (name: string, flavour: Flavour, programs: string): string =>
  flavour === 'alertmanager-url' && programs !== 'prometheus'
    ? `A URL is parsed without Alertmanager's own functions, so "${name}" is unknown here.`
    : `"${name}" is a template function of ${flavour === 'prometheus' ? 'Alertmanager' : 'Prometheus'}, not of ${program(flavour)}.`

export function unknownVariable(word: Word, flavour: Flavour, inScope: readonly string[], atRoot: boolean): InlineProblem {
  const shared = { code: 'undefined-template-variable', severity: refusal(flavour), span: word.span }
  if (flavour !== 'prometheus' && Object.hasOwn(ruleVariables, word.name)) return ruleVariableElsewhere(word, flavour, atRoot)
  const near = closest(
    word.name,
    inScope.filter(name => name !== '$'),
  )
  const reset = flavour === 'prometheus' && Object.hasOwn(ruleVariables, word.name) ? ' Inside define and block only "$" is there.' : ''
  const message = `The variable "${word.name}" is not defined${near ? `; did you mean "${near}"?` : '.'}${reset} ${consequence[flavour]}`
  return near ? { ...shared, message, fixes: replace(word.span, near) } : { ...shared, message }
}

function ruleVariableElsewhere(word: Word, flavour: Flavour, atRoot: boolean): InlineProblem {
  const shared = { code: 'undefined-template-variable', severity: refusal(flavour), span: word.span }
  const start = `"${word.name}" exists in Prometheus' rules only.`
  if (word.name !== '$labels') return { ...shared, message: `${start} ${consequence[flavour]}` }
  const instead = atRoot ? ['.GroupLabels', '.CommonLabels'] : ['.Labels', '$.CommonLabels']
  const fixes = instead.map(text => ({ title: `Write "${text}"`, edits: [{ span: word.span, text }] }))
  return { ...shared, message: `${start} Here labels are in "${instead.join('" or "')}", or ".Labels" inside "range .Alerts". ${consequence[flavour]}`, fixes }
}

export function unknownField(field: Field, owner: Shape, at: { readonly flavour: Flavour; readonly atRoot: boolean }): InlineProblem {
  const shared = { code: 'unknown-template-field', severity: 'warning' as const, span: field.span }
  const what = owner.name ?? owner.kind
  const fails = at.flavour === 'prometheus' ? 'The text becomes an error message.' : 'The notification fails when it is sent.'
  if (at.flavour === 'prometheus' && owner === ruleData && member(notification, field.name)) {
    const near = /Labels$/.test(field.name) ? 'Labels' : undefined
    const message = `".${field.name}" exists in Alertmanager's templates only${near ? '; in a rule labels are in "$labels"' : ''}. ${fails}`
    return near ? { ...shared, message, fixes: replace(field.span, near) } : { ...shared, message }
  }
  const ofAlert = owner === notification ? Object.keys(alert.members ?? {}).find(name => name.toLowerCase() === field.name.toLowerCase()) : undefined
  if (ofAlert && ofAlert !== 'Status') return ofOneAlert({ ...field, name: ofAlert }, fails)
  if (owner.kind === 'list' && owner.items && member(owner.items, field.name))
    return { ...shared, message: `"${field.name}" belongs to each of the ${what}, not to the list: use "range". ${fails}` }
  const near = closest(field.name, Object.keys(owner.members ?? {}))
  const message = `The ${what} has no field "${field.name}"${near ? `; did you mean "${near}"?` : '.'} ${fails}`
  return near ? { ...shared, message, fixes: replace(field.span, near) } : { ...shared, message }
}

function ofOneAlert(field: Field, fails: string): InlineProblem {
  const common = `Common${field.name}`
  const instead = member(notification, common) ? `, or use ".${common}"` : ''
  const message = `".${field.name}" belongs to one alert, not to the notification: put it inside "{{ range .Alerts }}"${instead}. ${fails}`
  const shared = { code: 'unknown-template-field', severity: 'warning' as const, span: field.span, message }
  return instead ? { ...shared, fixes: replace(field.span, common) } : shared
}

/** A field that this line does not have yet. */
export const shadows = (field: Field, since: string): InlineProblem => ({
  code: 'unknown-template-field',
  severity: 'warning',
  span: field.span,
  message: `".${field.name}" exists since Alertmanager ${since}. The notification fails when it is sent.`,
})

export const calledWithoutData = (name: Name, span: Span): InlineProblem => ({
  code: 'template-without-data',
  severity: 'warning',
  span,
  message: `Without a "." behind its name, "${name.value}" gets no data: its fields stay empty.`,
  fixes: [{ title: 'Add the "."', edits: [{ span: { start: name.span.end + 1, end: name.span.end + 1 }, text: ' .' }] }],
})
