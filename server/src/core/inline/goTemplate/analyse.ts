// Walks a Go template with what `.` and each variable is, and finds what the programs would not know: functions, variables,
// fields. The same walk yields names used and the places that completion and hover look at.
import type { Mention, Span } from '../../text'
import type { InlineProblem } from '../inline'
import { any, member, older, type Shape, text } from '../shape'
import { alert, ruleVariables } from './data'
import { dataOf, functionsOf } from './flavour'
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

const known = new WeakMap<GoTemplate, Map<string | undefined, Analysis>>()

/** Computed once for a tree and a version line. */
export function analyse(tree: GoTemplate, version?: string): Analysis {
  const byVersion = known.get(tree) ?? new Map<string | undefined, Analysis>()
  known.set(tree, byVersion)
  const before = byVersion.get(version)
  if (before) return before
  const analysis = new Walk(tree, version).run()
  byVersion.set(version, analysis)
  return analysis
}

/** A piece of unknown data, as in `define`: members that are known by name are believed, nothing is wrong. */
const loose: Shape = { kind: 'any', name: 'data of the caller' }

interface Env {
  readonly dot: Shape
  readonly root: Shape
  /** Grows while a list is walked; a copy is made for what has its own scope. */
  readonly variables: Variable[]
}

class Walk {
  private readonly problems: InlineProblem[] = []
  private readonly mentions: Mention[] = []
  private readonly sites: Site[] = []
  private readonly frames: Frame[] = []
  private readonly byName: ReadonlyMap<string, TemplateFunction>
  private readonly ends: readonly number[]
  private readonly usesDot = new Map<string, boolean>()

  constructor(
    private readonly tree: GoTemplate,
    private readonly version: string | undefined,
  ) {
    this.byName = new Map(functionsOf(tree.flavour).map(one => [one.name, one]))
    this.ends = tree.items.filter(one => one.kind === 'right').map(one => one.span.end)
  }

  run(): Analysis {
    const { flavour } = this.tree
    const root = dataOf(flavour)
    const given = flavour === 'prometheus' ? Object.entries(ruleVariables).map(([name, shape]) => ({ name, shape })) : []
    for (const node of this.tree.nodes) if (node.kind === 'define' && node.name) this.usesDot.set(node.name.value, mentionsDot(node.body))
    this.list(this.tree.nodes, { dot: root, root, variables: [{ name: '$', shape: root }, ...given] })
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
    this.frames.push({ start, dot: env.dot, variables: [...env.variables] })
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
    const inner: Env = { ...env, variables: [...env.variables] }
    for (const branch of node.branches) {
      const given = branch.pipe ? this.pipe(branch.pipe, inner, branch.keyword === 'range') : undefined
      const dot = branch.keyword === 'with' ? given : branch.keyword === 'range' ? element(given) : undefined
      const body: Env = { ...inner, dot: dot ?? inner.dot }
      if (branch.pipe) this.frame(this.behind(branch.pipe.span.end), body)
      this.list(branch.body, body)
    }
  }

  private behind(offset: number): number {
    return this.ends.find(end => end > offset) ?? this.tree.text.length
  }

  private definition(node: Extract<Node, { kind: 'define' | 'block' }>, env: Env): void {
    const given = node.pipe ? this.pipe(node.pipe, env) : loose
    if (node.name) {
      this.mentions.push({ kind: 'template', name: node.name.value, role: 'declares', span: node.name.span })
      this.sites.push({ kind: 'template', span: node.name.span, name: node.name.value })
    }
    const start = this.behind((node.pipe ?? node.name)?.span.end ?? node.span.start)
    const body: Env = { dot: given, root: given, variables: [{ name: '$', shape: given }] }
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
    for (const one of pipe.declared) env.variables.push({ name: one.name, shape: any })
    let shape: Shape | undefined
    for (const command of pipe.commands) shape = this.command(command, env, shape)
    const result = shape ?? any
    const [first, second] = pipe.declared
    if (first) this.declare(env, first, ranges && !second ? element(result) : ranges ? key(result) : result)
    if (second) this.declare(env, second, element(result))
    return result
  }

  private declare(env: Env, { name, span }: { name: string; span: Span }, shape: Shape): void {
    env.variables.push({ name, shape })
    this.sites.push({ kind: 'variable', span, name, shape })
  }

  private command(command: Command, env: Env, piped: Shape | undefined): Shape {
    const shapes = command.operands.map(one => this.operand(one, env))
    const [first, ...rest] = command.operands
    if (!first) return any
    if (first.term.kind !== 'function') return shapes[0] ?? any
    const values = piped ? [...shapes.slice(1), piped] : shapes.slice(1)
    if (first.fields.length > 0) return shapes[0] ?? any
    return this.called(first.term.name, rest, values) ?? shapes[0] ?? any
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
    const origin = operand.term
    operand.fields.forEach((field, i) => {
      shape = this.field(field, shape, env, i === 0 ? origin : undefined)
    })
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
    const found = this.byName.get(term.name)
    this.sites.push({ kind: 'function', span: term.span, name: term.name, found })
    const since = found?.since?.[this.tree.flavour === 'prometheus' ? 'prometheus' : 'alertmanager']
    if (!found || (since && this.version && older(this.version, since))) this.problems.push(unknownFunction(term, this.tree.flavour, since))
    return found?.gives ?? any
  }

  private variable(term: { readonly name: string; readonly span: Span }, env: Env): Shape {
    const found = [...env.variables].reverse().find(one => one.name === term.name)
    this.sites.push({ kind: 'variable', span: term.span, name: term.name, shape: found?.shape })
    if (!found)
      this.problems.push(
        unknownVariable(
          term,
          this.tree.flavour,
          env.variables.map(one => one.name),
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
