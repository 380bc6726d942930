// What the build derives from the core: schemas for other editors and the pages of the checks, by running server/src/emit.ts.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * Bundles `server/src/emit.ts`, which exports `emit({ root, dist })`, and calls it: it writes `dist/schemas/*.json` and
 * `dist/pages/*.md`. Paths are absolute. Without the file there is nothing to emit.
 */
export async function emit(root) {
  const entry = path.join(root, 'server', 'src', 'emit.ts')
  if (!existsSync(entry)) return
  const dist = path.join(root, 'dist')
  const outfile = path.join(dist, 'build', `emit-${process.pid}.mjs`)
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning', packages: 'external' })
  const module = await import(pathToFileURL(outfile).href)
  await module.emit({ root, dist })
}
