// Kestra's own configuration: in Compose a text in its environment, else a file. Always `server standalone`: `server local` takes a
// random port for its metrics that nothing overrides.
import type { Database } from './options'
import { addressOf, indent, type Lines, type Stack, scalar } from './stack'

interface Places {
  readonly storage: string
  readonly flows: string
  /** The H2 file, without its ending. */
  readonly database: string
  /** How a variable of the environment is written. */
  readonly variable: (name: string) => string
}

/** Compose fills in variables before Kestra sees the text; outside, Kestra does it itself. */
const places = (stack: Stack): Places =>
  stack.compose
    ? { storage: '/app/storage', flows: '/app/flows', database: '/app/data/kestra', variable: name => `'\${${name}:?see .env.example}'` }
    : {
        storage: '${STACK_HOME}/data/kestra/storage',
        flows: '${STACK_HOME}/kestra/flows',
        database: '${STACK_HOME}/data/kestra/database',
        variable: name => `'\${${name}}'`,
      }

export function kestraConfig(stack: Stack): Lines {
  const { storage, flows, variable } = places(stack)
  return [
    'datasources:',
    indent(2, datasources[stack.database](stack)),
    'kestra:',
    `  url: http://localhost:${stack.kestraPort}/`,
    '  server:',
    '    basic-auth:',
    `      username: ${scalar(stack.user)}`,
    `      password: ${variable('KESTRA_PASSWORD')}`,
    '  repository:',
    `    type: ${stack.database}`,
    '  queue:',
    `    type: ${stack.database}`,
    '  storage:',
    '    type: local',
    '    local:',
    `      base-path: ${storage}`,
    '  tutorial-flows:',
    '    enabled: false',
    serverLines(stack, flows),
  ]
}

const serverLines = (stack: Stack, flows: string): Lines => [
  'endpoints:',
  !stack.compose && ['  all:', `    port: ${stack.managementPort}`],
  '  # Kestra 2 keeps its metrics to itself otherwise.',
  '  prometheus:',
  '    sensitive: false',
  'micronaut:',
  !stack.compose && ['  server:', '    host: localhost', `    port: ${stack.kestraPort}`],
  '  io:',
  '    # Flows are read from this folder, and again when they change.',
  '    watch:',
  '      enabled: true',
  '      paths:',
  `        - ${flows}`,
]

const datasources: Readonly<Record<Database, (stack: Stack) => Lines>> = {
  postgres: stack => [
    'postgres:',
    `  url: jdbc:postgresql://${addressOf(stack, 'postgres')}/kestra`,
    '  driverClassName: org.postgresql.Driver',
    '  username: kestra',
    `  password: ${places(stack).variable('POSTGRES_PASSWORD')}`,
  ],
  h2: stack => [
    'h2:',
    `  url: jdbc:h2:file:${places(stack).database};TIME ZONE=UTC;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000`,
    '  driverClassName: org.h2.Driver',
    '  username: sa',
    "  password: ''",
  ],
}
