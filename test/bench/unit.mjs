// W: processor ms of one parse of a text by the `yaml` package, in a process of its own. node unit.mjs INPUT
import process from 'node:process'
import { parseDocument } from 'yaml'
import { inputs } from './inputs.mjs'

const text = inputs[process.argv[2]].text()
const before = process.cpuUsage()
parseDocument(text)
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)
