// npm run package: builds and writes alertpath-<version>.vsix. `--built` takes dist/ as it is.
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createVSIX } from '@vscode/vsce'
import { buildAll } from './build.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

export function vsixPath() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return path.join(root, `${name}-${version}.vsix`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--built')) await buildAll()
  const packagePath = vsixPath()
  // The sample has a .env with values for a demo.
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false, allowPackageEnvFile: true })
  console.log(`${path.relative(process.cwd(), packagePath)}: ${(statSync(packagePath).size / 1024).toFixed(0)} KiB`)
}
