// Names of file scope: used and not declared, declared twice. The table of the language says which and how bad.
import type { FileView, Language, NameKind } from '../languages'
import { closest, type Mention, type Problem } from '../text'

/** For so many unknown names of a kind the nearest known one is looked for: each is compared with all that are known. */
const mostCompared = 200

export function* nameProblems(file: FileView, language: Language): Generator<Problem> {
  for (const [kind, rule] of Object.entries(language.names)) {
    if (rule.unknown && rule.scope === 'file') yield* unknownNames(file, kind, rule, rule.unknown)
    if (rule.duplicate) yield* duplicates(file, kind, rule, rule.duplicate)
  }
}

function* unknownNames(file: FileView, kind: string, rule: NameKind, { code, severity, say }: NonNullable<NameKind['unknown']>): Generator<Problem> {
  const declared = file.names(kind, 'declares')
  const strange: string[] = []
  for (const name of file.names(kind, 'uses')) if (!declared.has(name) && !rule.builtin?.includes(name)) strange.push(name)
  if (strange.length === 0) return
  // names come in any order after edits, and the nearest is the first of several
  const known = [...declared, ...(rule.builtin ?? [])].sort()
  const compared = new Set(strange.length > mostCompared ? strange.sort().slice(0, mostCompared) : strange)
  const unknown = new Map(strange.map(name => [name, compared.has(name) ? closest(name, known) : undefined]))
  for (const { name, span } of file.mentions([kind], 'uses', unknown)) {
    const near = unknown.get(name)
    yield {
      code,
      severity,
      message: `No ${rule.label} is called "${name}".${near ? ` Did you mean "${near}"?` : ''}${say ? ` ${say}` : ''}`,
      span,
      ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
    }
  }
}

function* duplicates(file: FileView, kind: string, rule: NameKind, { code, severity, say }: NonNullable<NameKind['duplicate']>): Generator<Problem> {
  const repeated = file.repeated(kind)
  if (repeated.size === 0) return
  const first = new Map<string, Mention>()
  for (const one of file.mentions([kind], 'declares', repeated)) {
    const key = `${one.within ?? ''} ${one.name}`
    const before = first.get(key)
    if (!before) first.set(key, one)
    else
      yield {
        code,
        severity,
        message: `The ${rule.label} "${one.name}" is there twice.${say ? ` ${say}` : ''}`,
        span: one.span,
        related: [{ span: before.span, message: `"${one.name}" stands here first.` }],
      }
  }
}
