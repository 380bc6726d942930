// Test files of promtool (`cmd/promtool/unittest.go`, 3.16).
import type { Schema } from '../../schema'

export const testFile: Schema = { title: 'Prometheus rule tests', type: 'object', noun: 'a test file', properties: {} }
