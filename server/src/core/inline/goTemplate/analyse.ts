// Walks a Go template with what `.` and each variable is, and finds what the programs would not know: functions, variables,
// fields. The same walk yields names used and the places that completion and hover look at.
import type { Mention, Span } from '../../text'
import type { InlineProblem } from '../inline'
import { any, member, older, type Shape, text } from '../shape'
import { alert, ruleVariables } from './data'
import { dataOf, functionNamed } from './flavour'
import type { TemplateFunction } from './functions'
import type { Command, Field, GoTemplate, Node, Operand, Pipe, Term } from './node'
import { calledWithoutData, shadows, unknownField, unknownFunction, unknownVariable } from './unknown'

export interface Variable {
  readonly name: string
  readonly shape: Shape
}

/** What holds from `start` on, up to the next frame. */
export interface Frame {
  readonly start: number
  readonly dot: Shape
  readonly variables: readonly Variable[]
}

/** A word with a meaning. `owner` is what a field is asked of, or the map of a key. */
export type Site =
  | { readonly kind: 'field' | 'key'; readonly span: Span; readonly name: string; readonly owner: Shape; readonly shape: Shape | undefined }
  | { readonly kind: 'variable'; readonly span: Span; readonly name: string; readonly shape: Shape | undefined }
  | { readonly kind: 'function'; readonly span: Span; readonly name: string; readonly found: TemplateFunction | undefined }
  | { readonly kind: 'template'; readonly span: Span; readonly name: string }

export interface Analysis {
  readonly problems: readonly InlineProblem[]
  readonly mentions: readonly Mention[]
  readonly sites: readonly Site[]
  readonly frames: readonly Frame[]
}

/** The tree before: problems and names of one are asked for one after another. */
let last: { readonly tree: GoTemplate; readonly version: string | undefined; readonly analysis: Analysis } | undefined

/** `version` is a line of the program; without one, nothing is too new. */
export function analyse(tree: GoTemplate, version?: string): Analysis {
  if (last?.tree !== tree || last.version !== version) last = { tree, version, analysis: new Walk(tree, version).run() }
  return last.analysis
}

/** Names are the same for every version. */
export const namesIn = (tree: GoTemplate): readonly Mention[] => (last?.tree === tree ? last.analysis : analyse(tree)).mentions

/** A piece of unknown data, as in `define`: members that are known by name are believed, nothing is wrong. */
const loose: Shape = { kind: 'any', name: 'data of the caller' }

interface Env {
  readonly dot: Shape
  readonly root: Shape
  /** Shared by lists that see each other's variables. */
  readonly scope: Scope
}

interface Scope {
  /** Replaced by a longer one when a variable is declared, so that frames can keep it. */
  variables: readonly Variable[]
}

/** What is in sight at the start of a text. */
const given: readonly Variable[] = Object.entries(ruleVariables).map(([name, shape]) => ({ name, shape }))

class Walk {
  private readonly problems: InlineProblem[] = []
  private readonly mentions: Mention[] = []
  private readonly sites: Site[] = []
  private readonly frames: Frame[] = []
  private readonly usesDot = new Map<string, boolean>()

  constructor(
    private readonly tree: GoTemplate,
    private readonly version: string | undefined,
  ) {}

  run(): Analysis {
    const { flavour } = this.tree
    const root = dataOf(flavour)
    for (const node of this.tree.nodes) if (node.kind === 'define' && node.name) this.usesDot.set(node.name.value, mentionsDot(node.body))
    const whole = { name: '$', shape: root }
    this.list(this.tree.nodes, { dot: root, root, scope: { variables: flavour === 'prometheus' ? [whole, ...given] : [whole] } })
    const { problems, mentions, sites, frames } = this
    return { problems, mentions, sites, frames }
  }

  private list(nodes: readonly Node[], env: Env): void {
    for (const node of nodes) {
      this.frame(node.span.start, env)
      this.node(node, env)
      this.frame(node.span.end, env)
    }
  }

  private frame(start: number, env: Env): void {
    this.frames.push({ start, dot: env.dot, variables: env.scope.variables })
  }

