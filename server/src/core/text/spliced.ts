/**
 * The list with `fresh` in the place of `removed` items from `from` on. Copied by the engine: a second `...` in a list goes item by item,
 * which for thousands of items costs more than all else that a letter asks for.
 */
export const splicedList = <T>(list: readonly T[], from: number, removed: number, fresh: readonly T[]): T[] =>
  list.slice(0, from).concat(fresh, list.slice(from + removed))
