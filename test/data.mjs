// Where the data beside the project is: the only place that names it. Tests without it say so in one line and pass.
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** Works from the source and from a bundle under dist/: both are inside the project. */
const root = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
})()

const folder = path.resolve(process.env.ALERTPATH_DATA ?? path.join(root, '..', 'shared'))

/**
 * The absolute path of something in the data folder, or undefined when it is not there; then says so once.
 * @param {...string} parts
 * @returns {string | undefined}
 */
export function data(...parts) {
  const found = path.join(folder, ...parts)
  if (existsSync(found)) return found
  missing()
  return undefined
}

let said = false
function missing() {
  if (!said) console.log(`Without the data beside the project (ALERTPATH_DATA, now ${folder}) some tests are left out.`)
  said = true
}