  private node(node: Node, env: Env): void {
    switch (node.kind) {
      case 'action':
        this.pipe(node.pipe, env)
        break
      case 'control':
        this.control(node, env)
        break
      case 'define':
      case 'block':
        this.definition(node, env)
        break
      case 'template':
        this.call(node, env)
        break
    }
  }

  /** Variables of all branches stay in sight up to `end`, as Go keeps them. */
  private control(node: Extract<Node, { kind: 'control' }>, env: Env): void {
    const inner: Env = { ...env, scope: { variables: env.scope.variables } }
    for (const branch of node.branches) {
      const given = branch.pipe ? this.pipe(branch.pipe, inner, branch.keyword === 'range') : undefined
      const dot = branch.keyword === 'with' ? given : branch.keyword === 'range' ? element(given) : undefined
      const body: Env = { ...inner, dot: dot ?? inner.dot }
      if (branch.pipe) this.frame(this.behind(branch.pipe.span.end), body)
      this.list(branch.body, body)
    }
  }

  private behind(offset: number): number {
    return this.tree.items.find(one => one.kind === 'right' && one.span.end > offset)?.span.end ?? this.tree.text.length
  }

  private definition(node: Extract<Node, { kind: 'define' | 'block' }>, env: Env): void {
    const given = node.pipe ? this.pipe(node.pipe, env) : loose
    if (node.name) {
      this.mentions.push({ kind: 'template', name: node.name.value, role: 'declares', span: node.name.span })
      this.sites.push({ kind: 'template', span: node.name.span, name: node.name.value })
    }
    const start = this.behind((node.pipe ?? node.name)?.span.end ?? node.span.start)
    const body: Env = { dot: given, root: given, scope: { variables: [{ name: '$', shape: given }] } }
    this.frame(start, body)
    this.list(node.body, body)
  }

  private call(node: Extract<Node, { kind: 'template' }>, env: Env): void {
    if (node.pipe) this.pipe(node.pipe, env)
    if (!node.name) return
    this.mentions.push({ kind: 'template', name: node.name.value, role: 'uses', span: node.name.span })
    this.sites.push({ kind: 'template', span: node.name.span, name: node.name.value })
    const needsData = this.usesDot.get(node.name.value) ?? true
    if (!node.pipe && needsData && this.tree.flavour !== 'prometheus') this.problems.push(calledWithoutData(node.name, node.span))
  }

  private pipe(pipe: Pipe, env: Env, ranges = false): Shape {
    // Go puts the variable in scope before it reads the value.
    for (const one of pipe.declared) see(env, one.name, any)
    let shape: Shape | undefined
    for (const command of pipe.commands) shape = this.command(command, env, shape)
    const result = shape ?? any
    const [first, second] = pipe.declared
    if (first) this.declare(env, first, ranges && !second ? element(result) : ranges ? key(result) : result)
    if (second) this.declare(env, second, element(result))
    return result
  }

  private declare(env: Env, { name, span }: { name: string; span: Span }, shape: Shape): void {
    see(env, name, shape)
    this.sites.push({ kind: 'variable', span, name, shape })
  }

  private command(command: Command, env: Env, piped: Shape | undefined): Shape {
    const shapes = command.operands.map(one => this.operand(one, env))
    const first = command.operands[0]
    if (first?.term.kind !== 'function' || first.fields.length > 0) return shapes[0] ?? any
    const values = piped ? [...shapes.slice(1), piped] : shapes.slice(1)
    return this.called(first.term.name, command.operands.slice(1), values) ?? shapes[0] ?? any
  }

  /** Functions whose result depends on their arguments. */
  private called(name: string, operands: readonly Operand[], shapes: readonly Shape[]): Shape | undefined {
    if (name === 'or' || name === 'and') return shapes.length > 0 && shapes.every(one => one === shapes[0]) ? shapes[0] : any
    if (name !== 'index') return undefined
    let shape = shapes[0] ?? any
    for (const operand of operands.slice(1)) {
      if (operand.term.kind === 'string') this.key(shape, operand.term.value, operand.term.inner)
      shape = shape.items ?? any
    }
    return shape
  }

