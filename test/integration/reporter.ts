/** Prints one line per result; test/e2e/extension-tests.mjs reads the lines from the console. */
export function report(runner: Mocha.Runner): Promise<void> {
  const print = (event: string, test: Mocha.Test, error?: Error): void =>
    console.log(
      `@test ${JSON.stringify({
        event,
        title: test.fullTitle(),
        ms: test.duration ?? 0,
        error: error && (error.stack ?? String(error)),
      })}`,
    )
  runner.on('pass', test => print('pass', test))
  runner.on('fail', (test, error) => print('fail', test, error))
  runner.on('pending', test => print('skip', test))
  return new Promise((resolve, reject) =>
    runner.on('end', () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {}
      console.log(`@test ${JSON.stringify({ event: 'end', passes, failures })}`)
      if (failures > 0) reject(new Error(`${failures} tests failed`))
      else resolve()
    }),
  )
}
