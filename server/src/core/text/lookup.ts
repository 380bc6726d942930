// Get or make: for tables that are filled from immutable inputs.

interface Table<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): unknown
}

/** The value under `key`, made when it is not there yet. */
export function lookup<K, V>(table: Table<K, V>, key: K, make: () => V): V {
  const known = table.get(key)
  if (known !== undefined) return known
  const value = make()
  table.set(key, value)
  return value
}
