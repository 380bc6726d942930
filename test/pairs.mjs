// Few sets of choices in which every pair of choices of two options is met: what tests and the comparison with the real programs go through.

/**
 * @param {Readonly<Record<string, readonly string[]>>} options values by option
 * @returns {Record<string, string>[]}
 */
export function pairs(options) {
  const names = Object.keys(options)
  const open = new Set()
  const key = (a, x, b, y) => (a < b ? `${a}=${x} ${b}=${y}` : `${b}=${y} ${a}=${x}`)
  for (const a of names) for (const b of names) if (a < b) for (const x of options[a]) for (const y of options[b]) open.add(key(a, x, b, y))
  const sets = []
  while (open.size > 0) {
    const [first] = open
    /** @type {Record<string, string>} */
    const set = Object.fromEntries(first.split(' ').map(one => one.split('=')))
    for (const name of names) {
      if (name in set) continue
      const gain = value => Object.keys(set).filter(other => open.has(key(name, value, other, set[other]))).length
      set[name] = options[name].reduce((best, value) => (gain(value) > gain(best) ? value : best))
    }
    for (const a of names) for (const b of names) if (a < b) open.delete(key(a, set[a], b, set[b]))
    sets.push(set)
  }
  return sets
}

/** A choice of `many` is two options here: with it, and without. */
const many = {
  exporters: ['node', 'blackbox', 'cadvisor'],
  watch: ['kestra', 'hosts', 'http', 'containers'],
  notifiers: ['slack', 'email', 'teams', 'pagerduty'],
}

const one = { run: ['compose', 'processes'], kestra: ['2', '1.3'], database: ['postgres', 'h2'] }

/** Settings as the command line takes them: `{ run: 'compose', exporters: 'node,blackbox', … }`. */
export function settings() {
  const parts = Object.entries(many).flatMap(([id, values]) => values.map(value => [`${id}-${value}`, ['yes', 'no']]))
  return pairs({ ...one, ...Object.fromEntries(parts) }).map(set => ({
    ...Object.fromEntries(Object.keys(one).map(id => [id, set[id]])),
    ...Object.fromEntries(Object.entries(many).map(([id, values]) => [id, values.filter(value => set[`${id}-${value}`] === 'yes').join(',') || 'none'])),
  }))
}
