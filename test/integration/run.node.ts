import Mocha from 'mocha'
import { report } from './reporter'

/** Called by VS Code (`--extensionTestsPath`) inside the Node extension host. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: class {} as never })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  await import('./links.node')
  await import('./suite')
  await import('./live')
  await report(mocha.run())
}
