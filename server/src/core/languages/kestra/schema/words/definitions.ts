// Parts of core types.
import type { Words } from './words'

export const definitionWords: Words = {
  HttpConfiguration: {
    about: 'How an HTTP request is made.',
    keys: {
      timeout: 'How long to wait for a connection and for an answer.',
      proxy: 'Proxy to go through.',
      auth: 'Login: basic, bearer or digest.',
      ssl: 'Certificate checks.',
      followRedirects: 'Go where the answer points.',
      allowFailed: 'Answers of 400 and above are no failure.',
      allowedResponseCodes: 'Codes that are no failure.',
      defaultCharset: 'Encoding when the answer names none.',
      logs: 'What of requests and answers the log gets.',
    },
  },
  TimeoutConfiguration: { about: 'How long to wait.', keys: { connectTimeout: 'For the connection.', readIdleTimeout: 'Between two pieces of the answer.' } },
  ProxyConfiguration: {
    about: 'A proxy.',
    keys: { type: '`DIRECT`, `HTTP` or `SOCKS`.', address: 'Its host.', port: 'Its port.', username: 'Its login.', password: 'Its password.' },
  },
  SslOptions: { about: 'Certificate checks.', keys: { insecureTrustAllCertificates: 'Trust everybody: only for tests.' } },
  BasicAuthConfiguration: { about: 'Name and password.', keys: { username: 'Name.', password: 'Password, best `{{ secret("NAME") }}`.' } },
  BearerAuthConfiguration: { about: 'A token.', keys: { token: 'The token, best `{{ secret("NAME") }}`.' } },
  DigestAuthConfiguration: {
    about: 'Name and password, never sent as they are.',
    keys: { username: 'Name.', password: 'Password, best `{{ secret("NAME") }}`.' },
  },
  'Dag.DagTask': { about: 'A task of a Dag.', keys: { task: 'The task.', dependsOn: 'Ids of the tasks of this Dag that have to end first.' } },
  'Flow.Dependency': {
    about: 'A flow that is waited for.',
    keys: {
      namespace: 'Its namespace.',
      flowId: 'Its id.',
      states: 'States that count.',
      labels: 'Labels that its execution must have.',
      when: 'An expression over its execution.',
    },
  },
  'LoopUntil.CheckFrequency': {
    about: 'When the condition is looked at.',
    keys: { interval: 'Pause between two rounds.', maxIterations: 'How many rounds at most.', maxDuration: 'How long at most.' },
  },
  NamespaceFiles: {
    about: 'Files of the namespace.',
    keys: {
      enabled: 'Put them there.',
      include: 'Patterns of those that are wanted.',
      exclude: 'Patterns of those that are not.',
      namespaces: 'Namespaces to take them from.',
      ifExists: 'What to do when a file is there.',
      folderPerNamespace: 'A folder for each namespace.',
    },
  },
  'WorkingDirectory.Cache': { about: 'Files that the next run finds again.', keys: { patterns: 'Patterns of the files.', ttl: 'How long they are good for.' } },
  Window: {
    about: 'A span of time.',
    keys: {
      deadline: 'By this time of day.',
      from: 'From this time of day.',
      to: 'To this time of day.',
      every: 'A new window begins after this long.',
      offset: 'Shifts the beginning.',
      lookback: 'The last so long.',
      fireOnce: 'At most one start in a window.',
    },
  },
  'ForEachItem.Batch': { about: 'How a file is cut.', keys: { rows: 'Rows of a batch.', bytes: 'Size of a batch: `10MB`.', partitions: 'Number of batches.' } },
}
