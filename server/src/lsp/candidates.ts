// Which files of a folder are worth reading, by name and size, and which texts are worth parsing. Guesses only: content decides later.

const always = /(?:\.(?:ya?ml|rules?|tmpl|tpl|gotmpl)|^\.env(?:\..+)?)$/i
/** Bytes: JSON and files without an extension are somebody else's data more often than not. */
const small = 1024 * 1024

export function isCandidate(name: string, size: number): boolean {
  if (always.test(name)) return true
  return size <= small && (/\.json$/i.test(name) || !name.includes('.'))
}

const telling = /"(?:targets|scrape_configs|groups|receivers|services|tasks|rule_files)"\s*:/
const rules = /^\s*"?(?:groups|scrape_configs|receivers)"?\s*:/m

/** JSON and texts without an extension are parsed only when they speak of our things. */
export function isTelling(name: string, text: string): boolean {
  if (always.test(name)) return true
  return /\.json$/i.test(name) ? telling.test(text) : rules.test(text.slice(0, 20_000))
}