  private operand(operand: Operand, env: Env): Shape {
    let shape = this.term(operand.term, env)
    let origin: Term | undefined = operand.term
    for (const field of operand.fields) {
      shape = this.field(field, shape, env, origin)
      origin = undefined
    }
    return shape
  }

  private term(term: Term, env: Env): Shape {
    if (term.kind === 'dot') return env.dot
    if (term.kind === 'string') return text
    if (term.kind === 'group') return this.pipe(term.pipe, env)
    if (term.kind === 'function') return this.function(term)
    return term.kind === 'variable' ? this.variable(term, env) : any
  }

  private function(term: { readonly name: string; readonly span: Span }): Shape {
    const found = functionNamed(this.tree.flavour, term.name)
    this.sites.push({ kind: 'function', span: term.span, name: term.name, found })
    const since = found?.since?.[this.tree.flavour === 'prometheus' ? 'prometheus' : 'alertmanager']
    if (!found || (since && this.version && older(this.version, since))) this.problems.push(unknownFunction(term, this.tree.flavour, since))
    return found?.gives ?? any
  }

  private variable(term: { readonly name: string; readonly span: Span }, env: Env): Shape {
    const found = inSight(env.scope.variables, term.name)
    this.sites.push({ kind: 'variable', span: term.span, name: term.name, shape: found?.shape })
    if (!found)
      this.problems.push(
        unknownVariable(
          term,
          this.tree.flavour,
          env.scope.variables.map(one => one.name),
          env.dot === env.root,
        ),
      )
    return found?.shape ?? any
  }

  private field(field: Field, owner: Shape, env: Env, origin: Term | undefined): Shape {
    const found = member(owner, field.name) ?? (owner === loose ? (member(dataOf(this.tree.flavour), field.name) ?? member(alert, field.name)) : undefined)
    const shape = found ?? (owner.kind === 'map' ? owner.items : undefined)
    this.sites.push({ kind: 'field', span: field.span, name: field.name, owner, shape })
    if (field.name === '') return any
    if (owner.kind === 'map' && !found) this.key(owner, field.name, field.span)
    else if (!found && closed.has(owner.kind))
      this.problems.push(unknownField(field, owner, { flavour: this.tree.flavour, atRoot: owner === env.root && origin?.kind === 'dot' }))
    else if (found?.since && this.version && older(this.version, found.since)) this.problems.push(shadows(field, found.since))
    return shape ?? any
  }

  private key(owner: Shape, name: string, span: Span): void {
    this.sites.push({ kind: 'key', span, name, owner, shape: owner.items })
    if (owner.keys) this.mentions.push({ kind: owner.keys.kind, name, role: 'uses', span, within: owner.keys.within })
  }
}

function see({ scope }: Env, name: string, shape: Shape): void {
  scope.variables = [...scope.variables, { name, shape }]
}

/** The one declared last. */
function inSight(variables: readonly Variable[], name: string): Variable | undefined {
  for (let i = variables.length - 1; i >= 0; i--) if (variables[i]?.name === name) return variables[i]
  return undefined
}

const closed: ReadonlySet<Shape['kind']> = new Set(['object', 'list', 'text'])

const element = (shape: Shape | undefined): Shape => shape?.items ?? (shape === loose ? loose : any)
const key = (shape: Shape): Shape => (shape.kind === 'map' ? text : any)

/** Does a body look at its data at all? */
function mentionsDot(nodes: readonly Node[]): boolean {
  return nodes.some(node => {
    if (node.kind === 'control') return node.branches.some(one => (one.pipe && pipeMentionsDot(one.pipe)) || mentionsDot(one.body))
    if (node.kind === 'action' || node.kind === 'template') return node.pipe !== undefined && pipeMentionsDot(node.pipe)
    return node.kind === 'block' && node.pipe !== undefined && pipeMentionsDot(node.pipe)
  })
}

const pipeMentionsDot = (pipe: Pipe): boolean => pipe.commands.some(command => command.operands.some(one => termMentionsDot(one.term)))

const termMentionsDot = (term: Term): boolean =>
  term.kind === 'dot' || (term.kind === 'variable' && term.name === '$') || (term.kind === 'group' && pipeMentionsDot(term.pipe))
