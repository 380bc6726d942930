// What a value looks like from the inside: members, elements, own words about them. The data trees of templates and of the
// webhook body are written in it; completion, hover and member checks read it.

export interface Shape {
  /** `object`: exactly these members. `map`: any key. `any`: nothing is known, nothing is wrong. */
  readonly kind: 'object' | 'map' | 'list' | 'text' | 'number' | 'boolean' | 'time' | 'any'
  /** A short name for people: `alert`, `label set`. */
  readonly name?: string
  /** Markdown in our own words. */
  readonly documentation?: string
  readonly members?: Readonly<Record<string, Shape>>
  /** What a list holds or a map gives. */
  readonly items?: Shape
  /** Kind of name that the keys of a map are, and the word that says which map: `{ kind: 'label', within: 'CommonLabels' }`. */
  readonly keys?: { readonly kind: string; readonly within: string }
  /** First version line of the program that has it. */
  readonly since?: string
}

export const any: Shape = { kind: 'any' }
export const text: Shape = { kind: 'text' }
export const number: Shape = { kind: 'number' }

/** The shape with its own words. */
export const said = (shape: Shape, documentation: string, since?: string): Shape => ({ ...shape, documentation, ...(since === undefined ? {} : { since }) })

/** The member, own keys only: `constructor` is nobody's member. */
export function member(shape: Shape, name: string): Shape | undefined {
  return shape.members && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined
}

/** `a` is an older line than `b`: `0.31` before `0.33`, `1.3` before `2.0`. */
export function older(a: string, b: string): boolean {
  const [x, y] = [a, b].map(one => one.split('.').map(part => Number.parseInt(part, 10) || 0))
  for (let i = 0; i < Math.max(x?.length ?? 0, y?.length ?? 0); i++) {
    const d = (x?.[i] ?? 0) - (y?.[i] ?? 0)
    if (d !== 0) return d < 0
  }
  return false
}
