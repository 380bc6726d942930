import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Source } from '../../../server/src/core/text'

const edit = fc.record({
  at: fc.nat(),
  length: fc.nat(60_000),
  insert: fc.oneof(fc.string({ maxLength: 5 }), fc.constant('x\n'.repeat(40_000)), fc.constant('')),
})

test('a source that was edited reads like the string', () => {
  fc.assert(
    fc.property(fc.nat(200_000), fc.array(edit, { maxLength: 8 }), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (size, edits, places) => {
      let text = 'some text\nof lines, '.repeat(size / 19 + 1).slice(0, size)
      let source = Source.of(text)
      for (const { at, length, insert } of edits) {
        const start = at % (text.length + 1)
        const end = Math.min(text.length, start + length)
        text = text.slice(0, start) + insert + text.slice(end)
        source = source.replaced(start, end, insert)
        assert.equal(source.length, text.length)
        for (const place of places) {
          const here = place % (text.length + 2)
          assert.equal(source.slice(here, here + 20_000), text.slice(here, here + 20_000))
          assert.equal(source.charCodeAt(here), text.charCodeAt(here))
          assert.equal(source.indexOf('\n', here), text.indexOf('\n', here))
          assert.equal(source.lastIndexOf('\n', here), text.lastIndexOf('\n', here))
        }
      }
      assert.equal(source.whole, text)
    }),
    { numRuns: 200 },
  )
})
