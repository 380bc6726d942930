// Every page under test/cases: what it says is found is found, and nothing else. UPDATE=1 rewrites the expectations.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { casesOf, writtenBlocks } from '../cases'

const root = 'test/cases'
const pages = readdirSync(root, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.md'))

describe('pages of checks', () => {
  for (const name of pages) {
    const path = join(root, name)
    const page = readFileSync(path, 'utf8')
    it(name, () => {
      const code = basename(name, '.md')
      assert.equal(page.split('\n')[0], `# ${code}`, 'the title is the code')
      const cases = casesOf(page)
      assert.ok(cases.length > 0, 'a page has at least one case')
      const written = cases.flatMap(writtenBlocks)
      if (process.env.UPDATE) return writeFileSync(path, rewritten(page, written))
      for (const { block, lines, fixed } of written) {
        assert.deepEqual(lines, block.lines, `block at line ${block.line + 1}`)
        if (block.fixed !== undefined) assert.equal(fixed, block.fixed, `fixed block after line ${block.line + 1}`)
      }
      assert.ok(
        written.some(one => one.lines.some(line => line.includes(` ${code}`))),
        `no case shows ${code}`,
      )
    })
  }
})

function rewritten(page: string, blocks: ReturnType<typeof writtenBlocks>): string {
  const lines = page.split('\n')
  for (const { block, lines: found, fixed } of [...blocks].reverse()) {
    const end = lines.indexOf('```', block.line + 1)
    const after = lines.findIndex((line, i) => i > end && line.startsWith('```'))
    if (fixed !== undefined && after > 0 && /^```\w+ fixed/.test(lines[after] ?? ''))
      lines.splice(after + 1, lines.indexOf('```', after + 1) - after - 1, ...fixed.replace(/\n$/, '').split('\n'))
    lines.splice(block.line + 1, end - block.line - 1, ...found)
  }
  return lines.join('\n')
}
