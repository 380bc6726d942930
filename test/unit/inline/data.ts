// Conformance data beside the repository (folder named by ALERTPATH_DATA, else ../shared). Absent data skips the tests that need it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(process.env.ALERTPATH_DATA ?? join(process.cwd(), '..', 'shared'), 'conformance')

/** The parsed file, or undefined (said once a file) when it is not there. */
export function load<T>(name: string): T | undefined {
  const file = join(folder, name)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T
  console.log(`No conformance data at ${file}: its tests are skipped.`)
  return undefined
}
